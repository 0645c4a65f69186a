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
/// with a rate of its way. Domain: C in [2.01, 16], α from 1% of √(1 − β2) to ten times
/// as much, for AMSGrad to 99% of it, up to 40 periods; β2 is the
/// double nearest to 1/(1 + C²), and η_t to α/√t.
@Suite struct NonConvergenceTests {
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

  // A period takes AMSGrad down by α (C − 2)/(√x √t) at least, and the maximum x is
  // at most C²; what is reached at −1 is lost again by two steps at most.
  static let freed = Law<Example>(
    name: "AMSGrad: θ ≤ max(1 − α (C − 2)/C Σ 1/√t, −1 + 2α/(C √(1 − β2)))",
    subject: .plainAMSGrad, draw: Example.draw,
    admits: { $0.isAdmitted && $0.share <= 0.99 }
  ) { input, subject, precision in
    var failure: String?
    let (C, α) = (Enclosure(input.slope), Enclosure(input.α))
    let share = α * (C - 2) / C
    let end = 2 * α / (C * (1 - Enclosure(input.decay)).squareRoot()) - 1
    var sum: Enclosure = 0
    try input.run(subject, precision) { point in
      if point.step % 3 == 1 {
        sum = sum + 1 / Enclosure(Double(point.step)).squareRoot()
      }
      guard failure == nil, point.step % 3 == 0 else { return }
      // Learning rates are rounded, which the bound does not know.
      let most = (1 - share * sum).maximum(end) + 1e-12
      if try isRefuted(point.coordinate(0), atMost: most) {
        failure =
          "after step \(point.step) it is at \(point.coordinate(0)), above \(most)"
      }
    }
    return failure
  }

  @Test func `Adam stays at the worst point`() {
    #expect(Self.stuck.counterexample(in: 500) == nil)
  }

  @Test func `AMSGrad leaves it`() {
    #expect(Self.freed.counterexample(in: 500) == nil)
  }

  @Test func `AMSGrad arrives`() throws {
    var last: Enclosure = 1
    try Example(slope: 4, share: 0.9, periods: 40).run(.plainAMSGrad, 256) {
      last = $0.coordinate(0)
    }
    #expect(last.isCertainlyLess(than: -0.9))
  }

  @Test(arguments: [Fault.summed, .lagging, .upward])
  func `faults are seen`(fault: Fault) {
    #expect(Self.stuck.finds(fault))
  }

  @Test func `AMSGrad without its maximum is stuck, too`() {
    #expect(Self.freed.finds(.forgottenMaximum))
  }
}
