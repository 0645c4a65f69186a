import Dialects
import Verdicts

/// A dialect on the command line: a published name, or `axis=value,axis=value`.
struct DialectArgument {
  /// What is told.
  let override: DialectOverride

  /// Reads `text`.
  init(_ text: String) throws(CommandError) {
    guard let override = DialectOverride(text) else {
      throw .usage(
        "--dialect \"\(text)\" is neither the name of a published dialect nor "
          + "axis=value[,axis=value]; \"rmspec list --dialects\" lists the names")
    }
    self.override = override
  }

  /// Refuses what no optimizer of `optimizers` has.
  func require(anyOf optimizers: [OptimizerName]) throws(CommandError) {
    var refusal: CommandError?
    for optimizer in optimizers {
      do throws(CommandError) {
        _ = try dialect(of: optimizer)
        return
      } catch {
        refusal = refusal ?? error
      }
    }
    guard optimizers.count > 1, case .named(let name) = override else {
      if let refusal { throw refusal }
      return
    }
    var known: [String] = []
    for name in optimizers.flatMap(\.publishedNames) where !known.contains(name) {
      known.append(name)
    }
    throw .usage(
      "unknown dialect: \"\(name)\"\(suggestion(for: name, among: known)); "
        + "\"rmspec list --dialects\" lists them")
  }

  /// The dialect of `optimizer`.
  func dialect(of optimizer: OptimizerName) throws(CommandError) -> Dialect {
    switch override {
    case .named(let name):
      // A dialect need not be published to have a name.
      if let dialect = Dialect(optimizer, name: name) { return dialect }
      return try Names.published(name, of: optimizer).dialect
    case .rule(let rule): return rule.dialect
    case .values(let values):
      let axes = try Names.axes(values, of: optimizer)
      do {
        return try Dialect(optimizer, axes)
      } catch {
        throw .usage("\(error)")
      }
    }
  }

  /// Whether a published dialect is the one told, or has the values told.
  func matches(_ published: PublishedDialect) -> Bool {
    switch override {
    case .named(let name): published.name == name
    case .rule(let rule): published.dialect == rule.dialect
    case .values(let values):
      values.allSatisfy { name, value in
        Axis(rawValue: name).map { published.dialect.values[$0] == value } ?? false
      }
    }
  }
}
