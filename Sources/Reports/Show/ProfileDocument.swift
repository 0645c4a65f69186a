import Dialects
import Rules

/// What a framework's optimizers compute: each rule with its values and formula.
public struct ProfileDocument: Codable, Sendable {
  /// The name of the profile.
  public var profile: String
  /// The framework's name for people.
  public var title: String
  /// The version or commit that was read.
  public var version: String
  /// What holds for every rule.
  public var note: String?
  /// The rules.
  public var rules: [Entry]

  /// A rule of the framework.
  public struct Entry: Codable, Sendable {
    /// The framework's name for it.
    public var function: String
    /// When it holds, if not by default.
    public var condition: String?
    /// Which epsilon is in use: none, outside, inside or both.
    public var epsilon: String
    /// The framework's default values that are known.
    public var defaults: [String: Double]
    /// The values that the formula was written with and that are no defaults.
    public var assumed: [String: Double]
    /// Where in the framework's source it is computed.
    public var source: String
    /// What the axes do not say of it.
    public var note: String?
    /// The rule in our terms.
    public var rule: RuleDocument
  }

  /// Describes rules of `profile`, each with the values that decide its terms.
  public init(
    _ profile: FrameworkProfile,
    _ rules: [(rule: FrameworkRule, hyperparameters: Hyperparameters)]
  ) {
    self.profile = profile.name
    title = profile.title
    version = profile.version
    note = profile.note
    self.rules = rules.map { rule, hyperparameters in
      Entry(
        function: rule.function, condition: rule.condition,
        epsilon: rule.dialect.epsilonPlace.rawValue, defaults: Self.named(rule.defaults),
        assumed: Self.named(
          hyperparameters.given.filter { rule.defaults[$0.key] != $0.value }),
        source: rule.source, note: rule.note,
        rule: RuleDocument(rule.dialect, hyperparameters))
    }
  }

  private static func named(_ values: [Hyperparameter: Double]) -> [String: Double] {
    Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
  }

  /// The lines for people.
  public func lines(_ style: TerminalStyle) -> [String] {
    var lines = [style.paint(profile, .strong) + "  \(title), \(version)"]
    if let note { lines.append(note) }
    for entry in rules { lines += [""] + entry.lines(style) }
    if rules.contains(where: { !$0.assumed.isEmpty }) {
      lines += [
        "",
        "Assumed values are not the framework's: the formula needs them, or they bring "
          + "a term in.",
      ]
    }
    return lines
  }
}

extension ProfileDocument.Entry {
  /// The lines for people.
  fileprivate func lines(_ style: TerminalStyle) -> [String] {
    let title = style.paint(function, .strong) + (condition.map { ", \($0)" } ?? "")
    var table = TextTable([.left, .left])
    func append(_ name: String, _ text: String?) {
      guard let text, !text.isEmpty else { return }
      table.append([.init(name, .faint), .init(text)])
    }
    append("dialect", ([rule.optimizer] + rule.differences).joined(separator: " "))
    append("defaults", text(defaults))
    append("assumed", text(assumed))
    append("note", note)
    append("source", source)
    return [title] + table.lines(style, indent: 2) + [""]
      + rule.formulaLines.map { $0.isEmpty ? $0 : "  \($0)" }
  }

  /// Values with their symbols, in the order of the optimizer's hyperparameters.
  private func text(_ values: [String: Double]) -> String {
    rule.hyperparameters.compactMap { entry in
      values[entry.name].map { "\(entry.symbol) \(NumberText.shortest($0))" }
    }
    .joined(separator: ", ")
  }
}
