import Bundled
import Deviations
import Dialects
import Scenarios
import Testing
import Vectors
import Verdicts

@testable import LiveCases

/// Faults of plumbing: each is found by random cases, and made simple.
@Suite("Random cases find")
struct RandomFaultTests {
  /// A fault of the catalogue, in an optimizer that has it.
  static let faults: [(fault: String, optimizer: OptimizerName)] = [
    ("restoring-by-sorted-names", .rmsprop),
    ("restoring-gives-all-tensors-one-clock", .adam),
    ("restoring-starts-cold-clocks-at-one", .adam),
    ("restoring-keeps-the-new-hyperparameters", .adagrad),
    ("restoring-begins-the-schedule-again", .sgd),
    ("restoring-loses-everything", .adadelta),
    ("restoring-counts-twice", .nadam),
    ("saved-state-shares-the-clock", .adam),
    ("counter-of-16-bits", .adam),
    ("counter-of-8-bits", .amsgrad),
    ("given-clock-ignored", .adam),
    ("last-chunk-of-1024-forgotten", .sgd),
    ("nothing-beyond-64-tensors", .rmsprop),
    ("third-extent-ignored", .adagrad),
    ("empty-tensor-ends-the-loop", .adam),
    ("equal-sizes-share-state", .rmsprop),
    ("zero-gradient-taken-for-none", .adam),
    ("zero-rows-taken-for-absent", .adam),
    ("absent-gradient-is-stale", .rmsprop),
    ("duplicate-rows-last-wins", .adagrad),
    ("gradient-negated-in-place", .sgd),
    ("group-of-the-first", .adamw),
    ("zero-rate-taken-for-unset", .rmsprop),
    ("master-in-storage", .adam),
    ("hyperparameters-in-bfloat16", .adamax),
    ("schedule-one-ahead", .adam),
  ]

  @Test("a fault of plumbing within 500 cases, and make it small", arguments: faults)
  func found(fault id: String, optimizer: OptimizerName) async throws {
    let fault = try #require(FaultCatalogue.all.first { $0.id == id })
    let published = try #require(
      FaultyImplementation.dialect(for: fault, of: optimizer))
    let implementation = FaultyImplementation(fault, of: published.dialect)
    let check = RandomCheck(of: implementation, seed: 1)
    let description = try await implementation.introduce()
    let report = try await check.run(Array(0..<500), of: description)
    #expect(report.failures.isEmpty)
    let shrunk = try #require(try await check.shrink(report).first, "\(id) is not found")
    guard case .mismatch(let mismatch) = shrunk.verdict.outcome else {
      Issue.record("\(id): what was shrunk is \(shrunk.verdict.outcome)")
      return
    }
    // It is found again by its seed and number alone, and by the draft.
    let again = try await check.run([shrunk.number], of: description)
    #expect(again.hasMismatch && again.caseCount == 1)
    let draft = try FileDraft(parsing: shrunk.draft.utf8)
    #expect(draft.cases.map(\.scenario) == [shrunk.vectorCase.scenario])
    let scenario = shrunk.vectorCase.scenario
    let elements = scenario.tensors.reduce(0) { $0 + $1.elementCount }
    print(
      "\(id) of \(optimizer.rawValue): case \(shrunk.number + 1), shrunk to "
        + "\(scenario.tensors.count) tensors, \(elements) elements, "
        + "\(scenario.steps.count) steps in \(shrunk.attempts) trials; "
        + "\(mismatch.place.quantity) at step \(mismatch.place.step)")
    let needsMany = ["last-chunk-of-1024-forgotten", "nothing-beyond-64-tensors"]
      .contains(id)
    #expect(needsMany || scenario.tensors.count <= 3 && elements <= 8)
    #expect(scenario.steps.count <= 6)
    #expect(shrunk.attempts < 1500)
  }

  @Test("nothing wrong with the bundled library")
  func honest() async throws {
    let check = RandomCheck(of: BundledImplementation(), seed: 7)
    let report = try await check.run(
      Array(0..<300), of: BundledImplementation().description)
    #expect(!report.hasMismatch && report.failures.isEmpty && report.skips.isEmpty)
    #expect(report.conforming + report.nothingCompared == 300)
    #expect(Double(report.unboundedCount) <= 0.03 * Double(report.valueCount))
  }
}
