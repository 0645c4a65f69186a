import Foundation
import Formats

/// Rounds all 2^32 binary32 values in bulk to each format that is narrower, in each
/// direction, and compares with the definition of rounding.
///
/// Arguments choose formats by name. The exit status is 1 if any bit differs.
@main
enum Main {
  static func main() {
    let names = CommandLine.arguments.dropFirst()
    let narrow = FloatFormat.all.filter { $0.bitWidth < 32 }
    for name in names where !narrow.contains(where: { $0.name == name }) {
      fatalError("no narrow format \(name); there are \(narrow.map(\.name))")
    }
    print("bulk conversions on \(FloatFormat.SIMDLevel.current.rawValue)")
    let clock = ContinuousClock()
    var total = 0
    for format in narrow where names.isEmpty || names.contains(format.name) {
      for direction in RoundingDirection.allCases {
        var mismatches = 0
        let time = clock.measure {
          mismatches =
            format.bitWidth == 8
            ? countMismatches(format, UInt8.self, direction)
            : countMismatches(format, UInt16.self, direction)
        }
        total += mismatches
        print("\(format) \(direction): \(mismatches) mismatches, \(time)")
      }
    }
    print("\(total) mismatches in all")
    if total > 0 { exit(1) }
  }
}
