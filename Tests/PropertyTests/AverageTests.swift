import Multiprecision
import Oracle
import Testing
import _TestSupport

/// v_t = ρ^t v_0 + (1 − ρ) Σ ρ^(t−k) g_k², with weights that sum to 1 − ρ^t: a
/// theorem, `rmsprop_v_closed_form` and `average_weights`.
///
/// Domain: ρ from 0 to 1 − 2^−20, up to 12 gradients over 16 decades; for the
/// weights up to 60 steps.
struct AverageTests {
  static let closedForm = Law<Stream>.everyStep(
    "v_t = ρ^t v_0 + (1 − ρ) Σ ρ^(t−k) g_k²", of: .rmsprop,
    draw: { Stream.draw(&$0) }, admits: \.isAdmitted
  ) { input, point in
    let (ρ, t) = (Enclosure(input.tuning.decay), point.step)
    var sum: Enclosure = 0
    for k in 1...t {
      sum = sum + ρ.power(t - k) * Enclosure(input.gradients[k - 1]).power(2)
    }
    let v = ρ.power(t) * Enclosure(input.tuning.initial) + (1 - ρ) * sum
    return try point.state(.squareAverage, 0).map { try isRefuted($0, equals: v) } ?? true
  }

  static let weights = Law<Stream>.everyStep(
    "the weights sum to 1 − ρ^t", of: .rmsprop,
    draw: { random in
      Stream(
        tuning: Tuning(decay: random.decayRate()),
        gradients: [Double](repeating: 1, count: random.integer(in: 1...60)))
    },
    admits: { input in
      input.isAdmitted && input.tuning.initial == 0
        && input.gradients.allSatisfy { $0 == 1 }
    }
  ) { input, point in
    let sum = 1 - Enclosure(input.tuning.decay).power(point.step)
    return try point.state(.squareAverage, 0).map { try isRefuted($0, equals: sum) }
      ?? true
  }

  @Test("the average is its closed form") func averageIsItsClosedForm() {
    #expect(Self.closedForm.counterexample(in: 3000) == nil)
  }

  @Test("the weights sum to one but for the start") func weightsSumToOne() {
    #expect(Self.weights.counterexample(in: 2000) == nil)
  }

  @Test(
    "faults are seen",
    arguments: [Fault.swapped, .summed, .shrinkingWeight, .leaking, .forgetful])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.closedForm.finds(fault))
    #expect(Self.weights.finds(fault))
  }
}
