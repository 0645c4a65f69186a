/// The words of a command line, split as a shell would split them but expanded
/// in no way.
///
/// - White space separates words.
/// - Between single quotes every character stands for itself.
/// - Between double quotes too, except that `\"` is a quote and `\\` a backslash.
/// - Elsewhere a backslash takes the next character as it is.
///
/// Everything else stands for itself: there are no variables, patterns, pipes or
/// redirections, because no shell runs.
struct CommandWords: Equatable, Sendable {
  /// The program and its arguments; there is at least one word.
  let words: [String]

  /// Splits a command line.
  init(_ line: String) throws(CommandWordsError) {
    var words: [String] = []
    // nil between words, so that "" and '' are words too.
    var word: String?
    var quote: (mark: Character, column: Int)?
    var isEscaped = false
    for (column, character) in zip(1..., line) {
      if character == "\0" { throw .nulCharacter(column: column) }
      if isEscaped {
        if quote != nil && character != "\"" && character != "\\" {
          word?.append("\\")
        }
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if character == "\\" && quote?.mark != "'" {
        isEscaped = true
      } else if let open = quote {
        if character == open.mark {
          quote = nil
        } else {
          word?.append(character)
        }
      } else if character == "'" || character == "\"" {
        quote = (character, column)
        word = word ?? ""
      } else if character.isWhitespace {
        if let word { words.append(word) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if let quote { throw .openQuote(quote.mark, column: quote.column) }
    if isEscaped { throw .trailingBackslash }
    if let word { words.append(word) }
    guard let program = words.first, !program.isEmpty else { throw .noProgram }
    self.words = words
  }
}

/// Why a command line could not be split.
enum CommandWordsError: Error, Equatable, CustomStringConvertible {
  /// The command line names no program.
  case noProgram
  /// A quotation mark has no partner.
  case openQuote(Character, column: Int)
  /// The last character is a backslash that takes nothing.
  case trailingBackslash
  /// A word of a command line cannot hold a NUL.
  case nulCharacter(column: Int)

  var description: String {
    switch self {
    case .noProgram: "it names no program"
    case .openQuote(let mark, let column):
      "the quotation mark \(mark) in column \(column) is not closed"
    case .trailingBackslash: "it ends in a backslash"
    case .nulCharacter(let column): "there is a NUL in column \(column)"
    }
  }
}
