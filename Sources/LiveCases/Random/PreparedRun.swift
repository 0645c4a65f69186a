import Formats
import Oracle
import Scenarios
import Vectors
import Verdicts

/// A run together with what is admitted of its values.
struct PreparedRun: Sendable {
  /// What the implementation is given.
  let scenario: Scenario
  /// The steps after which values are wanted.
  let checkpoints: [Int]
  private let sample: LaneSample
  private let projected: Scenario
  private let enclosures: [Checkpoint<BudgetEnclosure>]
  private let comparesState: Bool

  /// Computes what is admitted.
  ///
  /// - Parameters:
  ///   - sample: The elements that are judged.
  ///   - claim: What is claimed, which says whether state is compared and whether subnormal
  ///     numbers may be flushed.
  init(
    _ scenario: Scenario, checkpoints: [Int], sample: LaneSample, claim: ResolvedClaim
  ) {
    self.scenario = scenario
    self.checkpoints = checkpoints
    self.sample = sample
    comparesState = claim.features.contains(.state)
    projected = sample.projected(scenario)
    enclosures = Execution(of: projected).budgetReading(
      budget: GoldenVectors.budget, checkpoints: checkpoints,
      flushing: claim.claim.subnormals == .flushed)
  }

  /// The numbers of values that are compared, and of those that any value fits.
  var valueCounts: (all: Int, unbounded: Int) {
    var counts = (all: 0, unbounded: 0)
    for checkpoint in enclosures {
      for tensor in checkpoint.tensors {
        let values =
          tensor.parameter + (comparesState ? tensor.state.flatMap(\.values) : [])
        counts.all += values.count
        counts.unbounded += values.count { $0.bounds == nil }
      }
    }
    return counts
  }

  /// What an answer comes to.
  func outcome(of answer: CaseAnswer) -> RandomCheck.Outcome {
    switch answer {
    case .skip(let reason): .skipped(reason)
    case .error(let message): .failed(message)
    case .result(let checkpoints, let unreadable, _):
      unreadable.isEmpty ? outcome(of: checkpoints) : .mismatch
    }
  }

  private func outcome(of answer: [Checkpoint<UInt64>]) -> RandomCheck.Outcome {
    let walk = AnswerWalk(
      projected, expecting: enclosures, state: comparesState ? .required : .ignored)
    var outcome = RandomCheck.Outcome.admitted
    walk.forEach(of: sample.projected(answer)) { encounter in
      switch encounter {
      case .value(let bits, _, let format, let expected):
        if expected.admits(bits, in: format) { return true }
        outcome = .mismatch
      case .missing: outcome = .mismatch
      case .incomplete(let why): outcome = .failed(why)
      }
      return false
    }
    guard case .admitted = outcome else { return outcome }
    // Of a tensor that is not whole, the sampled elements may be there by chance.
    let tensors = scenario.tensors
    let isWhole = answer.allSatisfy { checkpoint in
      zip(checkpoint.tensors, tensors).allSatisfy {
        $0.parameter.count == $1.elementCount
      }
    }
    return isWhole ? .admitted : .mismatch
  }
}
