import Foundation
import Synchronization
import _TestSupport

/// A search through many laws at once, on all processors.
///
/// The law that had least comes next: least inputs where their number is given, else
/// least time, since some laws take a hundred times as long as others for an input. Which
/// inputs a law gets depends on the seed alone, so that the same number of inputs is the
/// same search.
final class Soak: Sendable {
  let laws: [AnyLaw]
  let seed: UInt64
  /// How many inputs each law gets.
  let inputs: Int?
  let limit: Duration?
  /// Hears of progress now and then.
  let report: @Sendable (String) -> Void

  /// What a law has had.
  private struct Progress {
    var inputs = 0
    var time: Duration = .zero
    var isRunning = false
    var counterexample: String?
  }

  private struct State {
    var laws: [Progress]
    var reported: ContinuousClock.Instant
  }

  private let state: Mutex<State>
  private let clock = ContinuousClock()
  private let begin: ContinuousClock.Instant

  init(
    _ laws: [AnyLaw], seed: UInt64, inputs: Int? = nil, limit: Duration? = nil,
    report: @escaping @Sendable (String) -> Void = { _ in }
  ) {
    self.laws = laws
    self.seed = seed
    self.inputs = inputs
    self.limit = limit
    self.report = report
    begin = clock.now
    state = Mutex(State(laws: laws.map { _ in Progress() }, reported: begin))
  }

  /// How many inputs each law had.
  var counts: [Int] { state.withLock { $0.laws.map(\.inputs) } }

  /// Searches, and returns what it found.
  func run() async -> [String] {
    let budget = [
      inputs.map { "\($0) inputs each" }, limit.map { "\(time($0)) at most" },
    ]
    report(
      "seed \(seed), \(laws.count) laws, \(budget.compactMap(\.self).joined(separator: ", "))"
    )
    await withTaskGroup { group in
      for _ in 0..<max(ProcessInfo.processInfo.activeProcessorCount, 1) {
        group.addTask {
          while let (law, batch) = self.next() { self.search(law, batch) }
        }
      }
    }
    conclude()
    return state.withLock { $0.laws.compactMap(\.counterexample) }
  }

  /// The inputs that are searched at a time.
  private static let batch = 10

  /// The law to go on with, and the range of its inputs.
  private func next() -> (law: Int, inputs: Range<Int>)? {
    if let limit, clock.now - begin > limit { return nil }
    let inputs = inputs ?? .max
    return state.withLock { state in
      let open = state.laws.indices.filter {
        let law = state.laws[$0]
        return !law.isRunning && law.counterexample == nil && law.inputs < inputs
      }
      let least = open.min {
        let (a, b) = (state.laws[$0], state.laws[$1])
        return self.inputs == nil ? a.time < b.time : a.inputs < b.inputs
      }
      guard let least else { return nil }
      let begin = state.laws[least].inputs
      state.laws[least].isRunning = true
      state.laws[least].inputs = begin + min(Self.batch, inputs - begin)
      return (least, begin..<state.laws[least].inputs)
    }
  }

  private func search(_ law: Int, _ inputs: Range<Int>) {
    let start = clock.now
    var seeds = SplitMix64(
      seed: seed ^ UInt64(law) << 48 ^ UInt64(inputs.lowerBound / Self.batch))
    let counterexample = laws[law].search(inputs.count, seeds.next())
    let now = clock.now
    let isDue = state.withLock { state in
      state.laws[law].isRunning = false
      state.laws[law].time += now - start
      state.laws[law].counterexample = counterexample
      guard now - state.reported > .seconds(15) else { return false }
      state.reported = now
      return true
    }
    if let counterexample { report("BROKEN: \(counterexample)") }
    if isDue { report("\(time(now - begin)), \(summary), now \(name(law))") }
  }

  /// How many inputs the laws had.
  private var summary: String {
    let counts = counts
    let (least, most) = (counts.min() ?? 0, counts.max() ?? 0)
    let each = least == most ? "\(least)" : "\(least) to \(most)"
    return "\(each)\(inputs.map { " of \($0)" } ?? "") inputs a law"
  }

  private func conclude() {
    let end = state.withLock(\.laws)
    for (law, progress) in end.enumerated() where progress.counterexample != nil {
      report("broken: \(name(law))")
    }
    let short = end.indices.filter {
      end[$0].counterexample == nil && end[$0].inputs < inputs ?? 0
    }
    if let inputs, !short.isEmpty {
      report("the time is over before \(short.count) laws have had \(inputs) inputs:")
      for law in short { report("  \(end[law].inputs): \(name(law))") }
    }
    report(
      "\(time(clock.now - begin)), \(summary), \(end.map(\.inputs).reduce(0, +)) in all")
  }

  private func name(_ law: Int) -> String { "\(laws[law].subject): \(laws[law].name)" }

  /// Minutes and seconds.
  private func time(_ duration: Duration) -> String {
    let seconds = Int(duration.components.seconds)
    return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
  }
}
