import Dialects
import Formats
import Scenarios
import Shards
import Vectors
import Verdicts

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Random cases as work that is divided among machines.
extension RandomCheck {
  /// All that determines the first cases of the seed and what they come to; nil if no claim
  /// can be drawn from.
  ///
  /// - Parameters:
  ///   - count: The number of cases.
  ///   - description: What the implementation says of itself.
  ///   - command: The command that starts the implementation, if it is a program.
  public func work(
    _ count: Int, of description: ImplementationDescription, command: String?
  ) throws -> ShardedWork? {
    guard try !sources(of: description).isEmpty else { return nil }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let claims = try encoder.encode(description.implements)
    let settings: [(String, String?)] = [
      ("seed", "\(seed)"), ("implementation", description.name),
      ("version", description.version), ("language", description.language),
      ("claims", SHA256.hexadecimal(of: claims)), ("adapter", command),
      ("optimizer", list(filter.optimizers.map(\.rawValue))),
      ("format", list(filter.formats.map(\.name))), ("path", list(filter.paths)),
      ("dialect", filter.dialect?.text), ("profile", filter.profile?.name),
    ]
    return ShardedWork(
      .randomCheck,
      settings: settings.compactMap { name, value in
        // What a file may hold of what a program says.
        value.map { .init(name, $0.shown(upTo: 1000)) }
      },
      itemCount: count)
  }

  private func list(_ names: [String]) -> String? {
    names.isEmpty ? nil : names.joined(separator: ",")
  }

  /// Runs all cases of some blocks, whatever mismatches.
  ///
  /// The oracle computes what is admitted of the next block while the implementation
  /// answers.
  ///
  /// - Parameters:
  ///   - blocks: The blocks.
  ///   - work: What `work(_:of:command:)` returned.
  ///   - description: What the implementation says of itself.
  ///   - record: Is called with what each block came to, in their order.
  public func run(
    _ blocks: Range<Int>, of work: ShardedWork, _ description: ImplementationDescription,
    record: (BlockResult) throws -> Void
  ) async throws {
    let sources = try sources(of: description)
    guard let first = blocks.first else { return }
    var next = try await prepare(Array(work.items(ofBlock: first)), sources)
    for block in blocks {
      let following =
        block + 1 < blocks.upperBound ? Array(work.items(ofBlock: block + 1)) : []
      async let prepared = prepare(following, sources)
      let entries = next
      let outcomes = try await mapConcurrently(entries, limit: implementation.concurrency)
      { entry in
        let claim = sources[entry.source].claim
        let answer = try await answer(
          to: entry.run, id: entry.randomCase.id, claim: claim)
        return ItemOutcome(answer, to: entry.run)
      }
      try record(BlockResult(block: block, of: work, outcomes))
      next = try await prepared
    }
  }
}

extension DialectOverride {
  /// The override as a person gives it.
  fileprivate var text: String {
    switch self {
    case .named(let name): name
    case .rule(let rule): rule.dialect.name
    case .values(let values):
      values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        .joined(separator: ",")
    }
  }
}

extension ItemOutcome {
  /// Judges an answer, and takes its bits.
  fileprivate init(_ answer: CaseAnswer, to run: PreparedRun) {
    let counts = run.valueCounts
    let judged = run.outcome(of: answer)
    let bits = answer.bits(of: run.scenario)
    self =
      switch judged {
      case .skipped: ItemOutcome(.skipped)
      case .failed: ItemOutcome(.failed)
      case .mismatch:
        ItemOutcome(
          .mismatch, values: counts.all, unbounded: counts.unbounded, answer: bits)
      case .admitted:
        ItemOutcome(
          counts.all > counts.unbounded ? .conforms : .nothingCompared,
          values: counts.all, unbounded: counts.unbounded, answer: bits)
      }
  }
}

extension CaseAnswer {
  /// The hash of all values that were answered, judged or not, each NaN as the format's one:
  /// no rule says which of them is computed.
  fileprivate func bits(of scenario: Scenario) -> String {
    guard case .result(let checkpoints, let unreadable, _) = self else { return "-" }
    var bits = AnswerBits()
    func append(_ values: [UInt64], _ format: FloatFormat) {
      bits.append(number: values.count)
      bits.append(
        values.map { format.isNaN($0) ? format.nanBits : $0 }, bitWidth: format.bitWidth)
    }
    for checkpoint in checkpoints {
      bits.append(number: checkpoint.step)
      for tensor in checkpoint.tensors {
        append(tensor.parameter, scenario.storage)
        for (slot, values) in tensor.state.sorted(by: {
          $0.slot.rawValue < $1.slot.rawValue
        }) {
          bits.append(text: slot.rawValue)
          append(values, scenario.stateFormat)
        }
      }
    }
    bits.append(number: unreadable.count)
    return bits.sha256
  }
}
