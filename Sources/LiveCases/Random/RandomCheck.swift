import Dialects
import Formats
import Scenarios
import Vectors
import Verdicts

/// Holds an implementation to the oracle on random runs within its claims.
///
///     let check = RandomCheck(of: implementation, seed: 1)
///     let report = try await check.run(Array(0..<1000), of: implementation.introduce())
///
/// Case k of a seed is the same whichever others are run, as long as the filter and the
/// claims are the same: a failure is repeated by the seed and its number, and work can be
/// divided.
public struct RandomCheck: Sendable {
  /// What is checked.
  public let implementation: any Implementation
  /// Which claims and formats are drawn from.
  public let filter: CaseFilter
  /// What cases are drawn with.
  public let seed: UInt64

  /// Creates a check.
  public init(
    of implementation: any Implementation, filter: CaseFilter = CaseFilter(), seed: UInt64
  ) {
    self.implementation = implementation
    self.filter = filter
    self.seed = seed
  }

  /// A claim to draw from, and its formats.
  package struct Source: Sendable {
    let claim: ResolvedClaim
    let formats: [FloatFormat]
  }

  /// The claims that cases can be drawn from, in the order in which they are made.
  package func sources(
    of description: ImplementationDescription
  ) throws(DialectError) -> [Source] {
    try ClaimResolution(filter).claims(of: description).compactMap { claim in
      let formats = claim.formats.filter {
        filter.formats.isEmpty || filter.formats.contains($0)
      }
      let all = claim.optimizer.definition.hyperparameters
      let isComplete = all.allSatisfy {
        $0.neutral != nil || claim.hyperparameters.contains($0)
      }
      return isComplete && !formats.isEmpty ? Source(claim: claim, formats: formats) : nil
    }
  }

  /// Draws a case: from each claim in turn.
  package func draw(_ number: Int, from sources: [Source]) -> RandomCase {
    let source = sources[number % sources.count]
    return RandomCase(source.claim, formats: source.formats, seed: seed, number: number)
  }

  /// Runs cases; of a claim none after one that mismatches.
  ///
  /// The oracle computes what is admitted of the next cases while the implementation
  /// answers.
  ///
  /// - Parameters:
  ///   - numbers: The numbers of the cases.
  ///   - description: What the implementation says of itself.
  ///   - progress: Is called with the number of cases that are done.
  public func run(
    _ numbers: [Int], of description: ImplementationDescription,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) async throws -> RandomReport {
    let sources = try sources(of: description)
    var report = RandomReport(description, seed: seed)
    guard !sources.isEmpty else { return report }
    let batches = stride(from: 0, to: numbers.count, by: Self.batchSize).map {
      Array(numbers[$0..<min($0 + Self.batchSize, numbers.count)])
    }
    var next = try await prepare(batches.first ?? [], sources)
    for index in batches.indices {
      // A claim of which a case mismatches in the meantime is sorted out below.
      let following = index + 1 < batches.count ? batches[index + 1] : []
      let open = following.filter { !report.isSettled($0 % sources.count) }
      async let prepared = prepare(open, sources)
      let entries = next.filter { !report.isSettled($0.source) }
      let outcomes = try await mapConcurrently(entries, limit: implementation.concurrency)
      {
        try await outcome(
          of: $0.run, id: $0.randomCase.id, claim: sources[$0.source].claim)
      }
      for (entry, outcome) in zip(entries, outcomes) {
        report.count(
          entry.randomCase, entry.run, outcome, sources[entry.source].claim,
          source: entry.source)
      }
      progress(min((index + 1) * Self.batchSize, numbers.count))
      next = try await prepared
    }
    return report
  }

  private static let batchSize = 32

  struct Entry: Sendable {
    let randomCase: RandomCase
    /// The position of the claim among those that are drawn from.
    let source: Int
    let run: PreparedRun
  }

  func prepare(_ numbers: [Int], _ sources: [Source]) async throws -> [Entry] {
    try await mapConcurrently(numbers) { number in
      let randomCase = draw(number, from: sources)
      let source = number % sources.count
      return Entry(
        randomCase: randomCase, source: source,
        run: PreparedRun(
          randomCase.scenario, checkpoints: randomCase.checkpoints,
          sample: randomCase.sample, claim: sources[source].claim))
    }
  }

  /// What an implementation made of a case.
  enum Outcome: Sendable {
    case admitted
    case mismatch
    case skipped(String)
    case failed(String)

    var isMismatch: Bool { if case .mismatch = self { true } else { false } }
  }

  /// Asks for a run, and judges the answer.
  func outcome(
    of run: PreparedRun, id: String, claim: ResolvedClaim
  ) async throws -> Outcome {
    run.outcome(of: try await answer(to: run, id: id, claim: claim))
  }

  /// Asks for a run.
  func answer(
    to run: PreparedRun, id: String, claim: ResolvedClaim
  ) async throws -> CaseAnswer {
    let request = CaseRequest(
      id: id, scenario: run.scenario, path: claim.claim.path,
      checkpoints: run.checkpoints)
    return try await implementation.answer(to: request, negating: claim.negated)
  }
}
