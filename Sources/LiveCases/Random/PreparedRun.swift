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

  /// Whether an answer is admitted.
  func admits(_ answer: [Checkpoint<UInt64>]) -> Bool {
    let tensors = scenario.tensors
    // Of what is not whole, the sampled elements may be other ones.
    let isWhole = answer.allSatisfy { checkpoint in
      checkpoint.tensors.count == tensors.count
        && zip(checkpoint.tensors, tensors).allSatisfy {
          $0.parameter.count == $1.elementCount
        }
    }
    guard isWhole, answer.map(\.step) == checkpoints else { return false }
    let walk = AnswerWalk(
      projected, expecting: enclosures, state: comparesState ? .required : .ignored)
    return walk.firstDeparture(of: sample.projected(answer)) == nil
  }
}
