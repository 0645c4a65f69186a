import Dialects

/// What frameworks do that no dialect says.
public struct UnreachedList: Codable, Sendable {
  /// What they do.
  public var unreached: [Entry]

  /// Something that a framework does.
  public struct Entry: Codable, Sendable {
    /// The framework's name for people.
    public var framework: String
    /// Its class or function.
    public var function: String
    /// What it does.
    public var behaviour: String
    /// Why no axis reaches it.
    public var reason: String
  }

  /// Creates the list of `behaviours`.
  public init(_ behaviours: [UnreachedBehaviour]) {
    unreached = behaviours.map {
      Entry(
        framework: $0.framework, function: $0.function, behaviour: $0.behaviour,
        reason: $0.reason)
    }
  }

  /// The lines for people.
  public func lines(_ style: TerminalStyle) -> [String] {
    unreached.flatMap { entry in
      [
        style.paint(entry.framework, .strong) + "  \(entry.function)",
        "  \(entry.behaviour)", "  " + style.paint(entry.reason, .faint),
      ]
    }
  }
}
