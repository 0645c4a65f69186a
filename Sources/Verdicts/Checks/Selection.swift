import Dialects
import Formats
import Scenarios

/// Which of the cases are to be checked.
public struct CaseFilter: Sendable {
  /// Optimizers, or all if empty.
  public var optimizers: [OptimizerName] = []
  /// Formats, or all if empty.
  public var formats: [FloatFormat] = []
  /// Code paths, or all if empty.
  public var paths: [String] = []
  /// Parts of case identifiers of which one must occur, or all if empty.
  public var idParts: [String] = []
  /// Parts of case identifiers of which none may occur.
  public var leftOutParts: [String] = []
  /// The dialect to check against instead of the claimed one.
  public var dialect: DialectOverride?

  /// Creates a filter that lets everything pass.
  public init() {}

  /// Whether the parts that must and must not occur pick a case.
  public func picks(_ id: String) -> Bool {
    (idParts.isEmpty || idParts.contains { id.contains($0) }) && !leavesOut(id)
  }

  /// Whether cases are picked by their ids.
  public var picksByID: Bool { !idParts.isEmpty || !leftOutParts.isEmpty }

  /// Whether a case is left out although it is claimed.
  func leavesOut(_ id: String) -> Bool { leftOutParts.contains { id.contains($0) } }
}

/// A dialect that the implementation is told to be, whatever it claims.
public enum DialectOverride: Sendable, Equatable {
  /// A published dialect, by name.
  case named(String)
  /// Values on some axes; the others stay as claimed.
  case values([String: String])

  /// Reads `name`, or `axis=value` and more of them separated by commas; no axis twice.
  public init?(_ text: String) {
    guard !text.isEmpty else { return nil }
    guard text.contains("=") else {
      self = .named(text)
      return
    }
    var values: [String: String] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = part.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, !halves[0].isEmpty, !halves[1].isEmpty else { return nil }
      let earlier = values.updateValue(String(halves[1]), forKey: String(halves[0]))
      guard earlier == nil else { return nil }
    }
    self = .values(values)
  }
}

/// A claim, resolved against the vocabulary.
package struct ResolvedClaim: Sendable {
  package let claim: Claim
  package let optimizer: OptimizerName
  /// The values on each axis that are supported.
  private let supported: [Axis: [String]]
  package let formats: [FloatFormat]
  package let hyperparameters: Set<Hyperparameter>
  /// The modes of scalars, without repetitions, in the order of their definition.
  package let scalars: [Scenario.ScalarPrecision]
  package let arithmetic: [String]
  package let features: Set<Claim.Feature>

  /// Resolves `claim`, with the dialect it is told to be if any.
  package init(_ claim: Claim, override: DialectOverride?) throws(DialectError) {
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
    case .named(let dialect):
      let published = try PublishedDialect.find(optimizer, named: dialect)
      supported = published.dialect.values.mapValues { [$0] }
      // Told to be a dialect, it is also told to have its hyperparameters.
      understood.formUnion([.epsilon, .epsilonRoot])
    }
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
  func supportedValues(on axis: Axis) -> [String] { supported[axis] ?? [] }

  /// Whether a dialect is claimed.
  func speaks(_ published: PublishedDialect) -> Bool {
    published.dialect.optimizer == optimizer
      && published.dialect.values.allSatisfy {
        supported[$0.key]?.contains($0.value) ?? false
      }
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

extension Scenario {
  /// What an implementation must support beyond stepping one group.
  package var neededFeatures: Set<Claim.Feature> {
    var features: Set<Claim.Feature> = []
    if groups.count > 1 { features.insert(.groups) }
    if groups.contains(where: { $0.schedule != nil }) { features.insert(.schedules) }
    if hasMaster { features.insert(.master) }
    if stochastic != nil { features.insert(.stochastic) }
    if stepsBefore > 0 || tensors.contains(where: { $0.past != nil }) {
      features.insert(.givenState)
    }
    guard case .listed(let steps) = steps else { return features }
    for step in steps {
      // Who restores hyperparameters as well restores.
      if step.before.restores && step.before.builtWith == nil {
        features.insert(.restore)
      }
      if step.before.saves || step.before.rewinds { features.insert(.fork) }
      if step.before.builtWith != nil { features.insert(.savedHyperparameters) }
      if !step.changes.isEmpty { features.insert(.changingHyperparameters) }
      if step.repeatsGradients { features.insert(.sameGradients) }
      if step.gradients.contains(where: { $0 == nil }) {
        features.insert(.absentGradients)
      }
      if step.gradients.contains(where: { $0?.isSparse ?? false }) {
        features.insert(.sparse)
      }
    }
    return features
  }
}
