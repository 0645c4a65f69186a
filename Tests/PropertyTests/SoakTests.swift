import Foundation
import Synchronization
import Testing
import _TestSupport

/// All laws at once, for as long as `RMSPEC_SOAK_MINUTES` says, or until each has had
/// `RMSPEC_SOAK_INPUTS` inputs (`make soak MINUTES=10`, `make soak INPUTS=5000`).
struct SoakTests {
  private static func number(_ name: String) -> Double? {
    ProcessInfo.processInfo.environment["RMSPEC_SOAK_\(name)"].flatMap { Double($0) }
  }

  private static let minutes = number("MINUTES")
  private static let inputs = number("INPUTS").map { Int($0) }

  @Test(
    "soak",
    .enabled(
      if: minutes != nil || inputs != nil,
      "RMSPEC_SOAK_MINUTES and RMSPEC_SOAK_INPUTS are not set"))
  func soak() async {
    // Another run tries other inputs, unless told which.
    let isSeeded = ProcessInfo.processInfo.environment["RMSPEC_TEST_SEED"] != nil
    let seed = isSeeded ? Search.seed : UInt64(Date().timeIntervalSince1970 * 1000)
    let soak = Soak(
      AllLaws.all, seed: seed, inputs: Self.inputs,
      limit: Self.minutes.map { .seconds(60 * $0) }
    ) { FileHandle.standardError.write(Data("soak: \($0)\n".utf8)) }
    for counterexample in await soak.run() { Issue.record("\(counterexample)") }
  }

  @Test("every law gets its inputs") func everyLawGetsItsInputs() async {
    let laws = [AnyLaw(StepBoundTests.bound), AnyLaw(StepBoundTests.attained)]
    let soak = Soak(laws, seed: 1, inputs: 25)
    #expect(await soak.run().isEmpty)
    #expect(soak.counts == [25, 25])
  }

  @Test("the time limit is kept, and said") func timeLimitIsKeptAndSaid() async {
    let said = Mutex<[String]>([])
    let soak = Soak(
      [AnyLaw(StepBoundTests.bound)], seed: 1, inputs: 1_000_000,
      limit: .milliseconds(20)
    ) { text in said.withLock { $0.append(text) } }
    #expect(await soak.run().isEmpty)
    #expect(soak.counts[0] < 1_000_000)
    #expect(
      said.withLock { $0.contains("  \(soak.counts[0]): RMSprop: |s| ≤ η/√(1 − ρ)") })
  }

  @Test("a broken law fails, the same way again, and the others go on")
  func brokenLawFailsSameWayAgain() async {
    var found: [[String]] = []
    for _ in 0..<2 {
      let soak = Soak(
        [
          AnyLaw(StepBoundTests.bound.of(.rmsprop.with(.doubled))),
          AnyLaw(StepBoundTests.attained),
        ],
        seed: 1, inputs: 300)
      found.append(await soak.run())
      #expect(soak.counts[0] < 300)
      #expect(soak.counts[1] == 300)
    }
    #expect(found[0].count == 1)
    #expect(found[0].first?.contains("Stream(tuning: Tuning(rate: ") == true)
    #expect(found[0] == found[1])
  }
}

extension Law {
  /// The same law of another rule.
  fileprivate func of(_ other: Subject) -> Law {
    Law(
      name: name, subject: other, precision: precision, draw: draw, admits: admits,
      violation: violation)
  }
}
