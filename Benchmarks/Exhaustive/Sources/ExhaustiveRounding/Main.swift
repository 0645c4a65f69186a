import Foundation
import Formats

/// Rounds all 2^32 binary32 values in bulk to each format that is narrower, in each
/// direction, and compares with the definition of rounding.
///
/// Arguments choose formats and directions by name. The exit status is 1 if any bit
/// differs.
@main
enum Main {
  static func main() {
    let narrow = FloatFormat.all.filter { $0.bitWidth < 32 }
    let names = Set(CommandLine.arguments.dropFirst())
    let formats = names.intersection(narrow.map(\.name))
    let directions = names.intersection(RoundingDirection.allCases.map { "\($0)" })
    let unknown = names.subtracting(formats).subtracting(directions)
    guard unknown.isEmpty else {
      print("neither a narrow format nor a direction: \(unknown.sorted())")
      exit(2)
    }
    print("bulk conversions on \(FloatFormat.SIMDLevel.current.rawValue)")
    let clock = ContinuousClock()
    var total = 0
    for format in narrow where formats.isEmpty || formats.contains(format.name) {
      for direction in RoundingDirection.allCases
      where directions.isEmpty || directions.contains("\(direction)") {
        var mismatches = 0
        let time = clock.measure {
          mismatches =
            format.bitWidth == 8
            ? countMismatches(format, UInt8.self, direction)
            : countMismatches(format, UInt16.self, direction)
        }
        total += mismatches
        print("\(format) \(direction): \(mismatches) mismatches, \(time)")
        fflush(nil)
      }
    }
    print("\(total) mismatches in all")
    if total > 0 { exit(1) }
  }
}
