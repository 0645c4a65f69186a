import Foundation
import Testing
import _TestSupport

@testable import Vectors

/// Numbers in files read back as the same numbers.
@Suite("Numbers in files")
struct NumberTextTests {
  @Test("the shortest text reads back as the same number") func shortest() throws {
    var random = SplitMix64(seed: 20_261_121)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next())
      guard value.isFinite else { continue }
      let text = value.shortestDecimal
      #expect(Double(text) == value)
      let decoded = try JSONDecoder().decode([Double].self, from: Data("[\(text)]".utf8))
      #expect(decoded == [value])
    }
  }

  @Test("rounding up keeps three digits and never goes down") func roundingUp() throws {
    var random = SplitMix64(seed: 4)
    for _ in 0..<20_000 {
      let value = Double(bitPattern: random.next()).magnitude
      guard value.isNormal, value < 1e300 else { continue }
      let rounded = value.roundedUp(significantDigits: 3)
      #expect(rounded >= value)
      #expect(rounded <= value * 1.0101)
      let digits = rounded.description.lowercased().prefix { $0 != "e" }
        .filter(\.isNumber).drop { $0 == "0" }.reversed().drop { $0 == "0" }
      #expect(digits.count <= 3)
    }
  }
}
