import Multiprecision
import Oracle
import Testing
import _TestSupport

/// Reddi, Kale and Kumar's example ("On the convergence of Adam and beyond", ICLR
/// 2018, theorem 1): on [−1, 1] with the gradients C, −1, −1 over and over, β1 = 0,
/// β2 = 1/(1 + C²) and η_t = α/√t, Adam returns to 1, the worst point,
/// while AMSGrad goes to the best one, −1.
///
/// Theorems, `NonConvergence.v` and `AMSGradConverges.v`; here Adam as stated, and AMSGrad
/// with how fast it goes, derived at its law. Domain: C in [2.01, 16], η_t the double
/// nearest to α/√t. Adam: α from 1% of √(1 − β2) to ten times as much, β2 the double nearest
/// to 1/(1 + C²), up to 40 periods. AMSGrad: α over 15 decades, β2 this one, 0, and up to
/// 1 − 2^−20, up to 200 periods.
struct NonConvergenceTests {
  struct Example: Shrinkable, Hashable, Sendable {
    /// C.
    var slope: Double
    /// α/√(1 − β2).
    var share: Double
    var periods: Int

    var simpler: [Example] {
      simpler(in: \.periods) + simpler(in: \.slope) + simpler(in: \.share)
    }

    static func draw(_ random: inout SplitMix64) -> Example {
      Example(
        slope: random.double(in: 2.01...16),
        share: random.oneIn(4)
          ? random.double(in: 1...10) : random.double(in: 0.01...0.99),
        periods: random.integer(in: 1...40))
    }

    var isAdmitted: Bool {
      (2.01...16).contains(slope) && (0.01...10).contains(share) && periods > 0
    }

    var decay: Double { 1 / (1 + slope * slope) }
    var α: Double { share * (1 - decay).squareRoot() }

    func run(
      _ subject: Subject, _ precision: Int, observe: (LoopPoint) throws -> Void
    ) throws {
      var loop = try subject.loop(
        Tuning(rate: α, decay: decay), .stream(gradients: [[slope], [-1], [-1]]),
        start: [1.0])
      loop.projection = -1...1
      loop.learningRate = { [α] in α / Double($0).squareRoot() }
      try loop.run(steps: 3 * periods, precision: precision) { point in
        if point.step > 0 { try observe(point) }
      }
    }
  }

  static let stuck = Law<Example>(
    name: "Adam is at 1 after every period, at a regret of 2C − 4 each",
    subject: .plainAdam, draw: Example.draw, admits: \.isAdmitted
  ) { input, subject, precision in
    var failure: String?
    var loss: Enclosure = 0
    try input.run(subject, precision) { point in
      // The loss of a step is that of the point before it.
      loss = loss + point.gradient(0) * point.previousCoordinate(0)
      guard failure == nil, point.step % 3 == 0 else { return }
      let best = -Enclosure(input.slope) + 2
      let regret = loss - best
      loss = 0
      if try isRefuted(1, equals: point.coordinate(0)) {
        failure = "after step \(point.step) it is at \(point.coordinate(0))"
      } else if try isRefuted(2 * Enclosure(input.slope) - 4, atMost: regret) {
        failure = "the period to step \(point.step) costs \(regret)"
      }
    }
    return failure
  }

  /// AMSGrad on the same gradients, with any β2 and α.
  struct Descent: Shrinkable, Hashable, Sendable {
    /// C.
    var slope: Double
    /// β2.
    var decay: Double
    /// α.
    var rate: Double
    var periods: Int

    var simpler: [Descent] {
      simpler(in: \.periods) + simpler(in: \.slope) + simpler(in: \.decay)
        + simpler(in: \.rate)
    }

    static func draw(_ random: inout SplitMix64) -> Descent {
      let slope = random.double(in: 2.01...16)
      let reddi = 1 / (1 + slope * slope)
      return Descent(
        slope: slope, decay: random.oneIn(4) ? reddi : random.decayRate(),
        rate: random.positive(random.oneIn(3) ? 1e-9...1e6 : 1e-3...10),
        periods: random.integer(in: 1...(random.oneIn(20) ? 200 : 40)))
    }

    var isAdmitted: Bool {
      (2.01...16).contains(slope) && (0..<1).contains(decay)
        && (1e-9...1e6).contains(rate) && (1...1000).contains(periods)
        && (decay == 0 || decay > 1e-100)
    }

    func learningRate(_ step: Int) -> Double { rate / Double(step).squareRoot() }

    /// U after each period.
    var bounds: [Enclosure] {
      let (C, β2) = (Enclosure(slope), Enclosure(decay))
      var most: Enclosure = 1
      return stride(from: 1, to: 3 * periods, by: 3).map { t in
        let v =
          1 - β2.power(t) + (C * C - 1) * (1 - β2.power(t + 2)) / (1 + β2 + β2 * β2)
        let e = Enclosure(learningRate(t)) / v.squareRoot()
        let reached = (most - (C - 2) * e).maximum(2 * e - 1)
        // The lesser of it and 1.
        most = -((-reached).maximum(-1))
        return most
      }
    }
  }

  // Let t be the first step of a period, and e = η_t/√x_t the step that a gradient of 1
  // would make then.
  //
  // x_t is v_t: of the squares C², 1, 1, C², … v_t is the average
  // 1 − β2^t + (1 − β2)(C² − 1)(1 + β2³ + … + β2^(t−1)), which grows from period to period
  // (its closed form is in `bounds`). No v between two such steps is greater than the
  // later one: above 1 the squares of 1 lower it, and what they raise to at most 1, C² > 1
  // raises further.
  //
  // θ ≤ U: from θ step t leads down to θ − Ce, or to −1. Two steps of at most e follow,
  // upwards, as η_t falls and x_t grows: to θ − (C − 2) e, or to −1 + 2e, at most. U starts
  // at 1, where the projection keeps it, and tends to −1, as Σ e diverges and e tends to 0.
  static let freed = Law<Descent>(
    name:
      "AMSGrad: θ ≤ U after every period, U ← max(U − (C − 2) e, 2e − 1), e = η_t/√v_t",
    subject: .plainAMSGrad, draw: Descent.draw, admits: \.isAdmitted
  ) { input, subject, precision in
    var failure: String?
    let bounds = input.bounds
    var loop = try subject.loop(
      Tuning(rate: input.rate, decay: input.decay),
      .stream(gradients: [[input.slope], [-1], [-1]]), start: [1.0])
    loop.projection = -1...1
    loop.learningRate = input.learningRate
    try loop.run(steps: 3 * input.periods, precision: precision) { point in
      guard point.step > 0, point.step % 3 == 0, failure == nil else { return }
      let (x, most) = (point.coordinate(0), bounds[point.step / 3 - 1])
      if try isRefuted(x, atMost: most, scale: 1) {
        failure = "after step \(point.step) it is at \(x), above \(most)"
      }
    }
    return failure
  }

  @Test("Adam stays at the worst point") func adamStaysAtWorstPoint() {
    #expect(Self.stuck.counterexample(in: 1000) == nil)
  }

  @Test("AMSGrad leaves it") func amsgradLeavesIt() {
    #expect(Self.freed.counterexample(in: 1000) == nil)
  }

  @Test("AMSGrad arrives") func amsgradArrives() throws {
    let example = Example(slope: 4, share: 0.9, periods: 40)
    let descent = Descent(
      slope: example.slope, decay: example.decay, rate: example.α, periods: 40)
    var last: Enclosure = 1
    try example.run(.plainAMSGrad, 256) { last = $0.coordinate(0) }
    let most = try #require(descent.bounds.last)
    #expect(last.isCertainlyAtMost(most) && most.isCertainlyLess(than: -0.9))
  }

  @Test("faults are seen", arguments: [Fault.summed, .lagging, .upward])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.stuck.finds(fault))
  }

  @Test("AMSGrad without its maximum is stuck, too")
  func amsgradWithoutItsMaximumIsStuck() {
    #expect(Self.freed.finds(.forgottenMaximum))
  }

  @Test(
    "an AMSGrad that goes slowly is seen",
    arguments: [
      Fault.halved, .upward, .summed, .swapped, .forgetful, .shrinkingWeight,
    ])
  func amsgradThatGoesSlowlyIsSeen(fault: Fault) {
    #expect(Self.freed.finds(fault))
  }

  /// Most of the bounds say something: they are below 1 − 10^−3 in the end.
  @Test("the bound is not empty") func boundIsNotEmpty() {
    var random = SplitMix64(seed: 1)
    let falls = (0..<200).count { _ in
      let input = Descent.draw(&random)
      return (input.bounds.last?.double ?? 1) < 0.999
    }
    #expect(falls > 100)
  }
}
