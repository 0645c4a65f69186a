import Foundation
import Testing

@testable import Identification
@testable import Reports

/// How a single edit of a rule is printed.
struct EditTextTests {
  @Test("edited lines are marked, and nothing of a document is obeyed")
  func marked() throws {
    let match = try JSONDecoder().decode(
      EditMatch.self,
      from: Data(
        #"""
        {"dialect":"sgd","terms":["learningRate"],"summary":"`η` is halved in s",
        "formula":[{"text":"s = `0.5 × η` × g","mark":"edited"},
        {"text":"s = `η` × g","mark":"right"},{"text":"θ ← θ − s","mark":"same"}],
        "others":["a\u001b[31m","b","c","d","e"]}
        """#.utf8))
    let lines = EditText(match).lines(.plain)
    #expect(
      lines.prefix(6) == [
        "  one edit of sgd does:",
        "    `η` is halved in s",
        "    > s = `0.5 × η` × g",
        "      in place of: s = `η` × g",
        "      θ ← θ − s",
        "    or, which the answers do not tell apart:",
      ])
    #expect(lines.last == "      and 2 other edits")
    #expect(!lines.contains { $0.contains("\u{1b}") })
  }
}
