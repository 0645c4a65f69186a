/// Why a description of an optimizer, dialect or hyperparameter is refused.
public enum DialectError: Error, Equatable {
  /// No optimizer has that name.
  case unknownOptimizer(String)
  /// No axis has that name, or it does not apply to the optimizer.
  case unknownAxis(String, OptimizerName)
  /// The axis has no such value.
  case unknownValue(String, Axis, OptimizerName)
  /// No published dialect of the optimizer has that name.
  case unknownDialect(String, OptimizerName)
  /// The optimizer has no such hyperparameter.
  case foreignHyperparameter(String, OptimizerName)
  /// A hyperparameter that has no neutral value was not given.
  case missingHyperparameter(Hyperparameter, OptimizerName)
  /// The rule does not admit the value.
  case outsideDomain(Hyperparameter, Double)
  /// An ε is in use in a place that the dialect does not have.
  case misplacedEpsilon(Hyperparameter, Dialect)
  /// Something else that is named, a format say, does not exist.
  case unknownName(String, of: String, known: [String])
  /// No framework's profile has that name.
  case unknownProfile(String)
  /// The framework has no rule of the optimizer that is known.
  case profileLacks(FrameworkProfile, OptimizerName)
}

extension DialectError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unknownOptimizer(let name):
      return
        "unknown optimizer \"\(name)\"; known: \(list(OptimizerName.allCases.map(\.rawValue)))"
    case .unknownAxis(let name, let optimizer):
      return "\(optimizer.rawValue) has no axis \"\(name)\"; its axes: "
        + list(optimizer.definition.axes.map(\.axis.rawValue))
    case .unknownValue(let value, let axis, let optimizer):
      return "axis \(axis.rawValue) of \(optimizer.rawValue) has no value \"\(value)\"; "
        + "its values: \(list(axis.values))"
    case .unknownDialect(let name, let optimizer):
      return "\(optimizer.rawValue) has no published dialect \"\(name)\"; published: "
        + list(
          PublishedDialect.all.filter { $0.dialect.optimizer == optimizer }.map(\.name))
    case .foreignHyperparameter(let name, let optimizer):
      return "\(optimizer.rawValue) has no hyperparameter \"\(name)\"; it has "
        + list(optimizer.definition.hyperparameters.map(\.rawValue))
    case .missingHyperparameter(let name, let optimizer):
      return "\(optimizer.rawValue) needs the hyperparameter \(name.rawValue)"
    case .outsideDomain(let name, let value):
      return "\(name.rawValue) is \(value); it must be \(name.domain)"
    case .misplacedEpsilon(let name, let dialect):
      return "\(name.rawValue) is given, but epsilonPlace of \(dialect) is "
        + "\(dialect.epsilonPlace.rawValue); give another epsilonPlace, or leave it out"
    case .unknownName(let name, let kind, let known):
      let near = NearNames.find(name, among: known).map { "\"\($0)\"" }
      return "unknown \(kind) \"\(name)\"; "
        + (near.isEmpty
          ? "known: \(list(known))" : "did you mean \(near.joined(separator: " or "))?")
    case .unknownProfile(let name):
      let known = FrameworkProfile.all.map(\.name)
      let near = NearNames.find(name, among: known).map { "\"\($0)\"" }
      return "unknown framework \"\(name)\"; "
        + (near.isEmpty
          ? "known: \(list(known))" : "did you mean \(near.joined(separator: " or "))?")
    case .profileLacks(let profile, let optimizer):
      return "\(profile.name) has no rule of \(optimizer.rawValue); it has "
        + list(profile.optimizers.map(\.rawValue))
    }
  }
}

private func list(_ names: [String]) -> String { names.joined(separator: ", ") }
