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
  /// The number of steps that the optimizer has taken before the first.
  public let stepsBefore: Int
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
    /// The encodings of the initial values, in the storage format: one for each element,
    /// or, in a periodic tensor, one for each of the first.
    public let initial: [UInt64]
    /// What the tensor has behind it when the run begins; nil if it has had no gradient.
    public let past: TensorPast?

    /// Creates a tensor.
    ///
    /// - Parameters:
    ///   - name: A name for people.
    ///   - shape: The extents.
    ///   - initial: The encodings of the initial values.
    ///   - isPeriodic: Whether there are fewer values than elements, which have them in
    ///     turn: element i is listed as element i mod `initial.count`.
    ///   - past: What it has behind it; its state has as many values as `initial`.
    public init(
      name: String, shape: [Int], initial: [UInt64], isPeriodic: Bool = false,
      past: TensorPast? = nil
    ) {
      let count = shape.reduce(1, *)
      precondition(
        isPeriodic
          ? initial.count > 0 && initial.count < count : initial.count == count,
        "the shape disagrees with the number of values")
      precondition(
        past?.state.values.allSatisfy { $0.count == initial.count } ?? true,
        "the state disagrees with the number of values")
      self.name = name
      self.shape = shape
      self.initial = initial
      self.past = past
    }

    /// The number of elements.
    public var elementCount: Int { shape.reduce(1, *) }
    /// Whether only the values of the first elements are listed, and repeated.
    public var isPeriodic: Bool { initial.count < elementCount }
  }

  /// Creates a scenario.
  public init(
    dialect: Dialect, scalars: ScalarPrecision, storage: FloatFormat,
    arithmetic: FloatFormat, groups: [Group], steps: StepSequence,
    stepsBefore: Int = 0, hasMaster: Bool = false, stochastic: StochasticSource? = nil
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
    self.stepsBefore = stepsBefore
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
      stepsBefore: stepsBefore, hasMaster: hasMaster, stochastic: stochastic)
  }

  /// The same run with other groups or steps.
  public func with(groups: [Group]? = nil, steps: StepSequence? = nil) -> Scenario {
    Scenario(
      dialect: dialect, scalars: scalars, storage: storage, arithmetic: arithmetic,
      groups: groups ?? self.groups, steps: steps ?? self.steps, stepsBefore: stepsBefore,
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
