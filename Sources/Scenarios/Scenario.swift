import Dialects
import Formats

/// A complete, checked description of one run of an optimizer: everything that
/// determines its trajectory, and nothing else.
public struct Scenario: Hashable, Sendable {
  /// The optimizer and its axis values.
  public let dialect: Dialect
  /// In which formats the scalars of a step are computed.
  public let scalars: ScalarPrecision
  /// The format of parameters, gradients and state.
  public let storage: FloatFormat
  /// The format of element operations; it holds every value of `storage`.
  public let arithmetic: FloatFormat
  /// The parameter groups.
  public let groups: [Group]
  /// The steps.
  public let steps: StepSequence
  /// Whether parameters and state are kept in the arithmetic format, and the
  /// stored parameter is a copy (SPEC §13).
  public let hasMaster: Bool
  /// What new parameters are rounded with; nil for rounding to nearest (SPEC §13).
  public let stochastic: StochasticSource?

  /// Tensors that share hyperparameters.
  public struct Group: Hashable, Sendable {
    /// The hyperparameters; the learning rate is overridden by each step.
    public let hyperparameters: Hyperparameters
    /// The tensors.
    public let tensors: [Tensor]
    /// What gives the learning rate; nil if each step states it.
    public let schedule: LearningRateSchedule?

    /// Creates a group.
    public init(
      hyperparameters: Hyperparameters, tensors: [Tensor],
      schedule: LearningRateSchedule? = nil
    ) {
      self.hyperparameters = hyperparameters
      self.tensors = tensors
      self.schedule = schedule
    }
  }

  /// A tensor of parameters.
  public struct Tensor: Hashable, Sendable {
    /// A name for people.
    public let name: String
    /// The extents, for elements in row-major order; empty for a scalar.
    public let shape: [Int]
    /// The encodings of the initial values, in the storage format.
    public let initial: [UInt64]

    /// Creates a tensor.
    public init(name: String, shape: [Int], initial: [UInt64]) {
      precondition(
        initial.count == shape.reduce(1, *),
        "the shape disagrees with the number of values")
      self.name = name
      self.shape = shape
      self.initial = initial
    }
  }

  /// Creates a scenario.
  public init(
    dialect: Dialect, scalars: ScalarPrecision, storage: FloatFormat,
    arithmetic: FloatFormat, groups: [Group], steps: StepSequence,
    hasMaster: Bool = false, stochastic: StochasticSource? = nil
  ) {
    precondition(
      arithmetic.precision >= storage.precision
        && arithmetic.maximumExponent >= storage.maximumExponent
        && arithmetic.smallestSubnormalExponent <= storage.smallestSubnormalExponent,
      "the arithmetic format does not hold every stored value")
    self.dialect = dialect
    self.scalars = scalars
    self.storage = storage
    self.arithmetic = arithmetic
    self.groups = groups
    self.steps = steps
    self.hasMaster = hasMaster
    self.stochastic = stochastic
  }

  /// The same run in another dialect, and with other scalars or groups if these are
  /// given.
  public func carriedOut(
    as dialect: Dialect, scalars: ScalarPrecision? = nil, groups: [Group]? = nil
  ) -> Scenario {
    Scenario(
      dialect: dialect, scalars: scalars ?? self.scalars, storage: storage,
      arithmetic: arithmetic, groups: groups ?? self.groups, steps: steps,
      hasMaster: hasMaster, stochastic: stochastic)
  }

  /// The format that state is kept in.
  public var stateFormat: FloatFormat { hasMaster ? arithmetic : storage }

  /// The format of a slot, or of the parameter for nil.
  public func format(of slot: StateSlot?) -> FloatFormat {
    slot == nil ? storage : stateFormat
  }

  /// The tensors of all groups, in order.
  public var tensors: [Tensor] { groups.flatMap(\.tensors) }

  /// The group that each tensor of `tensors` belongs to.
  public var groupOfTensor: [Int] {
    groups.enumerated().flatMap { index, group in group.tensors.map { _ in index } }
  }
}
