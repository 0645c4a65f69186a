import Formats
import Multiprecision
import Oracle
import Testing
import _TestSupport

/// From however far away, RMSprop and Adam end in the same neighbourhood of the minimum.
///
/// f ≤ max(2 K a, 8 L K²) on dense quadratics, with a = √ε_root + ε (and E), K as in
/// `CoupledBound`: neither the start nor v0 is in it. Theorems,
/// `rmsprop_coupled_independence` and its like. AdaGrad does not forget its start.
///
/// Empirical is how soon: the theorem's number of steps is greater by far than the one
/// here. The runs are in binary64, and what is compared is where they end.
///
/// Domain: 2 to 4 coordinates, condition numbers to 2, 8 to 16 units away from the minimum
/// in each, η from 1/16 to 1/8, ρ, β1 and μ up to 1/2, v0 to 10^4; as many steps as η takes
/// to go thrice the way, and v to forget.
struct CoupledIndependenceTests {
  static let rules = [CoupledRule.rmsprop, .momentum, .adam]

  static func law(_ rule: CoupledRule) -> Law<Landscape> {
    Law(
      name: "\(rule) ends where it ends from any start", subject: rule.subject,
      draw: { random in
        let reach = random.positive(8...16)
        let coordinates = (0..<random.integer(in: 2...4)).map {
          Coordinate(
            curvature: $0 == 0 ? 1 : random.double(in: 0.5...1),
            start: reach * (random.bool() ? 1 : -1))
        }
        var tuning = Tuning(
          rate: random.double(in: 0.0625...0.125), decay: random.double(in: 0...0.5),
          epsilon: random.positive(1e-12...1e-2),
          initial: random.bool() ? 0 : random.positive(1...1e4))
        rule.fit(&tuning, &random)
        tuning.momentum = min(tuning.momentum, 0.5)
        tuning.beta1 = rule.isMoment ? min(0.5, 0.9 * tuning.decay.squareRoot()) : 0
        let steps = Int(3 * reach / tuning.rate) + 100
        return Landscape(
          tuning: tuning, coordinates: coordinates, steps: steps,
          reflections: random.integer(in: 1...3))
      },
      admits: { input in
        let tuning = input.tuning
        return rule.admits(tuning) && tuning.isAdmitted && tuning.epsilon > 0
          && tuning.epsilonRoot == 0 && tuning.decay <= 0.5 && tuning.momentum <= 0.5
          && tuning.beta1 <= 0.5
          && (0.0625...0.125).contains(tuning.rate) && tuning.initial <= 1e4
          && (2...4).contains(input.dimension) && (1...3).contains(input.reflections)
          && input.curvatures.allSatisfy { (0.5...1).contains($0) }
          && input.start.allSatisfy { (8...16).contains($0.magnitude) }
          && input.steps
            >= Int(3 * (input.start.map(\.magnitude).max() ?? 0) / tuning.rate)
          && input.steps <= 1000
      }
    ) { input, subject, _ in
      var end: [Double] = []
      try input.walk(subject, in: .binary64) { _, _, new in end = new }
      var forgetful = input
      forgetful.tuning.initial = 0
      let bound = CoupledBound(rule, forgetful)
      // With momentum the theorem is about y, and √f is so much greater at x.
      let apart = bound.longestDetour / (2 * Enclosure(input.steepest)).squareRoot()
      let most = (bound.ceiling(0).squareRoot() + apart).power(2)
      let f = input.objective.value(at: end.map { Enclosure($0) })
      return try isRefuted(f, atMost: most) ? "f ends at \(f), above \(most)" : nil
    }
  }

  @Test("the start is forgotten", arguments: rules) func startIsForgotten(
    rule: CoupledRule
  ) {
    #expect(Self.law(rule).counterexample(in: 15) == nil)
  }

  @Test("AdaGrad does not forget") func adagradDoesNotForget() {
    #expect(Self.law(.rmsprop).refutes(.adagrad, in: 1))
  }
}
