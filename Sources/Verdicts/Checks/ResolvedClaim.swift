import Dialects
import Formats
import Scenarios

/// A claim, resolved against the vocabulary.
package struct ResolvedClaim: Sendable {
  package let claim: Claim
  package let optimizer: OptimizerName
  /// The values on each axis that are supported.
  private let supported: [Axis: [String]]
  package let formats: [FloatFormat]
  package let hyperparameters: Set<Hyperparameter>
  /// The values of hyperparameters that have not all of their domain.
  package let values: [Hyperparameter: HyperparameterValues]
  /// The slots that are kept with the other sign.
  package let negated: Set<StateSlot>
  /// The modes of scalars, without repetitions, in the order of their definition.
  package let scalars: [Scenario.ScalarPrecision]
  package let arithmetic: [String]
  package let features: Set<Claim.Feature>

  /// Resolves `claim`, with the dialect it is told to be if any.
  package init(
    _ claim: Claim, override: DialectOverride? = nil
  ) throws(DialectError) {
    self.claim = claim
    guard let optimizer = OptimizerName(rawValue: claim.optimizer) else {
      throw .unknownOptimizer(claim.optimizer)
    }
    self.optimizer = optimizer
    let all = optimizer.definition.hyperparameters
    var understood = Set(all)
    if let names = claim.hyperparameters {
      understood = []
      for name in names {
        guard let hyperparameter = Hyperparameter(rawValue: name),
          all.contains(hyperparameter)
        else { throw .foreignHyperparameter(name, optimizer) }
        understood.insert(hyperparameter)
      }
    }
    var supported: [Axis: [String]] = [:]
    for (axis, standard) in optimizer.definition.axes { supported[axis] = [standard] }
    func support(_ name: String, _ values: [String]) throws(DialectError) {
      guard let axis = Axis(rawValue: name), supported[axis] != nil else {
        throw .unknownAxis(name, optimizer)
      }
      for value in values where !axis.values.contains(value) {
        throw .unknownValue(value, axis, optimizer)
      }
      supported[axis] = values
    }
    for (name, values) in (claim.dialect ?? [:]).sorted(by: { $0.key < $1.key }) {
      try support(name, values.values)
    }
    switch override {
    case nil: break
    case .values(let values):
      for (axis, value) in values.sorted(by: { $0.key < $1.key }) {
        try support(axis, [value])
      }
    case .named(let name):
      guard let dialect = Dialect(optimizer, name: name) else {
        throw .unknownDialect(name, optimizer)
      }
      supported = dialect.values.mapValues { [$0] }
      // Told to be a dialect, it is also told to have its hyperparameters.
      understood.formUnion([.epsilon, .epsilonRoot])
    case .rule(let rule):
      supported = rule.dialect.values.mapValues { [$0] }
      understood.formUnion([.epsilon, .epsilonRoot])
    }
    var values: [Hyperparameter: HyperparameterValues] = [:]
    for (name, value) in (claim.values ?? [:]).sorted(by: { $0.key < $1.key }) {
      guard let hyperparameter = Hyperparameter(rawValue: name),
        all.contains(hyperparameter)
      else { throw .foreignHyperparameter(name, optimizer) }
      values[hyperparameter] = value
    }
    if case .rule(let rule) = override { values.merge(rule.values) { $1 } }
    self.values = values
    var negated: Set<StateSlot> = []
    for name in claim.negated ?? [] {
      guard let slot = StateSlot(rawValue: name),
        optimizer.definition.slots.contains(slot)
      else {
        throw .unknownName(
          name, of: "slot of \(optimizer.rawValue)",
          known: optimizer.definition.slots.map(\.rawValue))
      }
      negated.insert(slot)
    }
    self.negated = negated
    self.supported = supported
    hyperparameters = understood
    features = Set(claim.features ?? [])
    let formatNames = FloatFormat.all.map(\.name)
    try Self.require(claim.formats, "format", formatNames)
    formats = claim.formats.compactMap(FloatFormat.init(named:))
    let modes = Set(claim.scalars ?? ["wide"])
    try Self.require(
      modes.sorted(), "mode of scalars",
      Scenario.ScalarPrecision.allCases.map(\.rawValue))
    scalars = Scenario.ScalarPrecision.allCases.filter { modes.contains($0.rawValue) }
    arithmetic = claim.arithmetic ?? ["storage"]
    try Self.require(arithmetic, "arithmetic", ["storage"] + formatNames)
  }

  /// Refuses the first name that means nothing: a claim must not vanish.
  private static func require(
    _ names: [String], _ kind: String, _ known: [String]
  ) throws(DialectError) {
    for name in names where !known.contains(name) {
      throw .unknownName(name, of: kind, known: known)
    }
  }

  /// The values that are claimed on an axis.
  package func supportedValues(on axis: Axis) -> [String] { supported[axis] ?? [] }

  /// Whether a dialect is claimed.
  func speaks(_ published: PublishedDialect) -> Bool {
    published.dialect.optimizer == optimizer
      && published.dialect.values.allSatisfy {
        supported[$0.key]?.contains($0.value) ?? false
      }
  }

  /// The number of dialects that are claimed.
  package var dialectCount: Int {
    optimizer.definition.axes.reduce(1) {
      $0 * Set(supportedValues(on: $1.axis)).count
    }
  }

  /// Every dialect that is claimed, in the order of the axes.
  package var dialects: [Dialect] {
    var changes: [[Axis: String]] = [[:]]
    for (axis, _) in optimizer.definition.axes {
      let claimed = supportedValues(on: axis)
      let values = axis.values.filter(claimed.contains)
      changes = changes.flatMap { partial in
        values.map { value in partial.merging([axis: value]) { $1 } }
      }
    }
    return changes.compactMap { try? Dialect(optimizer, $0) }
  }

  /// Whether the claim covers a file: its dialect and storage format.
  func covers(_ published: PublishedDialect, in format: FloatFormat) -> Bool {
    formats.contains(format) && speaks(published)
  }

  /// Whether elements can be computed in `arithmetic` and stored in `storage`.
  package func supports(
    arithmetic format: FloatFormat, over storage: FloatFormat
  ) -> Bool {
    (format == storage && arithmetic.contains("storage"))
      || arithmetic.contains(format.name)
  }
}
