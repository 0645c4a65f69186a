import Dialects
import Multiprecision
import Oracle
import Testing
import _TestSupport

/// RMSprop's and Adam's cycles of two points on ½hx².
///
/// RMSprop's x* is η/2 − ε/h where ε is outside the root, √(η²/4 − ε_root/h²) where it
/// is inside; it is born where 0 loses its stability, at ηh = 2ε. Adam's without correction: η(1 − β1)/(2(1 + β1)) − ε/h.
///
/// Theorems, by insertion. Domain: η, h over 12 and 8 decades, ρ and β1 up to
/// 1 − 2^−20, 20 steps. That the cycle attracts is a theorem of linear algebra at the
/// cycle (det = ρ) and empirical here: ρ in [0.15, 0.95], ε = 0, 2^−10 beside it.
@Suite struct TwoCycleTests {
  struct Cycle: Shrinkable, Hashable, Sendable {
    var tuning: Tuning
    var curvature: Double
    /// 2ε/(ηh), or the square root of 4 ε_root/(ηh)²; 0 to 1, without 1.
    var share: Double
    var isInside: Bool

    var simpler: [Cycle] {
      simpler(in: \.share) + simpler(in: \.curvature) + simpler(in: \.tuning)
    }

    static func draw(_ random: inout SplitMix64) -> Cycle {
      var tuning = random.tuning()
      (tuning.initial, tuning.epsilon, tuning.epsilonRoot) = (0, 0, 0)
      return Cycle(
        tuning: tuning, curvature: random.positive(1e-4...1e4),
        share: random.oneIn(4) ? 0 : random.double(in: 0...0.99), isInside: random.bool())
    }

    var isAdmitted: Bool {
      tuning.isAdmitted && !tuning.isSafeAtZero && curvature > 1e-6 && curvature < 1e6
        && (0...0.99).contains(share) && tuning.rate < 1e6 && tuning.rate > 1e-10
    }

    /// The tuning with ε in its place.
    var tuned: Tuning {
      var tuning = tuning
      let slope = tuning.rate * curvature * share / 2
      (tuning.epsilon, tuning.epsilonRoot) = isInside ? (0, slope * slope) : (slope, 0)
      return tuning
    }

    /// x*, when `reach` is the step that the cycle has without ε.
    func point(_ reach: Enclosure) -> Enclosure {
      let h = Enclosure(curvature)
      return isInside
        ? ((reach / 2).power(2) - Enclosure(tuned.epsilonRoot) / h.power(2)).squareRoot()
        : reach / 2 - Enclosure(tuned.epsilon) / h
    }
  }

  private static func check(
    _ input: Cycle, _ subject: Subject, _ precision: Int, share: Enclosure, steps: Int
  ) throws -> String? {
    let η = Enclosure(input.tuning.rate, precision: precision)
    let x = input.point(η * share)
    guard (0 as Enclosure).isCertainlyLess(than: x) else { return nil }
    let slope = Enclosure(input.curvature) * x
    var loop = try subject.loop(
      input.tuned, .separable(curvatures: [input.curvature]), enclosedStart: [x])
    loop.initialState = [
      .squareAverage: [slope * slope], .secondMoment: [slope * slope],
      .firstMoment: [-(share * slope)],
    ]
    var failure: String?
    try loop.run(steps: steps, precision: precision) { point in
      let expected = point.step % 2 == 0 ? x : -x
      if failure == nil, try isRefuted(point.coordinate(0), equals: expected) {
        failure =
          "after step \(point.step) it is at \(point.coordinate(0)), not \(expected)"
      }
    }
    return failure
  }

  static let rmsprop = Law<Cycle>(
    name: "RMSprop's cycle of two points", subject: .rmsprop, draw: Cycle.draw,
    admits: \.isAdmitted
  ) { try check($0, $1, $2, share: 1, steps: 20) }

  static let adam = Law<Cycle>(
    name: "Adam's cycle of two points", subject: .plainAdam, draw: Cycle.draw,
    admits: { $0.isAdmitted && !$0.isInside }
  ) { input, subject, precision in
    let β1 = Enclosure(input.tuning.beta1, precision: precision)
    return try check(input, subject, precision, share: (1 - β1) / (1 + β1), steps: 20)
  }

  // |x'| = |x| |1 − ηh/(√v + ε)|, and ηh/(√v + ε) lies between ηh/(√V + ε) and ηh/ε.
  static let stableZero = Law<Landscape>(
    name: "for ηh < 2ε: |x_t| ≤ q^t |x_0|, q = max(ηh/ε − 1, 1 − ηh/(√V + ε)) < 1",
    subject: .rmsprop, precision: Landscape.precision,
    draw: { random in
      var input = Landscape.draw(&random)
      input.coordinates = [input.coordinates[0]]
      let slope = input.tuning.rate * input.curvatures[0]
      input.tuning.epsilon = slope / random.double(in: 0.01...1.99)
      input.tuning.epsilonRoot = 0
      input.tuning.initial = 0
      return input
    },
    admits: {
      $0.isAdmitted && $0.dimension == 1 && $0.tuning.epsilonRoot == 0
        && $0.tuning.rate * $0.curvatures[0] < 1.999 * $0.tuning.epsilon
    }
  ) { input, subject, precision in
    let (ε, x0) = (Enclosure(input.tuning.epsilon), Enclosure(input.start[0]).magnitude)
    let (h, η) = (Enclosure(input.curvatures[0]), Enclosure(input.tuning.rate))
    let q = (η * h / ε - 1).maximum(
      1 - η * h
        / ((h * x0).maximum(
          Enclosure(input.tuning.initial).squareRoot()) + ε))
    var failure: String?
    try input.run(subject, precision: precision) { point in
      let x = point.coordinate(0)
      if failure == nil, try isRefuted(x.magnitude, atMost: q.power(point.step) * x0) {
        failure = "after step \(point.step) it is at \(x), and q is \(q)"
      }
    }
    return failure
  }

  // While |x| ≤ 100 |x_0| ≤ 100·2^−30 ε/h, √v is below 2^−23 ε, and so |x'| > 1.99 |x|.
  static let unstableZero = Law<Landscape>(
    name: "for ηh ≥ 3ε: |x| grows a hundredfold within 7 steps of 0", subject: .rmsprop,
    precision: Landscape.precision,
    draw: { random in
      var input = Landscape.draw(&random)
      let (η, h) = (input.tuning.rate, input.curvatures[0])
      let ε = η * h / random.positive(3.01...1000)
      (input.tuning.epsilon, input.tuning.epsilonRoot, input.tuning.initial) = (ε, 0, 0)
      input.coordinates = [Coordinate(curvature: h, start: 0x1p-30 * ε / h)]
      return input
    },
    admits: {
      $0.isAdmitted && $0.dimension == 1 && !($0.tuning.epsilonRoot > 0)
        && $0.tuning.initial == 0
        && $0.tuning.rate * $0.curvatures[0] >= 3 * $0.tuning.epsilon
        && $0.start[0].magnitude * $0.curvatures[0] <= 0x1p-30 * $0.tuning.epsilon
    }
  ) { input, subject, precision in
    let x0 = Enclosure(input.start[0]).magnitude
    var greatest = x0
    try input.run(subject, steps: 7, precision: precision) { point in
      greatest = greatest.maximum(point.coordinate(0).magnitude)
    }
    return try isRefuted(100 * x0, atMost: greatest) ? "it reaches \(greatest)" : nil
  }

  static let attraction = Law<Cycle>(
    name: "200 steps from 2^−10 beside the cycle it is 2^−13 near", subject: .rmsprop,
    precision: { _ in 768 },
    draw: { random in
      var input = Cycle.draw(&random)
      input.tuning.decay = random.double(in: 0.15...0.95)
      (input.share, input.isInside) = (0, false)
      return input
    },
    admits: {
      $0.isAdmitted && $0.share == 0 && (0.15...0.95).contains($0.tuning.decay)
    }
  ) { input, subject, precision in
    let x = Enclosure(input.tuning.rate) / 2
    let slope = Enclosure(input.curvature) * x
    var loop = try subject.loop(
      input.tuned, .separable(curvatures: [input.curvature]),
      enclosedStart: [x * (1 + 0x1p-10)])
    loop.initialState = [.squareAverage: [slope * slope]]
    var last: Enclosure = 0
    loop.run(steps: 200, precision: precision) { last = $0.coordinate(0).magnitude }
    return try isRefuted((last - x).magnitude, atMost: x * 0x1p-13)
      ? "it is at \(last)" : nil
  }

  @Test func `RMSprop goes to and fro`() {
    #expect(Self.rmsprop.counterexample(in: 1000) == nil)
  }

  @Test func `Adam goes to and fro`() {
    #expect(Self.adam.counterexample(in: 1000) == nil)
  }

  @Test func `zero attracts below the threshold`() {
    #expect(Self.stableZero.counterexample(in: 1000) == nil)
  }

  @Test func `zero repels above the threshold`() {
    #expect(Self.unstableZero.counterexample(in: 1000) == nil)
  }

  @Test func `the cycle attracts`() {
    #expect(Self.attraction.counterexample(in: 100) == nil)
  }

  @Test(arguments: [Fault.summed, .leaking, .halved, .slightlyLonger, .doubledEpsilon])
  func `faults are seen`(fault: Fault) {
    #expect(Self.rmsprop.finds(fault))
    #expect(Self.adam.finds(fault))
  }

  @Test func `faults of the threshold are seen`() {
    #expect(Self.stableZero.finds(.doubled))
    #expect(Self.unstableZero.finds(.doubledEpsilon))
  }
}
