import Dialects
import Oracle
import Scenarios
import Vectors
import Verdicts

/// A stored case, prepared for a study.
struct PowerCase: Sendable {
  let id: String
  /// The last part of the identifier: the kind of input.
  let name: String
  let scenario: Scenario
  let needs: CaseNeeds
  /// Whether values overflow or are infinite.
  let isExtreme: Bool
  /// What is expected at each checkpoint.
  let expected: [Checkpoint<ExpectedValue>]

  /// Prepares a case of a file whose identifiers begin with `prefix`.
  init(_ vectorCase: VectorCase, idPrefix prefix: String) {
    id = vectorCase.id
    name = String(vectorCase.id.dropFirst(prefix.count))
    scenario = vectorCase.scenario
    needs = CaseNeeds(vectorCase.scenario)
    isExtreme = vectorCase.flags.contains("Extremes")
    expected = vectorCase.expected
  }

  /// Whether the case has so many steps or elements that it is tried last.
  var isLong: Bool {
    scenario.steps.count > 300 || scenario.tensors.contains { $0.elementCount > 10_000 }
  }

  /// The walk over answers to the case, or to its first checkpoints.
  func walk(
    _ checkpoints: Range<Int>? = nil, state: StateComparison
  ) -> AnswerWalk<ExpectedValue> {
    AnswerWalk(
      scenario, expecting: Array(expected[checkpoints ?? expected.indices]),
      state: state)
  }
}
