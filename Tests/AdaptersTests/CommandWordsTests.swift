import Testing

@testable import Adapters

@Suite("A command line")
struct CommandWordsTests {
  @Test(
    "is split as a shell would",
    arguments: [
      ("python3 adapter.py", ["python3", "adapter.py"]),
      ("  a\t b \n", ["a", "b"]),
      ("'my program' \"two words\"", ["my program", "two words"]),
      (#"a\ b "c\"d" "e\\f" 'g\h'"#, ["a b", "c\"d", "e\\f", "g\\h"]),
      (#"a"b 'c' d"e"#, ["ab 'c' de"]),
      (#"a '' "" b"#, ["a", "", "", "b"]),
      (#"a "\n""#, ["a", "\\n"]),
      (
        "a $HOME *.py | b > c; d & ~",
        ["a", "$HOME", "*.py", "|", "b", ">", "c;", "d", "&", "~"]
      ),
    ])
  func words(line: String, words: [String]) throws {
    #expect(try CommandWords(line).words == words)
  }

  @Test(
    "that is malformed says where",
    arguments: [
      ("", .noProgram), (" \t", .noProgram), ("'' a", .noProgram),
      ("a 'b", .openQuote("'", column: 3)), ("a \"b'", .openQuote("\"", column: 3)),
      ("a \"b\\", .openQuote("\"", column: 3)), ("a\\", .trailingBackslash),
      ("a \0", .nulCharacter(column: 3)),
    ] as [(String, CommandWordsError)])
  func malformed(line: String, error: CommandWordsError) {
    #expect(throws: error) { try CommandWords(line) }
  }
}
