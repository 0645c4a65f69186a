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
  public enum Tint: Sendable {
    /// What a piece of text means, from which its colour follows.
    case plain, good, bad, warning, faint, strong
  }

  /// `text` in the colour of `tint`, or as it is where there is no colour.
  public func paint(_ text: String, _ tint: Tint) -> String {
    guard usesColour, tint != .plain, !text.isEmpty else { return text }
    let code =
      switch tint {
      case .plain: 0
      case .good: 32
      case .bad: 31
      case .warning: 33
      case .faint: 2
      case .strong: 1
      }
    return "\u{1b}[\(code)m\(text)\u{1b}[0m"
  }
}
