import Dialects
import Formats

/// What an optimizer computes: a dialect, its hyperparameters, and perhaps a schedule of
/// the learning rate.
///
/// There is a factory for each optimizer, whose hyperparameters are PyTorch's unless told
/// otherwise; see ``defaults(of:)``.
///
/// ```swift
/// let plain = try OptimizerRule.adam(learningRate: 3e-4)
/// let warm = try OptimizerRule.rmsprop(
///   momentum: 0.9, dialect: .standard(.rmsprop).with(Centered.on),
///   schedule: .warmUp(length: 100, start: 0, next: .constant))
/// ```
public struct OptimizerRule: Hashable, Sendable {
  /// The optimizer and its value on every axis.
  public let dialect: Dialect
  /// The hyperparameters; the learning rate is η, that from which a schedule starts.
  public let hyperparameters: Hyperparameters
  /// How the learning rate changes from step to step (SPEC §11), or nil if it only
  /// changes when it is set.
  public let schedule: LearningRateSchedule?

  /// Creates a rule from hyperparameters that are complete.
  ///
  /// Without a `dialect` it is the standard one of their optimizer, with ε where the
  /// hyperparameters have it.
  ///
  /// - Throws: ``OptimizerError/foreignHyperparameters(_:expected:)`` if the
  ///   hyperparameters are of another optimizer than the dialect,
  ///   ``OptimizerError/invalidDescription(_:)`` if they have an ε where the dialect has
  ///   none, and ``OptimizerError/invalidSchedule(_:)`` if a number of the schedule is
  ///   outside its domain.
  public init(
    _ hyperparameters: Hyperparameters, dialect: Dialect? = nil,
    schedule: LearningRateSchedule? = nil
  ) throws(OptimizerError) {
    let dialect =
      dialect
      ?? .standard(hyperparameters.optimizer).placingEpsilon(of: hyperparameters)
    guard hyperparameters.optimizer == dialect.optimizer else {
      throw .foreignHyperparameters(
        hyperparameters.optimizer, expected: dialect.optimizer)
    }
    try wrapping { () throws(DialectError) in try dialect.validate(hyperparameters) }
    if let schedule, !schedule.isAdmissible { throw .invalidSchedule(schedule) }
    self.dialect = dialect
    self.hyperparameters = hyperparameters
    self.schedule = schedule
  }

  /// Creates a rule of an optimizer, with defaults for hyperparameters that are nil.
  ///
  /// The default of ε belongs where the dialect has its ε.
  init(
    _ optimizer: OptimizerName, _ values: [Hyperparameter: Double?], _ dialect: Dialect?,
    _ schedule: LearningRateSchedule?
  ) throws(OptimizerError) {
    var defaults = Self.defaults(of: optimizer)
    if let dialect {
      guard dialect.optimizer == optimizer else {
        throw .foreignDialect(dialect.optimizer, expected: optimizer)
      }
      defaults = defaults.placingEpsilon(dialect.epsilonPlace)
    }
    let told = values.compactMapValues { $0 }
    let complete = defaults.merging(told) { _, told in told }
    let hyperparameters = try wrapping { () throws(DialectError) in
      try Hyperparameters(optimizer, complete)
    }
    try self.init(hyperparameters, dialect: dialect, schedule: schedule)
  }

  /// Creates a rule of parts that were checked before.
  init(
    valid hyperparameters: Hyperparameters, dialect: Dialect,
    schedule: LearningRateSchedule?
  ) {
    self.dialect = dialect
    self.hyperparameters = hyperparameters
    self.schedule = schedule
  }

  /// The learning rate of the step that follows `stepCount` others, in binary64.
  ///
  /// It is η, or what the schedule makes of it (SPEC §11). Every operation is correctly
  /// rounded, powers and cosines included, so that the bits are the same everywhere. An
  /// optimizer with ``ScalarEvaluation/working`` scalars evaluates the schedule in its
  /// arithmetic instead; see ``Optimizer/learningRate(ofGroup:)``.
  ///
  /// - Precondition: `stepCount ≥ 0`.
  public func learningRate(afterSteps stepCount: Int) -> Double {
    precondition(stepCount >= 0, "a number of steps is not negative")
    let rate = hyperparameters[.learningRate]
    return schedule?.rate(base: rate, step: Int64(stepCount), in: .binary64) ?? rate
  }
}

extension OptimizerRule: CustomStringConvertible {
  /// The dialect, hyperparameters by name, and the schedule.
  public var description: String {
    let values = hyperparameters.given.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "\($0.key.rawValue) = \($0.value)" }
    return "\(dialect): \(values.joined(separator: ", "))"
      + (schedule.map { ", \($0)" } ?? "")
  }
}
