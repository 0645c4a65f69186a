import Dialects
import Formats

/// Finds what names on the command line stand for.
enum Names {
  static func optimizer(_ name: String) throws(CommandError) -> OptimizerName {
    guard let optimizer = OptimizerName(rawValue: name) else {
      throw unknown("optimizer", name, OptimizerName.allCases.map(\.rawValue))
    }
    return optimizer
  }

  static func format(_ name: String) throws(CommandError) -> FloatFormat {
    guard let format = FloatFormat(named: name) else {
      throw unknown("format", name, FloatFormat.all.map(\.name))
    }
    return format
  }

  static func profile(_ name: String) throws(CommandError) -> FrameworkProfile {
    do throws(DialectError) {
      return try FrameworkProfile.find(name)
    } catch {
      throw .usage("\(error)")
    }
  }

  static func published(
    _ name: String, of optimizer: OptimizerName
  ) throws(CommandError) -> PublishedDialect {
    do {
      return try PublishedDialect.find(optimizer, named: name)
    } catch {
      throw unknown("dialect of \(optimizer.rawValue)", name, optimizer.publishedNames)
    }
  }

  static func hyperparameter(
    _ name: String, of optimizer: OptimizerName
  ) throws(CommandError) -> Hyperparameter {
    let known = optimizer.definition.hyperparameters
    guard let found = known.first(where: { $0.rawValue == name }) else {
      throw unknown(
        "hyperparameter of \(optimizer.rawValue)", name, known.map(\.rawValue))
    }
    return found
  }

  /// The values on axes of `optimizer`, checked.
  static func axes(
    _ values: [String: String], of optimizer: OptimizerName
  ) throws(CommandError) -> [Axis: String] {
    var result: [Axis: String] = [:]
    let known = optimizer.definition.axes.map(\.axis)
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      guard let axis = known.first(where: { $0.rawValue == name }) else {
        throw unknown("axis of \(optimizer.rawValue)", name, known.map(\.rawValue))
      }
      guard axis.values.contains(value) else {
        throw unknown("value of the axis \(name)", value, axis.values)
      }
      result[axis] = value
    }
    return result
  }

  /// The error of a name that stands for nothing.
  static func unknown(
    _ kind: String, _ name: String, _ known: [String], limit: Int = 1
  ) -> CommandError {
    let near = suggestion(for: name, among: known, limit: limit)
    return .usage(
      "unknown \(kind): \"\(name)\"\(near.isEmpty ? ";" : near) known: "
        + known.joined(separator: ", "))
  }
}

extension OptimizerName {
  /// The names of its published dialects.
  var publishedNames: [String] {
    PublishedDialect.all.filter { $0.dialect.optimizer == self }.map(\.name)
  }
}
