import Testing
import Verdicts

/// Nothing from outside is obeyed by a terminal, starts a line, or fills the screen.
@Suite("Text from outside")
struct ShownTextTests {
  @Test(
    "is on one line, without what a terminal obeys",
    arguments: [
      ("plain κ* √v ± ü 一", "plain κ* √v ± ü 一"), (" a\n\tb\r\nc ", "a b c"),
      ("\u{1b}[31mred", "\\u{1b}[31mred"), ("a\u{202e}b", "a\\u{202e}b"),
      ("a\u{9b}b", "a\\u{9b}b"), ("a\u{2028}b\u{85}c", "a b c"),
      ("a\u{0}b", "a\\u{0}b"), ("\u{feff}a", "\\u{feff}a"),
      ("a\u{200d}\u{ad}b", "a\\u{200d}\\u{ad}b"), ("", ""),
    ])
  func onOneLine(text: String, shown: String) { #expect(text.shown() == shown) }

  @Test("has no character that moves or reorders, whichever it is")
  func everyCharacter() {
    var escaped = 0
    for value in UInt32(0)...0x10ffff {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shown = "a\(scalar)b".shown().unicodeScalars
      #expect(!shown.contains { $0.isControlling || $0 == "\n" || $0 == "\t" })
      escaped += shown.contains("\\") ? 1 : 0
    }
    #expect(escaped > 100_000)
  }

  @Test("is cut, whatever it consists of", arguments: ["z", "\u{1b}", "\n", "a\u{301}"])
  func cut(part: String) {
    let text = String(repeating: part, count: 900_000)
    #expect(text.shown(upTo: 100).unicodeScalars.count <= 101)
    let lines = text.shownLines(upTo: 10)
    #expect(lines.count <= 11)
    #expect(lines.allSatisfy { $0.unicodeScalars.count <= 240 * 8 })
  }

  @Test("keeps its lines where they are marked as quoted")
  func lines() {
    #expect("  a\n\n b\u{7}\r\nc".shownLines() == ["  a", " b\\u{7}", "c"])
    #expect("1\n2\n3".shownLines(upTo: 2) == ["1", "2", "…"])
  }
}
