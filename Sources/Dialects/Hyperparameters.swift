/// The hyperparameters of one parameter group, complete and within their domains.
public struct Hyperparameters: Hashable, Sendable {
  /// The optimizer that they belong to.
  public let optimizer: OptimizerName
  /// The values that were given; the others are neutral.
  public let given: [Hyperparameter: Double]

  /// Checks `values` against the optimizer's definition.
  public init(
    _ optimizer: OptimizerName, _ values: [Hyperparameter: Double]
  ) throws(DialectError) {
    for (name, value) in values.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      guard optimizer.definition.hyperparameters.contains(name) else {
        throw .foreignHyperparameter(name.rawValue, optimizer)
      }
      guard name.domain.contains(value) else { throw .outsideDomain(name, value) }
    }
    for name in optimizer.definition.hyperparameters
    where name.neutral == nil && values[name] == nil {
      throw .missingHyperparameter(name, optimizer)
    }
    self.optimizer = optimizer
    given = values
  }

  /// The value of a hyperparameter: the given one, or the neutral one.
  public subscript(name: Hyperparameter) -> Double {
    given[name] ?? name.neutral ?? .nan
  }

  /// Whether the term that `name` governs is part of the rule.
  ///
  /// A term whose hyperparameter has its neutral value is absent, as in every
  /// framework that was read: without it 0·∞ would appear where nothing is
  /// added, and exact operations would count as rounded ones.
  public func uses(_ name: Hyperparameter) -> Bool {
    given[name].map { $0 != name.neutral } ?? (name.neutral == nil)
  }

  /// The same hyperparameters with another value for `name`.
  public func setting(_ name: Hyperparameter, to value: Double) throws(DialectError)
    -> Self
  {
    var values = given
    values[name] = value
    return try Hyperparameters(optimizer, values)
  }
}
