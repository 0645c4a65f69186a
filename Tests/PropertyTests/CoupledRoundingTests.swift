import Formats
import Multiprecision
import Oracle
import Testing
import _TestSupport

/// In a format, the rules go down dense quadratics as they do in exact arithmetic, but
/// for what rounding takes: a parameter's rounding, u|x|, and that of its step.
///
/// The library's run is compared with the exact steps of the rule on the gradients
/// that the run has met. Derived: with u the unit roundoff and τ the least positive
/// number, m and v have lost at most 2t + 2 roundings after t steps, relatively, and so
/// a step κ = 3t + 12, of what it would be for |g|; what is below the least normal
/// number errs by τ/2 each time, and the denominator is at least ε. So x' = x − s + r with
/// |rᵢ| ≤ ρᵢ = u|xᵢ'| + …, and f is above the bound of `CoupledBound` by no more than
/// Σ Gᵢ ρᵢ + ½L Σ ρᵢ², where G is how steep f is: the floor that rounding puts under it.
///
/// Domain: binary64, binary32, binary16, bfloat16; as in `CoupledNeighbourhoodTests`, but
/// ε from 10^−8, in formats of 16 bits from 10^−3, v0 = 0 or from 10^−3 to 10^3, 20 steps;
/// in binary16 no overflow, t η U ≤ 50, with momentum t η U/(1 − μ).
struct CoupledRoundingTests {
  static func law(_ rule: CoupledRule) -> Law<RoundedLandscape> {
    Law(
      name: "\(rule) goes down coupled quadratics, but for rounding",
      subject: rule.subject,
      draw: { random in
        let isLarge = random.oneIn(25)
        var input = Landscape.coupled(
          &random, dimensions: isLarge ? 5...100 : 2...4,
          steps: random.integer(in: 1...(isLarge ? 5 : 20)))
        input.schedule = random.choice([.constant, .constant, .inverseRoot, .inverse])
        let format = random.choice(RoundedLandscape.wideFormats)
        input.tuning.epsilon = random.positive(
          format.bitWidth == 16 ? 1e-3...1 : 1e-8...1)
        input.tuning.initial = random.bool() ? 0 : random.positive(1e-3...1e3)
        rule.fit(&input.tuning, &random)
        if format == .binary16 {
          let reach = input.tuning.rate * longest(rule, input).double
          input.tuning.rate *= min(1, 49 / reach)
        }
        return RoundedLandscape(landscape: input, format: format)
      },
      admits: { run in
        let input = run.landscape
        return input.isAdmitted && input.reflections > 0 && input.steps <= 20
          && rule.admits(input.tuning)
          && RoundedLandscape.wideFormats.contains(run.format)
          && input.tuning.epsilon >= (run.format.bitWidth == 16 ? 1e-3 : 1e-8)
          && (input.tuning.initial == 0 || (1e-3...1e3).contains(input.tuning.initial))
          && input.steepest == 1 && input.start.allSatisfy { $0.magnitude <= 1 }
          && (run.format != .binary16
            || input.tuning.rate * longest(rule, input).double <= 50)
      }
    ) { run, subject, _ in
      let input = run.landscape
      var (points, gradients): ([[Double]], [[Double]]) = ([], [])
      try input.walk(rule.subject, in: run.format) { old, gradient, new in
        if points.isEmpty { points.append(old) }
        points.append(new)
        gradients.append(gradient)
      }
      let losses = try losses(run, rule, subject, points, gradients)
      return try violation(run, rule, subject, points, gradients, losses)
    }
  }

  /// ρᵢ of each step.
  private static func losses(
    _ run: RoundedLandscape, _ rule: CoupledRule, _ subject: Subject,
    _ points: [[Double]],
    _ gradients: [[Double]]
  ) throws -> [[Enclosure]] {
    let (input, format) = (run.landscape, run.format)
    let (u, τ) = (Enclosure(format.unitRoundoff), Enclosure(format.leastPositive))
    let (ε, μ) = (Enclosure(input.tuning.epsilon), Enclosure(input.tuning.momentum))
    let (β1, β2) = (Enclosure(input.tuning.beta1), Enclosure(input.tuning.decay))
    var losses: [[Enclosure]] = []
    try input.feed(subject, gradients.map { $0.map(\.magnitude) }) { point in
      guard point.step > 0 else { return }
      let t = Enclosure(Double(point.step))
      let (c1, c2) =
        switch rule.averaging {
        case .moment(isCorrected: true):
          (1 - β1.power(point.step), 1 - β2.power(point.step))
        default: (1 as Enclosure, 1 as Enclosure)
        }
      // Scalars are binary64's, and 1 − β^t cancels.
      let κ = (3 * t + 12) * u + 0x1p-52 * (1 / c1 + 1 / c2)
      let η = Enclosure(input.tuning.rate) / (1 - μ)
      // What is subnormal: τ/2 from each of three operations a step in v, and its root in
      // √v; of two a step in m; two in the step. 2 is for relative errors of these.
      let root = (3 * t * τ / c2).squareRoot()
      losses.append(
        input.coordinates.indices.map { index in
          let s = point.update(index).magnitude
          let small = s * root + 2 * η * t * τ / c1
          return u * Enclosure(points[point.step][index]).magnitude + κ / (1 - κ) * s
            + 2 * small / ε + 2 * (η + 1 / (1 - μ)) * τ
        })
    }
    return losses
  }

  private static func violation(
    _ run: RoundedLandscape, _ rule: CoupledRule, _ subject: Subject,
    _ points: [[Double]],
    _ gradients: [[Double]], _ losses: [[Enclosure]]
  ) throws -> String? {
    let input = run.landscape
    let xs = points.map { $0.map { Enclosure($0) } }
    var bound = CoupledBound(rule, input)
    var f = input.objective.value(at: xs[0])
    var (slope, moved, failure): (Enclosure, Enclosure?, String?) = (0, nil, nil)
    try input.feed(subject, gradients) { point in
      let t = point.step
      guard t > 0, failure == nil else { return }
      let (x, lost) = (xs[t], losses[t - 1])
      for index in x.indices {
        let r = x[index] - xs[t - 1][index] + point.update(index)
        if try isRefuted(r.magnitude, atMost: lost[index]) {
          failure = "step \(t) loses \(r) of coordinate \(index), above \(lost[index])"
          return
        }
      }
      let (old, exact) = (f, input.gradient(xs[t - 1]))
      f = input.objective.value(at: bound.place(point, x))
      bound.advance(moved: moved)
      for (g, rounded) in zip(exact, gradients[t - 1]) {
        bound.noise = bound.noise.maximum((g - Enclosure(rounded)).magnitude)
        slope = slope.maximum(g.magnitude).maximum(Enclosure(rounded).magnitude)
      }
      moved = norm(zip(x, xs[t - 1]).map { $0 - $1 })
      let steep = zip(exact, lost).map { bound.steepness($0.magnitude) * $1 }
      let floor =
        steep.reduce(0, +) + Enclosure(input.steepest) / 2 * norm(lost).power(2)
      let fall = bound.fall(exact, slope: slope)
      let most = old - fall + bound.rise + floor
      if try isRefuted(f, atMost: most, scale: old.maximum(f)) {
        failure = "step \(t) takes f from \(old) to \(f), above \(most)"
      }
    }
    return failure
  }

  private static func norm(_ x: [Enclosure]) -> Enclosure {
    x.map { $0.power(2) }.reduce(0, +).squareRoot()
  }

  /// How far t steps go at most, over η.
  private static func longest(_ rule: CoupledRule, _ input: Landscape) -> Enclosure {
    Enclosure(Double(input.steps)) * CoupledBound(rule, input).longestShare
  }

  @Test("f goes down as stated", arguments: CoupledRule.all)
  func fGoesDownAsStated(rule: CoupledRule) {
    #expect(Self.law(rule).counterexample(in: 200) == nil)
  }

  @Test("faults are seen", arguments: CoupledRule.all) func faultsAreSeen(
    rule: CoupledRule
  ) {
    for fault in [
      Fault.upward, .summed, .swapped, .lagging, .halved, .doubled, .shrinkingWeight,
      .leaking, .doubledEpsilon, .forgetful,
    ] { #expect(Self.law(rule).finds(fault, in: 300)) }
  }
}

extension Landscape {
  /// Feeds a rule with gradients, from the start.
  fileprivate func feed(
    _ subject: Subject, _ gradients: [[Double]], observe: (LoopPoint) throws -> Void
  ) throws {
    var loop = try subject.loop(tuning, .stream(gradients: gradients), start: start)
    loop.learningRate = { schedule.rate(tuning.rate, $0) }
    try loop.run(steps: gradients.count, precision: 256, observe: observe)
  }
}
