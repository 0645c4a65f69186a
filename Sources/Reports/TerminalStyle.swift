import Verdicts

/// How text for people is dressed: with colour or without, and how wide.
public struct TerminalStyle: Sendable, Equatable {
  /// Whether escape sequences for colour are written.
  public var usesColour: Bool
  /// The number of columns, or nil if the text goes to a file or a pipe.
  public var width: Int?

  /// Creates a style.
  public init(usesColour: Bool, width: Int? = nil) {
    self.usesColour = usesColour
    self.width = width
  }

  /// No colour, lines of any length.
  public static let plain = TerminalStyle(usesColour: false)

  /// What a piece of text means, and so which colour it gets.
  public enum Tint: Sendable, CaseIterable {
    /// What a piece of text means, from which its colour follows.
    case plain, good, bad, warning, faint, strong

    /// What tells a terminal to go on in the colour.
    var sequence: String {
      let code =
        switch self {
        case .plain: 0
        case .good: 32
        case .bad: 31
        case .warning: 33
        case .faint: 2
        case .strong: 1
        }
      return "\u{1b}[\(code)m"
    }
  }

  /// `text` in the colour of `tint`, or as it is where there is no colour.
  public func paint(_ text: String, _ tint: Tint) -> String {
    guard usesColour, tint != .plain, !text.isEmpty else { return text }
    return tint.sequence + text + Tint.plain.sequence
  }

  /// A line as it may be written to a terminal: whatever it quotes, nothing in it is
  /// obeyed but the colours that ``paint(_:_:)`` gives.
  public func screened(_ line: String) -> String {
    guard line.unicodeScalars.contains(where: \.isControlling) else { return line }
    guard usesColour else { return line.withoutControls() }
    var result = ""
    var rest = line[...]
    while let escape = rest.firstIndex(of: "\u{1b}") {
      result += rest[..<escape].withoutControls()
      rest = rest[escape...]
      let tint = Tint.allCases.first { rest.hasPrefix($0.sequence) }
      let length = tint?.sequence.count ?? 1
      let quoted = rest.prefix(length)
      result += tint == nil ? quoted.withoutControls() : String(quoted)
      rest = rest.dropFirst(length)
    }
    return result + rest.withoutControls()
  }
}
