import ArgumentParser

/// Reads numbers from the command line.
enum Numbers {
  /// Why a number is refused; the parser says which option it belongs to.
  struct Refusal: Error, CustomStringConvertible {
    let description: String
  }

  /// A reader of integers of a range.
  static func integer(
    in range: ClosedRange<Int>
  ) -> @Sendable (String) throws -> Int {
    { text in
      guard let value = Int(text), range.contains(value) else {
        throw Refusal(
          description: "it must be an integer from \(range.lowerBound) to "
            + "\(range.upperBound)")
      }
      return value
    }
  }

  /// A reader of integers of a range, separated by commas.
  static func integers(
    in range: ClosedRange<Int>
  ) -> @Sendable (String) throws -> [Int] {
    { text in
      try entries(text).map { number, entry in
        guard let value = Int(entry), range.contains(value) else {
          throw Refusal(
            description: "entry \(number) is \"\(entry)\"; it must be an integer from "
              + "\(range.lowerBound) to \(range.upperBound)")
        }
        return value
      }
    }
  }

  /// Finite numbers, separated by commas.
  @Sendable
  static func reals(_ text: String) throws -> [Double] {
    try entries(text).map { number, entry in
      guard let value = Double(entry), value.isFinite else {
        throw Refusal(
          description: "entry \(number) is \"\(entry)\"; it must be a finite number")
      }
      return value
    }
  }

  /// A time span.
  @Sendable
  static func seconds(_ text: String) throws -> Double {
    guard let value = Double(text), value > 0, value <= 1e6 else {
      throw Refusal(
        description: "it must be a number of seconds above 0 and at most 1000000")
    }
    return value
  }

  private static func entries(_ text: String) throws -> [(Int, String)] {
    let entries = text.split(separator: ",", omittingEmptySubsequences: false)
      .map { $0.trimmingPrefix(while: \.isWhitespace) }.map(String.init)
    if let empty = entries.firstIndex(of: "") {
      throw Refusal(
        description: "entry \(empty + 1) is empty; write numbers separated by commas")
    }
    return Array(zip(1..., entries))
  }
}
