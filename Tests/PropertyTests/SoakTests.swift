import Foundation
import Testing
import _TestSupport

/// All laws in turn, with other inputs each time, for as long as
/// `RMSPEC_SOAK_MINUTES` says (`make soak MINUTES=10`).
@Suite struct SoakTests {
  private static let minutes =
    ProcessInfo.processInfo.environment["RMSPEC_SOAK_MINUTES"].flatMap { Double($0) }

  @Test(.enabled(if: minutes != nil, "RMSPEC_SOAK_MINUTES is not set"))
  func soak() {
    let limit = Duration.seconds(60 * (Self.minutes ?? 0))
    let clock = ContinuousClock()
    let begin = clock.now
    // Another run tries other inputs, unless told which.
    let isSeeded = ProcessInfo.processInfo.environment["RMSPEC_TEST_SEED"] != nil
    let seed = isSeeded ? Search.seed : UInt64(Date().timeIntervalSince1970 * 1000)
    var seeds = SplitMix64(seed: seed)
    var (rounds, inputs, shown, isOver) = (0, 0, begin, false)
    report("seed \(seed), \(AllLaws.all.count) laws, \(limit)")
    while !isOver {
      rounds += 1
      for law in AllLaws.all {
        // Some laws take a thousand times as long as others for an input.
        let start = clock.now
        repeat {
          if let failure = law.search(5, seeds.next()) { Issue.record("\(failure)") }
          inputs += 5
        } while clock.now - start < .milliseconds(300)
        isOver = clock.now - begin > limit
        if isOver { break }
        if clock.now - shown > .seconds(15) {
          shown = clock.now
          report(
            "\(clock.now - begin) of \(limit), \(inputs) inputs, round \(rounds): \(law.name)"
          )
        }
      }
    }
    report("\(inputs) inputs in \(rounds) rounds, \(clock.now - begin)")
  }

  private func report(_ text: String) {
    FileHandle.standardError.write(Data("soak: \(text)\n".utf8))
  }
}
