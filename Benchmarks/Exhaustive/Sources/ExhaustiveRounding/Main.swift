import Foundation
import Formats
import Shards
import ShardedRun

/// Rounds all 2^32 binary32 values in bulk to each format that is narrower, in each
/// direction, and compares with the definition of rounding.
///
/// Arguments choose formats and directions by name. With `--results FILE` what each piece
/// of the values came to is recorded, and a run goes on where it was stopped; `--shard 3/8`
/// does the third of eight shares, which `rmspec merge` puts together. The exit status is 1
/// if any bit differs.
@main
enum Main {
  static func main() {
    do {
      try run(Array(CommandLine.arguments.dropFirst()))
    } catch {
      print("\(error)")
      exit(2)
    }
  }

  private static func run(_ arguments: [String]) throws {
    var arguments = arguments
    let sharded = try ShardedRun(&arguments)
    let narrow = FloatFormat.all.filter { $0.bitWidth < 32 }
    let names = Set(arguments)
    let formats = narrow.filter { names.contains($0.name) }
    let directions = RoundingDirection.allCases.filter { names.contains("\($0)") }
    let unknown = names.subtracting(formats.map(\.name))
      .subtracting(directions.map { "\($0)" })
    guard unknown.isEmpty else {
      throw ShardedRun.Refusal(
        "neither a narrow format nor a direction: \(unknown.sorted())")
    }
    let chosen = formats.isEmpty ? narrow : formats
    let ways = directions.isEmpty ? RoundingDirection.allCases : directions
    let level = FloatFormat.SIMDLevel.current.rawValue
    print("bulk conversions on \(level)")
    if let sharded {
      let roundings = chosen.flatMap { format in ways.map { Rounding(format, $0) } }
      let work = ShardedWork(
        .exhaustiveRounding,
        settings: [
          .init("formats", chosen.map(\.name).joined(separator: ",")),
          .init("directions", ways.map { "\($0)" }.joined(separator: ",")),
          .init("instructions", level),
        ], itemCount: roundings.count * Rounding.pieceCount)
      let conforms = try sharded.run(work) { item in
        roundings[item / Rounding.pieceCount].outcome(item % Rounding.pieceCount)
      }
      exit(conforms ? 0 : 1)
    }
    var total = 0
    for format in chosen {
      for direction in ways {
        var mismatches = 0
        let time = ContinuousClock().measure {
          mismatches = Rounding(format, direction).countMismatches()
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
