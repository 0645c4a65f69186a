import Multiprecision
import Oracle
import Testing
import _TestSupport

/// Centered RMSprop has no largest step: on constant gradients from v = m = 0 its step is
/// η g/(|g| √(ρ^t (1 − ρ^t)) + ε), which grows like ρ^(−t/2) until ε stops it at η g/ε.
///
/// Theorems: `centered_step_constant`, from v = (1 − ρ^t) g² and m = (1 − ρ^t) g,
/// `centered_step_unbounded` and `centered_step_limit`. Domain: ρ from 0.01 to
/// 1 − 2^−20, g over 16 decades, ε from 0, up to 40 steps.
struct CenteredTests {
  static let growth = Law<Stream>.everyStep(
    "|s| = η |g|/(|g| √(ρ^t (1 − ρ^t)) + ε)", of: .centered,
    draw: { random in
      let g = (random.bool() ? 1 : -1) * random.positive(1e-8...1e8)
      let tuning = random.tuning()
      return Stream(
        tuning: Tuning(
          rate: tuning.rate, decay: max(tuning.decay, 0.01), epsilon: tuning.epsilon),
        gradients: [Double](repeating: g, count: random.integer(in: 1...40)))
    },
    admits: { input in
      input.isAdmitted && input.tuning.initial == 0 && input.tuning.epsilonRoot == 0
        && input.tuning.decay >= 0.01 && input.gradients[0] != 0
        && input.gradients.allSatisfy { $0 == input.gradients[0] }
    }
  ) { input, point in
    let g = Enclosure(input.gradients[0]).magnitude
    let kept = Enclosure(input.tuning.decay).power(point.step)
    let divisor = g * (kept * (1 - kept)).squareRoot() + Enclosure(input.tuning.epsilon)
    return try isRefuted(
      point.update(0).magnitude, equals: Enclosure(input.tuning.rate) * g / divisor)
  }

  @Test("the step grows until ε stops it") func stepGrowsUntilStopsIt() {
    #expect(Self.growth.counterexample(in: 2000) == nil)
  }

  @Test("forty steps of one gradient make a step a hundred times too long")
  func fortyStepsOfOneGradientMake() throws {
    var last: Enclosure = 0
    let tuning = Tuning(rate: 1, decay: 0.7, epsilon: 1e-8)
    let ones = [Double](repeating: 1, count: 40)
    try Subject.centered.feed(ones, tuning, precision: 256) { last = $0.update(0) }
    let plain = 1 / (1 - Enclosure(0.7)).squareRoot()
    #expect((100 * plain).isCertainlyLess(than: last))
  }

  @Test(
    "faults are seen",
    arguments: [Fault.swapped, .summed, .shrinkingWeight, .slightlyLonger])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.growth.finds(fault))
  }
}
