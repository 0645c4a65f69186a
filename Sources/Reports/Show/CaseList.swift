import Vectors

/// Golden vectors in short.
public struct CaseList: Codable, Sendable {
  /// The cases.
  public var cases: [Entry]

  /// A case in short.
  public struct Entry: Codable, Sendable {
    public var id: String
    /// The section of SPEC.md that defines the rule.
    public var section: String
    /// What the case is for, as keys of the file's notes.
    public var flags: [String]
    /// What the case is for, in a sentence.
    public var comment: String
    /// How scalars reach the elements: `wide` or `working`.
    public var scalars: String
    /// The format of parameters and state.
    public var storage: String
    /// The format in which a step is computed.
    public var arithmetic: String
  }

  /// Creates the list of `cases`.
  public init(_ cases: [VectorCase]) {
    self.cases = cases.map {
      Entry(
        id: $0.id, section: $0.section, flags: $0.flags, comment: $0.comment,
        scalars: $0.scenario.scalars.rawValue, storage: $0.scenario.storage.name,
        arithmetic: $0.scenario.arithmetic.name)
    }
  }

  /// The lines for people: an id and what the case is for.
  public func lines(_ style: TerminalStyle) -> [String] {
    var table = TextTable([.left, .left])
    for entry in cases { table.append([.init(entry.id), .init(entry.comment, .faint)]) }
    return table.lines(style)
  }
}
