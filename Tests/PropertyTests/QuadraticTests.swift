import Foundation
import Multiprecision
import Oracle
import Testing
import _TestSupport

/// Where runs on convex separable quadratics can be: theorems, `Quadratic.v`,
/// `AdamTrap.v`, `SmallRate.v` and `LargeRate.v`.
///
/// RMSprop, with B = η/√(1 − ρ): |x_t| ≤ max(|x_0|, B); outside [−B, B] a step keeps the
/// sign and takes at least η h B/(√(V + ε_root) + ε), so that x is inside after
/// (|x_0| − B)(√(V + ε_root) + ε)/(η h B) steps, and stays, and the loss is at most
/// B²/2 Σ h from then on. Below the threshold
/// ηh = 2 (√ε_root + ε) x falls geometrically, above it 0 repels. Adam is trapped, too.
///
/// Domain: `Landscape`: up to 100 coordinates, condition numbers to 10^8, both places of
/// ε; entry within 150 steps, ρ ≤ 0.99. That 0 repels: ηh from 2.01 (√ε_root + ε), any v0
/// that is forgotten within 100 steps, and up to 400 steps to grow from the start. Adam:
/// v0 = 0, β1² ≤ 0.999 β2.
struct QuadraticTests {
  // x and its gradient have the same sign, and |s| ≤ B.
  static let trapped = Law<Landscape>(
    name: "|x_t| ≤ max(|x_0|, η/√(1 − ρ))", subject: .rmsprop,
    precision: Landscape.precision, draw: { Landscape.draw(&$0) }, admits: \.isAdmitted
  ) { input, subject, precision in
    var failure: String?
    try input.run(subject, precision: precision) { point in
      for index in input.coordinates.indices where failure == nil {
        let limit = Enclosure(input.start[index]).magnitude.maximum(input.largestStep)
        let x = point.coordinate(index)
        if try isRefuted(x.magnitude, atMost: limit) {
          failure =
            "coordinate \(index) after step \(point.step) is \(x), beyond \(limit)"
        }
      }
    }
    return failure
  }

  /// Draws starts outside [−B, B], from which it is not far, with ε in the order of
  /// the gradients.
  private static func draw(_ random: inout SplitMix64) -> Landscape {
    var input = Landscape.draw(&random)
    input.tuning.decay = random.choice([0.5, 0.9, 0.99, 0, random.unit() * 0.99])
    let reach = input.largestStep.double
    input.coordinates = input.coordinates.map { coordinate in
      var other = coordinate
      other.start = reach * (1.001 + 2 * random.unit()) * (random.bool() ? 1 : -1)
      return other
    }
    let slope = (input.curvatures.min() ?? 1) * reach
    input.tuning.epsilon = random.bool() ? 0 : slope * random.unit()
    input.tuning.epsilonRoot = random.bool() ? 0 : slope * slope * random.unit()
    input.tuning.initial = random.bool() ? 0 : slope * slope * random.unit()
    return input
  }

  /// The number of steps after which coordinate `index` is inside.
  private static func entry(_ input: Landscape, _ index: Int) -> Int {
    let B = input.largestStep
    let excess = Enclosure(input.start[index]).magnitude - B
    guard (0 as Enclosure).isCertainlyLess(than: excess) else { return 0 }
    let least =
      Enclosure(input.tuning.rate) * Enclosure(input.curvatures[index]) * B
      / input.greatestDenominator(index)
    // The double may be rounded, by less than the part added.
    return Int(min((excess / least).double * (1 + 1e-12), 1e9).rounded(.up))
  }

  private static func admits(_ input: Landscape) -> Bool {
    input.isAdmitted && input.tuning.decay <= 0.99
      && input.coordinates.indices.allSatisfy { entry(input, $0) <= 150 }
  }

  static let entered = Law<Landscape>(
    name: "x is in [−B, B] after ⌈(|x_0| − B)(√V + ε)/(η h B)⌉ steps",
    subject: .rmsprop, precision: { _ in 512 },
    draw: draw, admits: admits
  ) { input, subject, precision in
    let entries = input.coordinates.indices.map { entry(input, $0) }
    let (B, η) = (input.largestStep, Enclosure(input.tuning.rate))
    var failure: String?
    try input.run(subject, steps: (entries.max() ?? 0) + 2, precision: precision) {
      point in
      guard point.step > 0 else { return }
      if point.step >= entries.max() ?? 0 {
        let loss = input.objective.value(at: point.coordinates)
        let most = B * B / 2 * input.curvatures.map { Enclosure($0) }.reduce(0, +)
        if try isRefuted(loss, atMost: most) { failure = "the loss is still \(loss)" }
      }
      for index in input.coordinates.indices where failure == nil {
        let (old, x) = (point.previousCoordinate(index), point.coordinate(index))
        if point.step >= entries[index], try isRefuted(x.magnitude, atMost: B) {
          failure = "coordinate \(index) is at \(x) after step \(point.step), beyond \(B)"
        }
        guard B.isCertainlyLess(than: old.magnitude) else { continue }
        let least =
          η * Enclosure(input.curvatures[index]) * B / input.greatestDenominator(index)
        if try isRefuted(x.magnitude + least, atMost: old.magnitude) {
          failure = "step \(point.step) takes coordinate \(index) from \(old) to \(x)"
        }
      }
    }
    return failure
  }

  // |x'| = |x| |1 − ηh/(√(v + ε_root) + ε)|, and what is subtracted lies between its
  // values for V and for v = 0.
  static let smallRate = Law<Landscape>(
    name: "for ηh < 2 (√ε_root + ε): |x_t| ≤ q^t |x_0|, q < 1", subject: .rmsprop,
    precision: Landscape.precision,
    draw: { random in
      var input = Landscape.draw(&random)
      input.coordinates = [input.coordinates[0]]
      let ε = input.tuning.rate * input.curvatures[0] / random.double(in: 0.01...1.99)
      let share = random.choice([0, 1, random.unit()])
      input.tuning.epsilon = ε * share
      input.tuning.epsilonRoot = (ε * (1 - share)) * (ε * (1 - share)) * 1.0001
      return input
    },
    admits: {
      $0.isAdmitted && $0.dimension == 1
        && $0.tuning.rate * $0.curvatures[0]
          < 1.999 * ($0.tuning.epsilonRoot.squareRoot() + $0.tuning.epsilon)
    }
  ) { input, subject, precision in
    let tuning = input.tuning
    let (ε, x0) = (Enclosure(tuning.epsilon), Enclosure(input.start[0]).magnitude)
    let slope = Enclosure(tuning.rate) * Enclosure(input.curvatures[0])
    let least = Enclosure(tuning.epsilonRoot).squareRoot() + ε
    let q = (slope / least - 1).maximum(1 - slope / input.greatestDenominator(0))
    var failure: String?
    try input.run(subject, precision: precision) { point in
      let x = point.coordinate(0)
      if failure == nil, try isRefuted(x.magnitude, atMost: q.power(point.step) * x0) {
        failure = "after step \(point.step) it is at \(x), and q is \(q)"
      }
    }
    return failure
  }

  /// RMSprop on ½hx² above the threshold ηh = 2 (√ε_root + ε).
  struct Repulsion: Shrinkable, Hashable, Sendable {
    var tuning: Tuning
    var curvature: Double
    var start: Double
    /// δ.
    var share: Double

    var simpler: [Repulsion] {
      simpler(in: \.share) + simpler(in: \.start) + simpler(in: \.curvature)
        + simpler(in: \.tuning)
    }

    var slope: Enclosure { Enclosure(tuning.rate) * Enclosure(curvature) }
    var least: Enclosure {
      Enclosure(tuning.epsilonRoot).squareRoot() + Enclosure(tuning.epsilon)
    }
    /// δG.
    var gap: Enclosure { Enclosure(share) * (slope / 2 - least) }
    /// c.
    var factor: Enclosure { slope / (least + gap) - 1 }
    /// δG/(√2 h).
    var reach: Enclosure { gap / (Enclosure(2).squareRoot() * Enclosure(curvature)) }

    // A part in 10^9 is for the logarithms of the library.

    /// The number of steps after which v ≤ (δG)² as long as |x| ≤ δG/(√2 h).
    var settling: Int {
      let most = gap.power(2)
      if Enclosure(tuning.initial).isCertainlyAtMost(most) { return 0 }
      if tuning.decay == 0 { return 1 }
      let ratio = (2 * Enclosure(tuning.initial) / most).double
      return Int(min(log(ratio) / -log(tuning.decay) * (1 + 1e-9) + 1, 1e9))
    }

    /// The number of steps in which x grows by c each from there to δG/(√2 h) at most.
    func growth(from x: Double) -> Int {
      let ratio = log((reach / Enclosure(x)).double) / log(factor.double)
      return Int(min(max(ratio, 0) * (1 + 1e-9) + 1, 1e9))
    }

    static func draw(_ random: inout SplitMix64) -> Repulsion {
      var input = Repulsion(
        tuning: random.tuning(), curvature: random.positive(1e-8...1e8), start: 0,
        share: random.double(in: 0.05...0.95))
      let slope = input.tuning.rate * input.curvature
      let ε = random.oneIn(6) ? 0 : slope / (2 * (1 + random.positive(0.005...1000)))
      let part = random.choice([0, 1, random.unit()])
      input.tuning.epsilon = ε * part
      input.tuning.epsilonRoot = ε * (1 - part) * (ε * (1 - part))
      let (gap, ρ) = (input.gap.double, input.tuning.decay)
      input.tuning.initial = random.bool() ? 0 : gap * gap * random.unit()
      if ρ > 0.01, random.oneIn(3) {
        let steps = Double(random.integer(in: 1...60))
        input.tuning.initial = gap * gap * min(0.5 * pow(ρ, -steps), 1e12)
      }
      let steps = Double(random.integer(in: 0...(random.oneIn(10) ? 300 : 40)))
      input.start =
        (random.bool() ? 1 : -1) * input.reach.double
        * max(pow(input.factor.double, -steps * random.unit()), 1e-90)
      return input
    }

    var isAdmitted: Bool {
      tuning.isAdmitted && curvature > 1e-10 && curvature < 1e10
        && (0.01...0.99).contains(share) && start.magnitude > 1e-200 && start.isFinite
        && tuning.rate * curvature
          >= 2.009 * (tuning.epsilonRoot.squareRoot() + tuning.epsilon)
        && settling <= 100 && growth(from: start.magnitude) <= 400
    }
  }

  // With E = √ε_root + ε, G = ηh/2 − E > 0, any δ in (0, 1) and r = δG/(√2 h):
  //
  // |x'| = |x| |1 − ηh/D|, where D = √(v + ε_root) + ε ≤ √v + E for the new v. So where
  // v ≤ (δG)², |x'| ≥ c |x| with c = ηh/(E + δG) − 1 = 1 + 2 (1 − δ) G/(E + δG) > 1.
  //
  // v ≤ (δG)²: while |x| ≤ r the squares are at most (δG)²/2, and v at most
  // ρ^t v0 + (1 − ρ^t)(δG)²/2. That is at most (δG)² from the start if v0 is, and else from
  // n = ⌈ln(2 v0/(δG)²)/−ln ρ⌉ steps on. So x is beyond r at one of the steps up to
  // n + ⌈ln(r/|x_n|)/ln c⌉, unless x_n = 0; and since this holds from every (x, v), again
  // and again.
  static let largeRate = Law<Repulsion>(
    name: "for ηh > 2 (√ε_root + ε): |x'| ≥ c |x|, c > 1, until |x| > r",
    subject: .rmsprop,
    precision: { 256 + 2 * ($0.settling + $0.growth(from: $0.start.magnitude)) },
    draw: Repulsion.draw, admits: \.isAdmitted
  ) { input, subject, precision in
    let (c, r, n) = (input.factor, input.reach, input.settling)
    var (left, failure) = (Int.max, nil as String?)
    let loop = try subject.loop(
      input.tuning, .separable(curvatures: [input.curvature]), start: [input.start])
    do {
      try loop.run(steps: n + 400, precision: precision) { point in
        let x = point.coordinate(0).magnitude
        if try x.isZero || isRefuted(x, atMost: r) { throw Beyond() }
        if point.step > n {
          let old = point.previousCoordinate(0).magnitude
          left -= 1
          if try isRefuted(c * old, atMost: x) {
            failure = "step \(point.step) takes |x| from \(old) to \(x), and c is \(c)"
          } else if left <= 0 {
            failure = "after step \(point.step) it is still at \(x), within \(r)"
          }
          if failure != nil { throw Beyond() }
        } else if point.step == n {
          left = input.growth(from: x.double)
        }
      }
    } catch is Beyond {}
    return failure
  }

  /// Ends a run.
  private struct Beyond: Error {}

  /// Adam with r = β1²/β2 < 1 and C as in `AdamStepBoundTests`.
  static func adamTrap(_ subject: Subject, isCorrected: Bool) -> Law<Landscape> {
    Law(
      name: "\(subject): |x_t| ≤ max(|x_0|, η √C/(1 − β1)\(isCorrected ? "²" : ""))",
      subject: subject, precision: { 2 * Landscape.precision($0) },
      draw: { random in
        var input = Landscape.draw(&random)
        input.tuning.initial = 0
        return input
      },
      admits: {
        $0.isAdmitted && $0.tuning.initial == 0 && $0.tuning.decay > 0
          && $0.tuning.beta1 * $0.tuning.beta1 <= 0.999 * $0.tuning.decay
      }
    ) { input, subject, precision in
      let β1 = Enclosure(input.tuning.beta1)
      let C = input.tuning.largestMomentShare
      let reach = Enclosure(input.tuning.rate) * C.squareRoot() / (1 - β1)
      let limit = isCorrected ? reach / (1 - β1) : reach
      var failure: String?
      try input.run(subject, precision: precision) { point in
        for index in input.coordinates.indices where failure == nil {
          let most = limit.maximum(Enclosure(input.start[index]).magnitude)
          let x = point.coordinate(index)
          if try isRefuted(x.magnitude, atMost: most) {
            failure =
              "coordinate \(index) after step \(point.step) is \(x), beyond \(most)"
          }
        }
      }
      return failure
    }
  }

  @Test("the interval is never left") func intervalIsNeverLeft() {
    #expect(Self.trapped.counterexample(in: 1500) == nil)
  }

  @Test("the interval is entered in time") func intervalIsEnteredInTime() {
    #expect(Self.entered.counterexample(in: 1000) == nil)
  }

  @Test(
    "faults are seen",
    arguments: [
      Fault.swapped, .shrinkingWeight, .leaking, .lagging, .upward, .doubled,
    ])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.trapped.finds(fault))
  }

  @Test("slow rules enter too late", arguments: [Fault.summed, .halved, .doubledEpsilon])
  func slowRulesEnterTooLate(fault: Fault) {
    #expect(Self.entered.finds(fault))
  }

  @Test("zero attracts below the threshold") func zeroAttractsBelowThreshold() {
    #expect(Self.smallRate.counterexample(in: 2000) == nil)
    #expect(Self.smallRate.finds(.doubled))
  }

  @Test("zero repels above the threshold") func zeroRepelsAboveThreshold() {
    #expect(Self.largeRate.counterexample(in: 2000) == nil)
  }

  @Test(
    "rules that zero does not repel in time",
    arguments: [Fault.doubledEpsilon, .halved, .summed, .swapped])
  func rulesThatZeroDoesNotRepel(fault: Fault) {
    #expect(Self.largeRate.finds(fault))
  }

  @Test("Adam is trapped, too") func adamIsTrappedToo() {
    let laws = [
      Self.adamTrap(.plainAdam, isCorrected: false),
      Self.adamTrap(.adam, isCorrected: true),
    ]
    for law in laws {
      #expect(law.counterexample(in: 1000) == nil)
      #expect(law.finds(.upward))
    }
    #expect(laws[0].finds(.swapped))
  }
}
