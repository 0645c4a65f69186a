import Foundation
import Multiprecision
import Oracle
import Testing
import _TestSupport

/// After gradients shrink from b to a, RMSprop forgets b and AdaGrad never does.
///
/// Theorems, `Forgetting.v`: √v + ε ≤ (1 + δ)(a + ε) and |s| ≥ η a/((1 + δ)(a + ε)) from
/// ln(b²/((2δ + δ²) a²))/−ln ρ steps on; AdaGrad's sum keeps n b², so that after n steps its
/// step stays below the share a/b of η/√n.
///
/// Domain: δ from 1% to 3, ρ up to 1 − 2^−6 (which takes up to 2000 steps), a and b up to
/// three decades apart within 12, v0 ≤ b², ε from 0; up to 20 steps before.
struct ForgettingTests {
  struct Quiet: Shrinkable, Hashable, Sendable {
    var tuning: Tuning
    var a: Double
    var b: Double
    /// The number of steps with gradients of magnitude b.
    var before: Int
    /// δ.
    var excess: Double

    var simpler: [Quiet] {
      simpler(in: \.before) + simpler(in: \.excess) + simpler(in: \.tuning)
        + simpler(in: \.a) + simpler(in: \.b)
    }

    static func draw(_ random: inout SplitMix64) -> Quiet {
      var tuning = random.tuning()
      tuning.decay = random.bool() ? random.unit() : 1 - random.positive(0x1p-6...1)
      tuning.epsilonRoot = 0
      let a = random.positive(1e-6...1e6)
      let b = a * random.positive(1.01...1e3)
      tuning.initial = random.bool() ? 0 : b * b * 0.99
      return Quiet(
        tuning: tuning, a: a, b: b, before: random.integer(in: 1...20),
        excess: random.positive(0.01...3))
    }

    var isAdmitted: Bool {
      tuning.isAdmitted && tuning.decay <= 1 - 0x1p-6 && tuning.epsilonRoot == 0
        && (tuning.decay == 0 || tuning.decay > 1e-6) && a > 1e-20 && b > a && b < 1e20
        && b < 1e4 * a && tuning.initial <= 0.99 * b * b && (1...20).contains(before)
        && (0.01...3).contains(excess)
    }

    /// The least n with ρ^n b² ≤ (2δ + δ²) a².
    var forgetting: Int {
      if tuning.decay == 0 { return 1 }
      let ratio = b / a * (b / a) / (2 * excess + excess * excess)
      return Int((log(ratio) / -log(tuning.decay) * (1 + 1e-9)).rounded(.up))
    }

    func gradients(after: Int) -> [Double] {
      (0..<before + after).map { ($0 % 3 == 1 ? -1 : 1) * ($0 < before ? b : a) }
    }
  }

  static let forgotten = Law<Quiet>(
    name:
      "√v + ε ≤ (1 + δ)(a + ε) and |s| ≥ η a/((1 + δ)(a + ε)) from "
      + "⌈ln(b²/((2δ + δ²) a²))/−ln ρ⌉ steps after the change",
    subject: .rmsprop, draw: Quiet.draw, admits: \.isAdmitted
  ) { input, subject, precision in
    var failure: String?
    let (a, ε) = (Enclosure(input.a), Enclosure(input.tuning.epsilon))
    let most = (1 + Enclosure(input.excess)) * (a + ε)
    let least = Enclosure(input.tuning.rate) * a / most
    let gradients = input.gradients(after: max(input.forgetting, 1) + 5)
    try subject.feed(gradients, input.tuning, precision: precision) { point in
      guard failure == nil, point.step >= input.before + max(input.forgetting, 1),
        let v = point.state(.squareAverage, 0)
      else { return }
      if try isRefuted(v.squareRoot() + ε, atMost: most)
        || isRefuted(least, atMost: point.update(0).magnitude)
      {
        failure =
          "\(point.step - input.before) steps after the change √v is \(v.squareRoot())"
      }
    }
    return failure
  }

  static let remembered = Law<Quiet>(
    name: "AdaGrad's step stays below the share a/b of η/√n", subject: .adagrad,
    draw: Quiet.draw, admits: \.isAdmitted
  ) { input, subject, precision in
    var failure: String?
    let T = Enclosure(Double(input.before))
    let share = Enclosure(input.a) / (Enclosure(input.b) * T.squareRoot())
    let gradients = input.gradients(after: 40)
    try subject.feed(gradients, input.tuning, precision: precision) { point in
      guard failure == nil, point.step > input.before else { return }
      let step = point.update(0).magnitude
      if try isRefuted(step, atMost: share * Enclosure(input.tuning.rate)) {
        failure = "step \(point.step) is \(step), a share above \(share)"
      }
    }
    return failure
  }

  @Test("RMSprop forgets in time") func rmspropForgetsInTime() {
    #expect(Self.forgotten.counterexample(in: 1500) == nil)
  }

  @Test("AdaGrad never forgets") func adagradNeverForgets() {
    #expect(Self.remembered.counterexample(in: 2000) == nil)
  }

  @Test("faults of memory are seen", arguments: [Fault.summed, .swapped])
  func faultsOfMemoryAreSeen(fault: Fault) {
    #expect(Self.forgotten.finds(fault))
  }

  @Test("an AdaGrad that forgets is seen") func adagradThatForgetsIsSeen() {
    #expect(Self.remembered.finds(.forgetful))
    #expect(Self.remembered.finds(.doubled))
  }
}
