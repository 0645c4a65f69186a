import Foundation
import Testing
import _TestSupport

@testable import Vectors

@Suite("A JSON document")
struct JSONTests {
  @Test("reads back as it was written, on lines or on one line")
  func roundTrip() throws {
    let failure = counterexample(in: 400) { random in
      let value = random.document(depth: 4)
      let texts = [Array(value.text(brokenToDepth: 3).utf8), value.compactText]
      for text in texts where (try? JSONValue(parsing: text)) != value {
        return String(decoding: text, as: UTF8.self)
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test("is read as Foundation reads it")
  func foundation() throws {
    let failure = try counterexample(in: 400) { random in
      let text = random.document(depth: 4).compactText
      let decoded = try JSONSerialization.jsonObject(
        with: Data(text), options: .fragmentsAllowed)
      let written = try JSONSerialization.data(
        withJSONObject: decoded, options: [.fragmentsAllowed, .sortedKeys])
      let again = try JSONValue(parsing: written)
      guard again.sorted == (try JSONValue(parsing: text)).sorted else {
        return String(decoding: text, as: UTF8.self)
      }
      return nil
    }
    #expect(failure == nil)
  }

  @Test(
    "may be written in other ways",
    arguments: [
      (
        " [ 1 ,\t-2.5e+1, 1E2 ] ",
        JSONValue.array([.integer(1), .number(-25), .number(100)])
      ),
      (#""\u00e9\ud83e\udd94\/\b\f\n\r\t\"\\""#, .string("é🦔/\u{8}\u{c}\n\r\t\"\\")),
      (
        #"{"a":null,"b":[true,false,{}]}"#,
        .members([("a", .null), ("b", .array([.bool(true), .bool(false), .object([])]))])
      ),
      ("9223372036854775808", .number(0x1p63)), ("-0", .number(-0.0)),
    ])
  func otherTexts(text: String, value: JSONValue) throws {
    #expect(try JSONValue(parsing: Array(text.utf8)) == value)
  }

  @Test(
    "that is none is refused on its line",
    arguments: [
      ("", 1), ("[1,]", 1), ("[1 2]", 1), ("{\"a\":1,}", 1), ("{a:1}", 1),
      ("[\n1,\n02]", 3),
      ("1 2", 1), ("[1.]", 1), (".5", 1), ("1e", 1), ("1e999", 1), ("NaN", 1), ("nul", 1),
      ("\"a", 1), ("\"\u{1}\"", 1), ("\"\\x\"", 1), ("\"\\ud800\"", 1),
      ("{\n\"a\": 1,\n\"a\": 2}", 3), ("\u{feff}[]", 1),
    ])
  func refusals(text: String, line: Int) {
    #expect(throws: JSONValue.SyntaxError(line: line)) {
      try JSONValue(parsing: Array(text.utf8))
    }
  }

  @Test("with bytes that are not UTF-8, or nested too deep, is refused")
  func hostile() {
    #expect(throws: JSONValue.SyntaxError.self) {
      try JSONValue(parsing: [UInt8(ascii: "\""), 0xff, UInt8(ascii: "\"")])
    }
    let deep = Array(repeating: UInt8(ascii: "["), count: 1_000_000)
    #expect(throws: JSONValue.SyntaxError.self) { try JSONValue(parsing: deep) }
  }
}

extension JSONValue {
  /// The same document with members in alphabetical order and all numbers alike.
  fileprivate var sorted: JSONValue {
    switch self {
    case .integer(let value): .number(Double(value))
    case .array(let elements): .array(elements.map(\.sorted))
    case .object(let members):
      .members(members.map { ($0.name, $0.value.sorted) }.sorted { $0.0 < $1.0 })
    default: self
    }
  }
}

extension SplitMix64 {
  fileprivate mutating func document(depth: Int) -> JSONValue {
    switch integer(in: 0...(depth > 0 ? 7 : 5)) {
    case 0: return .null
    case 1: return .bool(bool())
    case 2: return .integer(Int(truncatingIfNeeded: next()) >> integer(in: 0...60))
    case 3:
      // A whole number is read as an integer, as far as there are integers.
      let value = double(exponent: -300...300)
      return Int(exactly: value).map(JSONValue.integer) ?? .number(value)
    case 4, 5: return .string(text())
    case 6:
      return .array((0..<integer(in: 0...4)).map { _ in document(depth: depth - 1) })
    default:
      return .members(
        (0..<integer(in: 0...20)).map { ("\($0)" + text(), document(depth: depth - 1)) })
    }
  }

  private mutating func text() -> String {
    (0..<integer(in: 0...6)).map { _ in
      choice(["a", "\"", "\\", "/", "\u{1}", "\n", "κ", "🦔", "\u{7f}", "\u{2028}"])
    }.joined()
  }
}
