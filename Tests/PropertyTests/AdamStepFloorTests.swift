import Multiprecision
import Oracle
import Testing
import _TestSupport

/// While a ≤ g ≤ b, Adam's corrected step is at least η a/(b + ε); the sign matters:
/// theorems, `adam_step_floor` and `adam_step_can_vanish`.
///
/// Domain: as `Tuning` with v0 = 0 and ε_root = 0, up to 60 gradients of one sign.
struct AdamStepFloorTests {
  static let floor = Law<BandStream>.everyStep(
    "|s| ≥ η a/(b + ε)", of: .adam,
    draw: { random in
      var input = BandStream.draw(&random, count: 60, signed: false)
      input.tuning.initial = 0
      input.tuning.epsilonRoot = 0
      return input
    },
    admits: {
      $0.isAdmitted && $0.tuning.initial == 0 && $0.tuning.epsilonRoot == 0
        && $0.gradients.allSatisfy { $0 > 0 }
    }
  ) { input, point in
    let least =
      Enclosure(input.tuning.rate) * Enclosure(input.a)
      / (Enclosure(input.b) + Enclosure(input.tuning.epsilon))
    return try isRefuted(least, atMost: point.update(0))
  }

  static let vanishing = Law<Stream>.everyStep(
    "on the gradients 1, −β1 the second step is 0", of: .adam,
    draw: { random in
      let tuning = random.tuning()
      return Stream(tuning: tuning, gradients: [1, -tuning.beta1])
    },
    admits: { $0.isAdmitted && $0.gradients == [1, -$0.tuning.beta1] }
  ) { input, point in
    guard point.step == 2 else { return false }
    return try isRefuted(point.update(0), equals: 0, scale: Enclosure(input.tuning.rate))
  }

  @Test("the step has a floor while the sign holds") func stepHasFloorWhileSignHolds() {
    #expect(Self.floor.counterexample(in: 2000) == nil)
  }

  @Test("the step can vanish when the sign changes") func stepCanVanishWhenSignChanges() {
    #expect(Self.vanishing.counterexample(in: 3000) == nil)
  }

  @Test("faults are seen", arguments: [Fault.summed, .halved, .doubledEpsilon, .upward])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.floor.finds(fault))
  }
}
