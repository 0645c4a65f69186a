import Multiprecision
import Oracle
import Testing
import _TestSupport

/// While a ≤ |g| ≤ b, RMSprop's step does not vanish: theorems, `rmsprop_step_floor`
/// and `rmsprop_step_floor_uniform`.
///
/// Domain: as `Tuning`, up to 24 gradients in a band of up to three decades within
/// 12, often at its ends.
struct StepFloorTests {
  static let floor = Law<BandStream>.everyStep(
    "|s| ≥ η a/(√(ρ^t v0 + (1 − ρ^t) b² + ε_root) + ε)", of: .rmsprop,
    draw: { BandStream.draw(&$0) }, admits: \.isAdmitted
  ) { input, point in
    let tuning = input.tuning
    let kept = Enclosure(tuning.decay).power(point.step)
    let v = kept * Enclosure(tuning.initial) + (1 - kept) * Enclosure(input.b).power(2)
    let divisor =
      (v + Enclosure(tuning.epsilonRoot)).squareRoot() + Enclosure(tuning.epsilon)
    let least = Enclosure(tuning.rate) * Enclosure(input.a) / divisor
    return try isRefuted(least, atMost: point.update(0).magnitude)
  }

  static let uniform = Law<BandStream>.everyStep(
    "from v0 ≤ b²: |s| ≥ η a/(b + ε) for ever", of: .rmsprop,
    draw: { random in
      var input = BandStream.draw(&random, count: 60)
      input.tuning.epsilonRoot = 0
      input.tuning.initial = random.bool() ? 0 : input.b * input.b * 0.999 * random.unit()
      return input
    },
    admits: {
      $0.isAdmitted && $0.tuning.epsilonRoot == 0
        && $0.tuning.initial <= $0.b * $0.b * 0.999
    }
  ) { input, point in
    let least =
      Enclosure(input.tuning.rate) * Enclosure(input.a)
      / (Enclosure(input.b) + Enclosure(input.tuning.epsilon))
    return try isRefuted(least, atMost: point.update(0).magnitude)
  }

  @Test("the step has a floor from every start") func stepHasFloorFromEveryStart() {
    #expect(Self.floor.counterexample(in: 3000) == nil)
  }

  @Test("the step has one floor for ever") func stepHasOneFloorForEver() {
    #expect(Self.uniform.counterexample(in: 2000) == nil)
  }

  @Test("faults are seen", arguments: [Fault.summed, .halved, .doubledEpsilon])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.floor.finds(fault))
    #expect(Self.uniform.finds(fault))
  }

  // Its step is too long, never too short, but for a start that should be forgotten.
  @Test("faults of the start are seen", arguments: [Fault.swapped])
  func faultsOfStartAreSeen(fault: Fault) {
    #expect(Self.floor.finds(fault))
  }
}
