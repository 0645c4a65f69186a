import Multiprecision
import Oracle
import Testing
import _TestSupport

/// Where η L < 2 (√ε_root + ε), RMSprop converges to the minimum of every dense quadratic,
/// plain and centered, which has no largest step and so needs such an ε: with
/// D̄ = √(max(v0, 2L f(x_0)) + ε_root) + ε, each step takes at least
/// 2 η ℓ/D̄ (1 − η L/(2 (√ε_root + ε))) of f away.
///
/// Theorems, `rmsprop_coupled_converges` and `rmsprop_centered_converges`: as sᵢ = η gᵢ/Dᵢ,
/// f(x − s) ≤ f(x) − Σ (η/Dᵢ) gᵢ² (1 − η L/(2Dᵢ)) and |g|² ≥ 2ℓ f. Domain: 2 to 100
/// coordinates, 1 to 3 reflections, greatest curvature 1, condition numbers to 10^8,
/// η over 12 decades, constant, η/√t or η/t, η/(√ε_root + ε) from 10^−4 to 1.99, ρ from
/// 0.01 to 1 − 2^−20, v0 from 0; up to 30 steps.
struct CoupledSmallRateTests {
  static func law(_ subject: Subject) -> Law<Landscape> {
    Law(
      name: "\(subject) converges on coupled quadratics at a small rate",
      subject: subject, precision: { 256 + (8 + 4 * $0.reflections) * $0.steps },
      draw: { random in
        let isLarge = random.oneIn(25)
        var input = Landscape.coupled(
          &random, dimensions: isLarge ? 5...100 : 2...4,
          steps: random.integer(in: 1...(isLarge ? 5 : random.oneIn(4) ? 30 : 10)))
        input.schedule = random.choice([.constant, .constant, .inverseRoot, .inverse])
        let share = random.choice([0, 1, random.unit()])
        let ε = input.tuning.rate / random.positive(1e-4...1.98)
        let root = ε * (1 - share)
        (input.tuning.epsilon, input.tuning.epsilonRoot) = (
          ε * share, root * root * 1.0001
        )
        (input.tuning.beta1, input.tuning.momentum) = (0, 0)
        input.tuning.decay = max(input.tuning.decay, 0.01)
        return input
      },
      admits: { input in
        let tuning = input.tuning
        return input.isAdmitted && input.reflections > 0 && input.steps <= 30
          && tuning.momentum == 0 && tuning.decay >= 0.01
          && tuning.rate * input.steepest
            < 1.999 * (tuning.epsilonRoot.squareRoot() + tuning.epsilon)
      }
    ) { input, subject, precision in
      let tuning = input.tuning
      let (ε, floor) = (Enclosure(tuning.epsilon), Enclosure(tuning.epsilonRoot))
      let (L, ℓ) = (
        Enclosure(input.steepest), Enclosure(input.curvatures.min() ?? 1)
      )
      func denominator(_ square: Enclosure) -> Enclosure {
        (Enclosure(tuning.initial).maximum(square) + floor).squareRoot() + ε
      }
      var (f, most, farthest): (Enclosure, Enclosure, Enclosure) = (0, 0, 0)
      var (square, failure): (Enclosure, String?) = (0, nil)
      try input.run(subject, precision: precision) { point in
        guard failure == nil else { return }
        let (old, value) = (f, input.objective.value(at: point.coordinates))
        f = value
        guard point.step > 0 else {
          (most, farthest) = (f, denominator(2 * L * f))
          return
        }
        let η = Enclosure(point.learningRate)
        let kept = η * (1 - η * L / (2 * (floor.squareRoot() + ε)))
        let squares = input.coordinates.indices.map { point.gradient($0).power(2) }
        square = squares.reduce(square) { $0.maximum($1) }
        let fall = kept * squares.reduce(0, +) / denominator(square)
        most = (1 - 2 * kept * ℓ / farthest) * most
        if try isRefuted(f, atMost: old - fall, scale: old) {
          failure = "step \(point.step) takes f from \(old) to \(f), not by \(fall)"
        } else if try isRefuted(f, atMost: most) {
          failure = "step \(point.step) takes f from \(old) to \(f), above \(most)"
        }
      }
      return failure
    }
  }

  @Test("f falls by a constant share", arguments: [Subject.rmsprop, .centered])
  func fFallsByConstantShare(subject: Subject) {
    #expect(Self.law(subject).counterexample(in: 1000) == nil)
  }

  @Test("faults are seen") func faultsAreSeen() {
    for fault in [Fault.upward, .summed, .halved, .doubled, .doubledEpsilon] {
      #expect(Self.law(.rmsprop).finds(fault))
      #expect(Self.law(.centered).finds(fault))
    }
    for fault in [Fault.lagging, .shrinkingWeight, .leaking, .forgetful] {
      #expect(Self.law(.centered).finds(fault))
    }
  }
}
