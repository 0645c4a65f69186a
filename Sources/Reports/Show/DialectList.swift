import Dialects

/// The published dialects with their values.
public struct DialectList: Codable, Sendable {
  /// The dialects.
  public var dialects: [Entry]

  /// A published dialect.
  public struct Entry: Codable, Sendable {
    /// The optimizer, by the name that vectors have.
    public var optimizer: String
    /// Its name, which is also that of its folder among the vectors.
    public var name: String
    /// Which epsilon is in use: none, outside, inside or both.
    public var epsilon: String
    /// Whether the vectors cover it with every input.
    public var isMain: Bool
    /// The value on each axis.
    public var axes: [String: String]
    /// The axes whose values are not the optimizer's standard ones.
    public var differences: [String]
  }

  /// Creates the list of `dialects`.
  public init(_ dialects: [PublishedDialect]) {
    self.dialects = dialects.map { published in
      Entry(
        optimizer: published.dialect.optimizer.rawValue, name: published.name,
        epsilon: published.epsilonPlace.rawValue, isMain: published.isMain,
        axes: Dictionary(
          uniqueKeysWithValues: published.dialect.values.map {
            ($0.key.rawValue, $0.value)
          }),
        differences: published.dialect.differences.map {
          "\($0.axis.rawValue)=\($0.value)"
        })
    }
  }

  /// The lines for people: what differs from the optimizer's standard values.
  public func lines(_ style: TerminalStyle) -> [String] {
    var table = TextTable([.left, .left, .left, .left])
    table.append(
      ["optimizer", "dialect", "ε", "axes off the standard"].map { .init($0, .faint) })
    for entry in dialects {
      table.append([
        .init(entry.optimizer), .init(entry.name), .init(entry.epsilon),
        .init(entry.differences.joined(separator: " ")),
      ])
    }
    return table.lines(style)
  }
}
