import Multiprecision
import Oracle
import Testing
import _TestSupport

/// RMSprop (plain, with momentum), Adam and AMSGrad go down dense quadratics into a
/// neighbourhood of the minimum that is explicit, and shrinks with the learning rate.
///
/// Theorems, `rmsprop_coupled_trapped` and its like, derived in `CoupledBound`: a step takes off f what the gradient is worth,
/// but for a rise that shrinks with the learning rate; f stays below a ceiling; and it
/// is never above the sequence that the bounds of single steps make. Domain: 2 to 100
/// coordinates, 1 to 3 reflections, greatest curvature 1, condition numbers to 10^8,
/// start in [−1, 1]^n, η over 12 decades, ρ, μ, β1 and β2 up to 1 − 2^−20
/// (β1² ≤ 0.999 β2), ε in both places and v0 from 0; up to 40 steps.
struct CoupledNeighbourhoodTests {
  static func law(_ rule: CoupledRule) -> Law<Landscape> {
    law(rule, schedules: [.constant])
  }

  static func law(_ rule: CoupledRule, schedules: [Schedule]) -> Law<Landscape> {
    Law(
      name: "\(rule) goes down coupled quadratics"
        + (schedules == [.constant] ? "" : " at decreasing rates"),
      subject: rule.subject,
      precision: { 256 + (6 + 4 * $0.reflections) * $0.steps },
      draw: { random in
        let isLarge = random.oneIn(25)
        var input = Landscape.coupled(
          &random, dimensions: isLarge ? 5...100 : 2...4,
          steps: random.integer(in: 1...(isLarge ? 5 : random.oneIn(4) ? 40 : 12)))
        input.schedule = random.choice(schedules)
        rule.fit(&input.tuning, &random)
        return input
      },
      admits: {
        $0.isAdmitted && $0.reflections > 0 && $0.steps <= 40 && rule.admits($0.tuning)
          && schedules.contains($0.schedule)
      }
    ) { input, subject, precision in
      var bound = CoupledBound(rule, input)
      var (f, most, ceiling): (Enclosure, Enclosure, Enclosure) = (0, 0, 0)
      var (slope, failure): (Enclosure, String?) = (0, nil)
      try input.run(subject, precision: precision) { point in
        guard failure == nil else { return }
        let (old, value) = (
          f, input.objective.value(at: bound.place(point, point.coordinates))
        )
        f = value
        guard point.step > 0 else {
          (most, ceiling) = (f, bound.ceiling(f))
          return
        }
        bound.advance()
        let gradient = input.coordinates.indices.map { point.gradient($0) }
        slope = gradient.reduce(slope) { $0.maximum($1.magnitude) }
        most = bound.next(most, ceiling: ceiling)
        let fall = bound.fall(gradient, slope: slope)
        let what = "step \(point.step) takes f from \(old) to \(f)"
        if try isRefuted(f, atMost: old - fall + bound.rise, scale: old.maximum(f)) {
          failure = "\(what), although it has \(fall) to lose and \(bound.rise) to gain"
        } else if try isRefuted(f, atMost: most) {
          failure = "\(what), above \(most)"
        } else if try isRefuted(f, atMost: ceiling) {
          failure = "\(what), above the ceiling \(ceiling)"
        }
      }
      return failure
    }
  }

  /// What f is at most after each step, from 0.
  static func bounds(_ rule: CoupledRule, _ input: Landscape) -> [Enclosure] {
    var bound = CoupledBound(rule, input)
    let start = input.objective.value(at: input.start.map { Enclosure($0) })
    let ceiling = bound.ceiling(start)
    return (0..<input.steps).reduce(into: [start]) { bounds, _ in
      bound.advance()
      bounds.append(bound.next(bounds.last ?? start, ceiling: ceiling))
    }
  }

  @Test("f goes down as stated", arguments: CoupledRule.all)
  func fGoesDownAsStated(rule: CoupledRule) {
    #expect(Self.law(rule).counterexample(in: 300) == nil)
  }

  /// A quarter of the learning rate, a quarter of the neighbourhood: the bound tends to
  /// k D̄, where k is proportional to η, and D̄, in which f(x_0) is the most, hardly changes.
  @Test("the neighbourhood shrinks with the learning rate", arguments: CoupledRule.all)
  func neighbourhoodShrinksWithLearningRate(rule: CoupledRule) throws {
    let ends = try [0x1p-6, 0x1p-8].map { rate in
      var input = Landscape.wellConditioned(rule, rate: rate)
      input.steps = Int(32 / rate)
      let bounds = Self.bounds(rule, input)
      #expect(try (2 * #require(bounds.last)).isCertainlyLess(than: bounds[0]))
      return try #require(bounds.last).double
    }
    #expect((3.9...4.1).contains(ends[0] / ends[1]))
  }

  @Test("faults are seen", arguments: CoupledRule.all) func faultsAreSeen(
    rule: CoupledRule
  ) {
    for fault in [Fault.upward, .summed, .lagging, .doubled, .leaking] {
      #expect(Self.law(rule).finds(fault))
    }
  }

  @Test("more faults are seen") func moreFaultsAreSeen() {
    for fault in [Fault.swapped, .shrinkingWeight] {
      #expect(Self.law(.momentum).finds(fault))
    }
    #expect(Self.law(.adam).finds(.forgetful))
  }
}
