import Multiprecision
import Oracle
import Testing
import _TestSupport

/// AdaGrad's step vanishes under gradients that keep RMSprop's alive: theorems,
/// `adagrad_step_decay`, `adagrad_step_vanishes`, its attainment, and `step_ratio`.
///
/// Domain: as for RMSprop's floor, up to 60 steps.
struct AdaGradDecayTests {
  static let decay = Law<BandStream>.everyStep(
    "|s| ≤ η b/(√(v0 + t a² + ε_root) + ε) ≤ η b/(a √t)", of: .adagrad,
    draw: { BandStream.draw(&$0, count: 60) }, admits: \.isAdmitted
  ) { input, point in
    let tuning = input.tuning
    let (a, t) = (Enclosure(input.a), Enclosure(Double(point.step)))
    let top = Enclosure(tuning.rate) * Enclosure(input.b)
    let v = Enclosure(tuning.initial) + t * a.power(2) + Enclosure(tuning.epsilonRoot)
    let most = top / (v.squareRoot() + Enclosure(tuning.epsilon))
    return try isRefuted(point.update(0).magnitude, atMost: most)
      || isRefuted(most, atMost: top / (a * t.squareRoot()))
  }

  static let attained = Law<BandStream>.everyStep(
    "constant gradients, v0 = 0 and ε = 0: |s| = η/√t", of: .adagrad,
    draw: { random in
      let a = random.positive(1e-6...1e6)
      return BandStream(
        tuning: Tuning(rate: random.positive(1e-9...1e3)), a: a, b: a,
        gradients: (1...random.integer(in: 1...60)).map { _ in random.bool() ? a : -a })
    },
    admits: { $0.isAdmitted && !$0.tuning.isSafeAtZero && $0.a == $0.b }
  ) { input, point in
    let exact = Enclosure(input.tuning.rate) / Enclosure(Double(point.step)).squareRoot()
    return try isRefuted(point.update(0).magnitude, equals: exact)
  }

  static let ratio = Law<BandStream>(
    name: "RMSprop's step is at least a² √t/(b (b + ε)) times AdaGrad's",
    subject: .rmsprop, draw: StepFloorTests.uniform.draw,
    admits: StepFloorTests.uniform.admits
  ) { input, subject, precision in
    var (steps, failure): ([Enclosure], String?) = ([], nil)
    try subject.feed(input.gradients, input.tuning, precision: precision) {
      steps.append($0.update(0).magnitude)
    }
    let (a, b) = (Enclosure(input.a), Enclosure(input.b))
    let share = a.power(2) / (b * (b + Enclosure(input.tuning.epsilon)))
    try Subject.adagrad.feed(input.gradients, input.tuning, precision: precision) {
      let t = Enclosure(Double($0.step))
      let least = share * t.squareRoot() * $0.update(0).magnitude
      if failure == nil, try isRefuted(least, atMost: steps[$0.step - 1]) {
        failure = "step \($0.step) is \(steps[$0.step - 1]), not at least \(least)"
      }
    }
    return failure
  }

  @Test("AdaGrad's step vanishes") func adagradsStepVanishes() {
    #expect(Self.decay.counterexample(in: 2000) == nil)
  }

  @Test("at the rate 1/√t and no faster") func atRate1T() {
    #expect(Self.attained.counterexample(in: 2000) == nil)
  }

  @Test("RMSprop's step outgrows it like √t") func rmspropsStepOutgrowsItLikeT() {
    #expect(Self.ratio.counterexample(in: 2000) == nil)
  }

  @Test("faults are seen", arguments: [Fault.forgetful, .doubled, .lagging])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.decay.finds(fault))
    #expect(Self.attained.finds(fault))
  }

  @Test("RMSprop with AdaGrad's sum has no such ratio") func rmspropWithAdaGradsSum() {
    #expect(Self.ratio.finds(.summed))
  }
}
