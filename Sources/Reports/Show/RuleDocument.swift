import Dialects
import Rules

/// An optimizer's rule in one dialect: its formula, axes and hyperparameters.
public struct RuleDocument: Codable, Sendable {
  /// The name of the optimizer.
  public var optimizer: String
  /// The value on each axis.
  public var dialect: [String: String]
  /// The step, in lines; backticks enclose scalars.
  public var formula: [String]
  /// The first step of a tensor, if it is another.
  public var firstStep: [String]?
  /// A step that RAdam does not rectify.
  public var unrectified: [String]?
  /// The axes that the optimizer has.
  public var axes: [AxisEntry]
  /// The hyperparameters that the optimizer has.
  public var hyperparameters: [HyperparameterEntry]

  /// An axis with the value that it has here.
  public struct AxisEntry: Codable, Sendable {
    /// The axis.
    public var name: String
    /// The dialect's value on it.
    public var value: String
    /// The value that the optimizer has unless told otherwise.
    public var standard: String
    /// All values of the axis.
    public var values: [String]
  }

  /// A hyperparameter with the value that it has here.
  public struct HyperparameterEntry: Codable, Sendable {
    /// The hyperparameter.
    public var name: String
    /// Its symbol in SPEC.md.
    public var symbol: String
    /// The value, which decides whether the formula has the term.
    public var value: Double
    /// Whether its term is part of the formula that is shown.
    public var isPresent: Bool
    /// The values that it may have, in words.
    public var domain: String
  }

  /// Describes the rule of `dialect` with the terms that `hyperparameters` ask for.
  public init(_ dialect: Dialect, _ hyperparameters: Hyperparameters) {
    let definition = dialect.optimizer.definition
    optimizer = dialect.optimizer.rawValue
    self.dialect = Dictionary(
      uniqueKeysWithValues: dialect.values.map { ($0.key.rawValue, $0.value) })
    func formula(isFirst: Bool = false, isRectified: Bool = true) -> [String] {
      Program(
        dialect: dialect, hyperparameters: hyperparameters, isFirst: isFirst,
        isRectified: isRectified
      ).formula
    }
    func ifDifferent(_ lines: [String], from others: [String]) -> [String]? {
      lines == others ? nil : lines
    }
    let later = formula()
    self.formula = later
    firstStep = ifDifferent(formula(isFirst: true), from: later)
    unrectified = ifDifferent(formula(isRectified: false), from: later)
    axes = definition.axes.map { axis, standard in
      AxisEntry(
        name: axis.rawValue, value: dialect.values[axis] ?? standard, standard: standard,
        values: axis.values)
    }
    self.hyperparameters = definition.hyperparameters.map { name in
      HyperparameterEntry(
        name: name.rawValue, symbol: name.symbol, value: hyperparameters[name],
        isPresent: hyperparameters.uses(name), domain: "\(name.domain)")
    }
  }

  /// The values that are not the optimizer's standard ones, such as `centered=on`.
  var differences: [String] {
    axes.filter { $0.value != $0.standard }.map { "\($0.name)=\($0.value)" }
  }

  /// The formula, with headings where steps differ.
  var formulaLines: [String] {
    var lines: [String] = []
    if let firstStep {
      lines += ["first step of a tensor"] + firstStep.map { "  \($0)" }
      lines += ["", "later steps"]
    }
    if let unrectified {
      lines += ["steps that are not rectified"] + unrectified.map { "  \($0)" }
      lines += ["", "rectified steps"]
    }
    return lines + formula.map { "  \($0)" }
  }

  /// The lines for people.
  public func lines(_ style: TerminalStyle) -> [String] {
    let heading = [style.paint(optimizer, .strong)] + differences
    var lines = [heading.joined(separator: " "), ""] + formulaLines
    lines += ["", style.paint("axes", .strong)]
    var table = TextTable([.left, .left, .left])
    for axis in axes {
      let others = axis.values.filter { $0 != axis.value }.joined(separator: ", ")
      table.append([.init(axis.name), .init(axis.value), .init("or \(others)", .faint)])
    }
    lines += table.lines(style, indent: 2)
    lines += ["", style.paint("hyperparameters", .strong)]
    var values = TextTable([.left, .left, .left, .left, .left])
    for entry in hyperparameters {
      values.append([
        .init(entry.symbol), .init(entry.name), .init(NumberText.shortest(entry.value)),
        .init(entry.domain, .faint), .init(entry.isPresent ? "" : "absent", .faint),
      ])
    }
    lines += values.lines(style, indent: 2)
    if hyperparameters.contains(where: { !$0.isPresent }) {
      lines += [
        "", "A term whose value is neutral is absent; --set NAME=VALUE brings it in.",
      ]
    }
    return lines
  }
}
