/// What one optimizer of a framework computes, under a condition if need be.
public struct FrameworkRule: Hashable, Sendable {
  /// The framework's name for it, such as `torch.optim.SparseAdam`.
  public let function: String
  /// The arguments or circumstances under which the rule holds; nil means by
  /// default, and wherever no other rule of the function says more.
  public let condition: String?
  /// The rule as a dialect.
  public let dialect: Dialect
  /// The framework's default values that are known.
  ///
  /// A value may be missing because the framework demands it, or because it was
  /// not read; neutral values are left out.
  public let defaults: [Hyperparameter: Double]
  /// Examples of values that the condition asks for, or without which a
  /// characteristic term would be absent.
  public let examples: [Hyperparameter: Double]
  /// The values of hyperparameters that cannot be chosen freely: what the framework has
  /// no option for, or what the condition asks for.
  public let values: [Hyperparameter: HyperparameterValues]
  /// What else must be said, in a sentence or two.
  public let note: String?
  /// Where in the framework's source it is computed.
  public let source: String

  init(
    _ function: String, when condition: String? = nil, _ dialect: Dialect,
    _ place: EpsilonPlace = .none,
    _ defaults: [Hyperparameter: Double] = [:],
    examples: [Hyperparameter: Double] = [:],
    where values: [Hyperparameter: HyperparameterValues] = [:],
    source: String, note: String? = nil
  ) {
    self.function = function
    self.condition = condition
    self.dialect = dialect.placingEpsilon(place)
    self.defaults = defaults
    self.examples = examples
    self.values = values
    self.note = note
    self.source = source
  }

  /// The values that complete the defaults: the examples, and PyTorch's default
  /// values for what must be given.
  public var assumptions: [Hyperparameter: Double] {
    var values = dialect.optimizer.usualValues(epsilon: dialect.epsilonPlace)
    if dialect[MomentumSchedule.self] == .constant { values[.momentumDecay] = nil }
    for name in defaults.keys { values[name] = nil }
    return values.merging(examples) { _, example in example }
  }

  /// Hyperparameters that the rule can be run with: the defaults, completed by the
  /// assumptions.
  ///
  /// - Throws: ``DialectError`` if a value is missing, outside its domain, or not one of
  ///   the optimizer's.
  public func hyperparameters() throws(DialectError) -> Hyperparameters {
    try Hyperparameters(
      dialect.optimizer, defaults.merging(assumptions) { _, assumed in assumed })
  }
}

extension FrameworkRule: CustomStringConvertible {
  /// The function and the condition, such as `optax.adam, eps_root > 0`.
  public var description: String {
    condition.map { "\(function), \($0)" } ?? function
  }
}
