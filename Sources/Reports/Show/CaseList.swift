import Vectors

/// Golden vectors in short.
public struct CaseList: Codable, Sendable {
  /// The cases.
  public var cases: [Entry]

  /// A case in short.
  public struct Entry: Codable, Sendable {
    public var id: String
    public var section: String
    public var flags: [String]
    public var comment: String
    public var scalars: String
    public var storage: String
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
