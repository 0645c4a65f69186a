import Dialects
import Multiprecision
import Oracle
import Testing
import _TestSupport

/// RMSprop's and Adam's cycles of two points on ½hx².
///
/// RMSprop's x* is η/2 − ε/h where ε is outside the root, √(η²/4 − ε_root/h²) where it
/// is inside; it is born where 0 loses its stability, at ηh = 2 (√ε_root + ε). Adam's without correction: η(1 − β1)/(2(1 + β1)) − ε/h.
///
/// Theorems, `TwoCycle.v`, `CycleStability.v` and `MinimumMultiplier.v`. Domain: η, h over 12
/// and 8 decades, ρ and β1 up to 1 − 2^−20, 20 steps; derivatives as quotients of
/// differences of 2^−200. That the cycle attracts from afar is empirical: ρ in
/// [0.15, 0.95], ε = 0, from 2^−10 beside it.
struct TwoCycleTests {
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
      func exactly(_ value: Double) -> Enclosure {
        Enclosure(value, precision: reach.precision)
      }
      let h = exactly(curvature)
      return isInside
        ? ((reach / 2).power(2) - exactly(tuned.epsilonRoot) / h.power(2)).squareRoot()
        : reach / 2 - exactly(tuned.epsilon) / h
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

  static let multiplier = Law<Cycle>(
    name: "a step from v = 0 at the minimum multiplies by 1 − ηh/(√ε_root + ε)",
    subject: .rmsprop, precision: { _ in 1024 }, draw: Cycle.draw,
    admits: { $0.isAdmitted && $0.share > 1e-3 }
  ) { input, subject, precision in
    let tuning = input.tuned
    let ε =
      Enclosure(tuning.epsilonRoot, precision: precision).squareRoot()
      + Enclosure(tuning.epsilon)
    // The quotient of differences errs by the order of the difference.
    let x = Enclosure(0x1p-200, precision: precision) * ε / Enclosure(input.curvature)
    let loop = try subject.loop(
      tuning, .separable(curvatures: [input.curvature]), enclosedStart: [x])
    var quotient: Enclosure = 0
    loop.run(steps: 1, precision: precision) { quotient = $0.coordinate(0) / x }
    let expected = 1 - Enclosure(tuning.rate) * Enclosure(input.curvature) / ε
    let error = (quotient - expected).magnitude
    return try isRefuted(error, atMost: expected.magnitude.maximum(1) * 0x1p-100)
      ? "it multiplies by \(quotient), not \(expected)" : nil
  }

  /// A step and a reflection, from x and v.
  private static func map(
    _ input: Cycle, _ subject: Subject, _ precision: Int, _ x: Enclosure, _ v: Enclosure
  ) throws -> (x: Enclosure, v: Enclosure) {
    var loop = try subject.loop(
      input.tuned, .separable(curvatures: [input.curvature]), enclosedStart: [x])
    loop.initialState = [.squareAverage: [v]]
    var result: (x: Enclosure, v: Enclosure) = (0, 0)
    loop.run(steps: 1, precision: precision) {
      result = (-$0.coordinate(0), $0.state(.squareAverage, 0) ?? 0)
    }
    return result
  }

  static let derivative = Law<Cycle>(
    name: "at the cycle the determinant is ρ and the trace 1 + ρ − 2 (1 − ρ) κ",
    subject: .rmsprop, precision: { _ in 1024 }, draw: Cycle.draw, admits: \.isAdmitted
  ) { input, subject, precision in
    let η = Enclosure(input.tuning.rate, precision: precision)
    let (ρ, h) = (
      Enclosure(input.tuning.decay), Enclosure(input.curvature, precision: precision)
    )
    let x = input.point(η)
    let v = (h * x).power(2)
    let (dx, dv) = (x * 0x1p-200, v * 0x1p-200)
    let here = try map(input, subject, precision, x, v)
    let right = try map(input, subject, precision, x + dx, v)
    let above = try map(input, subject, precision, x, v + dv)
    let (a, b) = ((right.x - here.x) / dx, (above.x - here.x) / dv)
    let (c, d) = ((right.v - here.v) / dx, (above.v - here.v) / dv)
    let κ =
      input.isInside
      ? 1 - 4 * Enclosure(input.tuned.epsilonRoot) / (η * h).power(2)
      : 1 - 2 * Enclosure(input.tuned.epsilon) / (η * h)
    let determinant = (a * d - b * c - ρ).magnitude
    let trace = (a + d - (1 + ρ - 2 * (1 - ρ) * κ)).magnitude
    if try isRefuted(determinant, atMost: 0x1p-100) {
      return "the determinant is off by \(determinant)"
    }
    return try isRefuted(trace, atMost: 0x1p-100) ? "the trace is off by \(trace)" : nil
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

  @Test("RMSprop goes to and fro") func rmspropGoesToAndFro() {
    #expect(Self.rmsprop.counterexample(in: 2000) == nil)
  }

  @Test("Adam goes to and fro") func adamGoesToAndFro() {
    #expect(Self.adam.counterexample(in: 3000) == nil)
  }

  @Test("the cycle attracts") func cycleAttracts() {
    #expect(Self.attraction.counterexample(in: 1000) == nil)
  }

  @Test(
    "faults are seen",
    arguments: [Fault.summed, .leaking, .halved, .slightlyLonger, .doubledEpsilon])
  func faultsAreSeen(fault: Fault) {
    #expect(Self.rmsprop.finds(fault))
    #expect(Self.adam.finds(fault))
  }

  @Test("zero has a multiplier") func zeroHasMultiplier() {
    #expect(Self.multiplier.counterexample(in: 3000) == nil)
    #expect(Self.multiplier.finds(.doubledEpsilon))
  }

  @Test("the cycle is stable by its derivative") func cycleIsStableByItsDerivative() {
    #expect(Self.derivative.counterexample(in: 2000) == nil)
    for fault in [Fault.summed, .leaking, .forgetful, .lagging] {
      #expect(Self.derivative.finds(fault))
    }
  }
}
