import Formats
import Multiprecision
import Optimizers
import Oracle
import Testing
import _TestSupport

/// In every format, RMSprop goes down dense quadratics as far as rounding lets it,
/// whatever underflows and whatever is swallowed.
///
/// A theorem, as rounding is monotonic: a coordinate moves against its gradient or not at
/// all; no farther than in a first step from v = 0, since ρ v ≥ 0; and at least as far as
/// with V in place of v, for a V in the format of at least v0 and 8 g² for all g so far,
/// which v never exceeds (see `ceiling`). With a and b for the least and the greatest of
/// these moves and g̃ for the gradient as rounded,
///
///     f(x') ≤ f(x) − Σ (|g̃ᵢ| aᵢ − |g̃ᵢ − gᵢ| bᵢ − ½ L bᵢ²).
///
/// Where a step is below half of the gap to the neighbour of x, a = 0: that is the floor
/// that rounding puts under f (`SwallowedUpdateTests`). Domain: all formats, 2 to 100
/// coordinates, condition numbers to 10^8, start in [−1, 1]^n, η over 12 decades,
/// constant or decreasing, ρ up to 1 − 2^−20, ε from the least positive number, v0 from
/// 0; up to 60 steps, until something overflows or is NaN.
struct RoundedDescentTests {
  static let law = Law<RoundedLandscape>(
    name: "in a format f falls by Σ |g| a − ½L b²", subject: .rmsprop,
    draw: { .draw(&$0) },
    admits: { $0.isAdmitted }
  ) { run, subject, _ in
    let (input, format) = (run.landscape, run.format)
    let half = Enclosure(input.steepest) / 2
    var (step, greatest, failure) = (0, 0.0, nil as String?)
    var isOver = false
    try input.walk(subject, in: format) { old, gradient, new in
      step += 1
      isOver = isOver || !(new + gradient).allSatisfy(\.isFinite)
      guard failure == nil, !isOver else { return }
      greatest = gradient.reduce(greatest) { max($0, $1.magnitude) }
      let exact = input.gradient(old.map { Enclosure($0) })
      let far = try run.step(from: old, gradient, step, initial: 0)
      let near = try run.ceiling(greatest).map {
        try run.step(from: old, gradient, step, initial: $0)
      }
      var (before, after) = (
        input.objective.value(at: old.map { Enclosure($0) }),
        input.objective.value(at: new.map { Enclosure($0) })
      )
      for index in old.indices {
        let sign = gradient[index] < 0 ? -1.0 : 1
        let least = (near ?? old)[index]
        guard far[index].isFinite else { return isOver = true }
        if sign * new[index] < sign * far[index] || sign * new[index] > sign * least {
          failure =
            "step \(step) takes coordinate \(index) from \(old[index]) to \(new[index]), "
            + "not between \(least) and \(far[index])"
          return
        }
        let g = Enclosure(gradient[index])
        let a = (Enclosure(old[index]) - Enclosure(least)).magnitude
        let b = (Enclosure(old[index]) - Enclosure(far[index])).magnitude
        before =
          before - g.magnitude * a + (g - exact[index]).magnitude * b
          + half * b.power(2)
      }
      if try isRefuted(after, atMost: before, scale: before.maximum(after)) {
        failure = "step \(step) takes f to \(after), above \(before)"
      }
    }
    return failure
  }

  @Test("f falls as far as rounding lets it") func fFallsAsFarAsRounding() {
    #expect(Self.law.counterexample(in: 600) == nil)
  }

  /// So that the law is not only about parameters that stand still.
  @Test("parameters move", arguments: FloatFormat.all) func parametersMove(
    format: FloatFormat
  ) throws {
    var random = SplitMix64(seed: 1)
    var (steps, moves) = (0, 0)
    for _ in 0..<200 {
      let run = RoundedLandscape.draw(&random)
      guard run.isAdmitted else { continue }
      try run.landscape.walk(.rmsprop, in: format) { old, gradient, new in
        guard (new + gradient).allSatisfy(\.isFinite) else { return }
        (steps, moves) = (steps + 1, moves + (old == new ? 0 : 1))
      }
    }
    #expect(10 * moves > steps && steps > 1000)
  }

  @Test("another rule is seen", arguments: [Subject.adagrad, .adam, .sgd, .centered])
  func anotherRuleIsSeen(other: Subject) {
    #expect(Self.law.refutes(other, in: 500))
  }
}

extension RoundedLandscape {
  fileprivate static func draw(_ random: inout SplitMix64) -> RoundedLandscape {
    let format = random.choice(FloatFormat.all)
    let isLarge = random.oneIn(25)
    var input = Landscape.coupled(
      &random, dimensions: isLarge ? 5...100 : 2...4,
      steps: random.integer(in: 1...(isLarge ? 5 : random.oneIn(4) ? 60 : 15)))
    input.schedule = random.choice([.constant, .constant, .inverseRoot, .inverse])
    if format.bitWidth < 32, random.oneIn(4) == false {
      input.tuning.rate = random.positive(1e-3...1)
    }
    let least = format.leastPositive
    input.tuning.epsilon = max(least, random.positive(1e-12...1))
    input.tuning.initial =
      random.bool() ? 0 : format.decode(format.encode(random.positive(1e-3...10)))
    (input.tuning.epsilonRoot, input.tuning.momentum, input.tuning.beta1) = (0, 0, 0)
    return RoundedLandscape(landscape: input, format: format)
  }

  fileprivate var isAdmitted: Bool {
    let tuning = landscape.tuning
    return landscape.isAdmitted && landscape.reflections > 0 && landscape.steps <= 60
      && tuning.epsilon >= format.leastPositive && tuning.epsilonRoot == 0
      && tuning.momentum == 0 && tuning.beta1 == 0
      && format.decode(format.encode(tuning.initial)) == tuning.initial
      && landscape.start.allSatisfy { $0.magnitude <= 1 }
  }

  /// V for gradients of at most `greatest`, if the format has such a number.
  ///
  /// Rounding is monotonic: v ≤ V makes the new v at most p + q, rounded, where p is ρ V and
  /// q is c V/8, both rounded, c = 1 − ρ. That is V at most. Let w be the last place of V.
  /// If c V ≥ w/4: p ≤ V − c V + w/2 and q ≤ c V/8 + w/16, so that p + q < V + w/2; for a
  /// subnormal V q ≤ c V/8 + w/2, and p + q, a multiple of w, is below V + w. If c V < w/4,
  /// ρ V is nearer to V than half of the gap below it, p = V, and q < w/2.
  fileprivate func ceiling(_ greatest: Double) -> Double? {
    let square = format.decode(format.encode(greatest * greatest))
    let value = max(8 * square, landscape.tuning.initial, format.leastPositive)
    let bits = format.encode(value)
    return value.isFinite && format.decode(bits) == value ? value : nil
  }

  /// The parameters after a first step from v0 = `initial`.
  fileprivate func step(
    from old: [Double], _ gradient: [Double], _ step: Int, initial: Double
  ) throws -> [Double] {
    var tuning = landscape.tuning
    tuning.initial = initial
    var optimizer = try makeBitwiseOptimizer(
      [
        BitwiseGroup(
          Subject.rmsprop.rule(tuning),
          tensors: [([old.count], old.map { format.encode($0) })])
      ], storage: format, arithmetic: format)
    try optimizer.step(
      gradients: [gradient.map { format.encode($0) }],
      learningRates: [landscape.schedule.rate(tuning.rate, step)])
    return optimizer.parameters[0].map(format.decode)
  }
}
