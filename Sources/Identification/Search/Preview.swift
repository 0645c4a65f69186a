import Deviations
import Formats
import Oracle
import Scenarios
import Verdicts

/// A quick look at whether a procedure may have given an answer.
///
/// It compares the rounded reading with the answer loosely: whatever a budget admits is
/// near enough. Most procedures are far off in the first steps.
struct Preview: Sendable {
  private let scenario: Scenario
  private let scalars: ScalarUse
  private let answer: [Checkpoint<UInt64>]
  private let beginnings: [[Int]]
  private let tolerance: Double
  private let isNarrow: Bool

  /// Steps that most procedures that are wrong are wrong in.
  private static let first = 2

  init(_ evidence: CandidateSearch.Evidence, _ intention: FaultSearch.Intention) {
    let given = evidence.probe.scenario
    scenario = given.carriedOut(
      as: intention.dialect, scalars: intention.scalars.precision,
      groups: given.groups.map { $0.using(intention.epsilon) })
    scalars = intention.scalars
    answer = evidence.answer
    let all = evidence.probe.checkpoints
    let first = all.filter { $0 <= Self.first }
    beginnings = (first.count < all.count ? [first, all] : [all]).filter { !$0.isEmpty }
    let precision = min(scenario.storage.precision, scenario.arithmetic.precision)
    isNarrow = precision < 24
    // 2^(4 − p) for a few operations of a narrow format, each within a budget.
    tolerance = isNarrow ? 16 * Self.unit(precision) * 4 : 1e-3
  }

  /// 2^(1 − p).
  private static func unit(_ precision: Int) -> Double {
    Double(sign: .plus, exponent: 1 - precision, significand: 1)
  }

  /// Whether a procedure gives about what was answered.
  func mayBe(_ procedure: Procedure) -> Bool {
    mayBe(Execution(of: scenario, by: procedure))
  }

  /// Whether a fault gives about what was answered.
  func mayBe(_ fault: Fault) -> Bool { mayBe(fault.execution(of: scenario)) }

  private func mayBe(_ execution: Execution) -> Bool {
    let execution = execution.rounding(scalars)
    return beginnings.allSatisfy { steps in
      let reading = execution.roundedReading(checkpoints: steps)
      return zip(reading, answer.filter { steps.contains($0.step) }).allSatisfy {
        zip($0.tensors, $1.tensors).allSatisfy(areNear)
      }
    }
  }

  private func areNear(
    _ expected: TensorValues<UInt64>, _ observed: TensorValues<UInt64>
  ) -> Bool {
    guard areNear(expected.parameter, observed.parameter, scenario.storage) else {
      return false
    }
    return observed.state.allSatisfy { slot, values in
      guard let own = expected.state.first(where: { $0.slot == slot }) else {
        return true
      }
      return areNear(own.values, values, scenario.format(of: slot))
    }
  }

  private func areNear(
    _ expected: [UInt64], _ observed: [UInt64], _ format: FloatFormat
  ) -> Bool {
    zip(expected, observed).allSatisfy { expected, observed in
      if expected == observed { return true }
      let (x, y) = (format.decode(expected), format.decode(observed))
      // What is rounded much may overflow in one order and not in another.
      guard x.isFinite && y.isFinite else {
        return isNarrow || (x.isFinite == y.isFinite && x.isNaN == y.isNaN)
      }
      let size = max(x.magnitude, y.magnitude)
      return (x - y).magnitude <= tolerance * max(size, isNarrow ? 0.1 : 1e-6)
    }
  }
}
