import Dialects

/// The frameworks whose rules are known, in short.
public struct ProfileList: Codable, Sendable {
  /// The frameworks.
  public var profiles: [Entry]

  /// A framework.
  public struct Entry: Codable, Sendable {
    /// The name by which the command line knows the framework.
    public var name: String
    /// The framework's name for people.
    public var title: String
    /// The version or commit that was read.
    public var version: String
    /// The optimizers that it has a rule of.
    public var optimizers: [String]
    /// What its optimizers compute.
    public var rules: [Rule]
  }

  /// A rule of a framework.
  public struct Rule: Codable, Sendable {
    /// The framework's class or function.
    public var function: String
    /// The arguments with which it computes this; nil for its defaults.
    public var condition: String?
    /// The optimizer, by the name that vectors have.
    public var optimizer: String
    /// Which epsilon is in use: none, outside, inside or both.
    public var epsilon: String
    /// The axes whose values are not the optimizer's standard ones.
    public var differences: [String]
  }

  /// Creates the list of those of `profiles` that have one of `optimizers`.
  public init(_ profiles: [FrameworkProfile], optimizers: [OptimizerName]) {
    self.profiles = profiles.compactMap { profile in
      let own = profile.optimizers.filter(optimizers.contains)
      guard !own.isEmpty else { return nil }
      return Entry(
        name: profile.name, title: profile.title, version: profile.version,
        optimizers: own.map(\.rawValue),
        rules: profile.rules.filter { own.contains($0.dialect.optimizer) }.map(Rule.init))
    }
  }

  /// The lines for people.
  public func lines(_ style: TerminalStyle) -> [String] {
    var table = TextTable([.left, .left, .left])
    table.append(["framework", "optimizers", "what was read"].map { .init($0, .faint) })
    for entry in profiles {
      table.append([
        .init(entry.name), .init(entry.optimizers.joined(separator: " ")),
        .init("\(entry.title), \(entry.version)", .faint),
      ])
    }
    return table.lines(style)
  }
}

extension ProfileList.Rule {
  /// Describes `rule`.
  fileprivate init(_ rule: FrameworkRule) {
    self.init(
      function: rule.function, condition: rule.condition,
      optimizer: rule.dialect.optimizer.rawValue,
      epsilon: rule.dialect.epsilonPlace.rawValue,
      differences: rule.dialect.differences.map { "\($0.axis.rawValue)=\($0.value)" })
  }
}
