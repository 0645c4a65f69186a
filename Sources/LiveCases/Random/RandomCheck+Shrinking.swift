import Generation
import Oracle
import Scenarios
import Vectors
import Verdicts

/// A case that mismatches, made as simple as possible.
public struct ShrunkCase: Sendable {
  /// The case that was drawn, by its identifier.
  public let id: String
  /// The seed that it was drawn with.
  public let seed: UInt64
  /// Its number among the cases of the seed.
  public let number: Int
  /// The number of runs that were tried.
  public let attempts: Int
  /// The simple case, with what is expected.
  public let vectorCase: VectorCase
  /// What the implementation makes of it.
  public let verdict: CaseVerdict

  /// The case as a draft: what `rmspec check --case` and `rmspec explain --case` take.
  public var draft: String {
    FileDraft.text(
      vectorCase.scenario, name: "shrunk",
      comment: "A random case that mismatches (seed \(seed), number \(number)), shrunk.",
      checkpoints: vectorCase.expected.map(\.step))
  }
}

extension RandomCheck {
  /// Makes the cases of a report that mismatch simple, up to a number of them.
  public func shrink(_ report: RandomReport, limit: Int = 1) async throws -> [ShrunkCase]
  {
    var shrunk: [ShrunkCase] = []
    for mismatch in report.mismatches.prefix(limit) {
      shrunk.append(try await shrink(mismatch.randomCase, mismatch.claim))
    }
    return shrunk
  }

  private func shrink(
    _ found: RandomCase, _ claim: ResolvedClaim
  ) async throws -> ShrunkCase {
    func mismatches(_ scenario: Scenario) async throws -> Bool {
      guard claim.suffices(for: scenario) else { return false }
      let run = PreparedRun(
        scenario, checkpoints: Self.checkpoints(of: scenario),
        sample: Self.sample(of: scenario, found), claim: claim)
      return try await outcome(of: run, id: found.id, claim: claim).isMismatch
    }
    // Every step is looked at from here on, so that the first wrong one is known.
    let isFoundEverywhere = try await mismatches(found.scenario)
    let shrinker = ScenarioShrinker(fails: mismatches)
    let (scenario, attempts) =
      isFoundEverywhere
      ? try await shrinker.shrunk(found.scenario) : (found.scenario, 0)
    let checkpoints =
      isFoundEverywhere ? Self.checkpoints(of: scenario) : found.checkpoints
    let vectorCase = VectorCase(
      id: VectorFile.idPrefix(scenario.dialect, scenario.storage) + "shrunk",
      section: scenario.dialect.optimizer.definition.section, flags: ["Own"],
      comment: "A random case that mismatches, shrunk.", scenario: scenario,
      expected: try scenario.expectation(
        checkpoints: checkpoints, budget: GoldenVectors.budget))
    let answer = try await implementation.answer(
      to: CaseRequest(
        id: vectorCase.id, scenario: scenario, path: claim.claim.path,
        checkpoints: checkpoints), negating: claim.negated)
    let judged = CaseJudge(
      vectorCase, comparesState: claim.features.contains(.state),
      flushes: claim.claim.subnormals == .flushed
    ).outcome(of: answer)
    return ShrunkCase(
      id: found.id, seed: seed, number: found.number, attempts: attempts,
      vectorCase: vectorCase,
      verdict: CaseVerdict(
        caseID: vectorCase.id, optimizer: scenario.dialect.optimizer.rawValue,
        dialect: scenario.dialect.name, format: scenario.storage.name,
        path: claim.claim.path, isLive: true, outcome: judged))
  }

  /// Every step of a short run; of a long one the last, and some before it.
  private static func checkpoints(of scenario: Scenario) -> [Int] {
    let count = scenario.steps.count
    return count <= 64 ? Array(1...max(count, 1)) : [1, count / 4, count / 2, count]
  }

  private static func sample(of scenario: Scenario, _ found: RandomCase) -> LaneSample {
    // Both ends, and what was sampled of the case that was drawn.
    LaneSample(
      elements: scenario.tensors.enumerated().map { index, tensor in
        let count = tensor.elementCount
        guard count > LaneSample.wholeTensorLimit, scenario.stochastic == nil else {
          return Array(0..<count)
        }
        let known =
          found.sample.elements.indices.contains(index)
          ? found.sample.elements[index].filter { $0 < count } : []
        return Set(known + [0, count - 1]).sorted()
      })
  }
}
