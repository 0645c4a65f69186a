import Multiprecision
import Oracle

/// What f(y) can be after the steps of a rule on a coupled quadratic
/// f(x) = ½ xᵀAx with ℓ|x|² ≤ xᵀAx ≤ L|x|² in n coordinates.
///
/// A step is sᵢ = σ pᵢ/Dᵢ with |pᵢ| ≤ U Dᵢ, U ≥ 1, and |pᵢ − gᵢ| ≤ E, where g = Ay. Where
/// |gᵢ| ≥ 2E, p has the sign of g and half of it at least, so that gᵢ pᵢ/Dᵢ ≥ gᵢ²/(2D̄);
/// elsewhere gᵢ pᵢ/Dᵢ ≥ −E U, and gᵢ²/(2D̄) ≤ |gᵢ|/2 ≤ E, for any D̄ that neither Dᵢ nor
/// |gᵢ| exceeds. As f(y − s) ≤ f(y) − gᵀs + ½L|s|²,
///
///     f(y_t) ≤ f(y_(t−1)) − σ |g|²/(2D̄) + n σ (2 U E + ½ L σ U²),    |g|² ≥ 2ℓ f.
///
/// Plain RMSprop: y = x, p = g, E = 0, σ = η, U = 1/√(1 − ρ). With momentum μ: y = x less
/// μ/(1 − μ) of the step that the buffer holds, σ = η/(1 − μ), p the gradient at x; with η
/// outside, y = x − b Σ_(j ≥ 1) μ^j η_(t+j), as if η were 0 after the run, and
/// σ = Σ_(j ≥ 0) μ^j η_(t+j). Adam:
/// y = x, p the corrected m, an average of the gradients so far in which those of age j
/// and more weigh β1^j at most; U = √C/(1 − β1). Without corrections, m and D over
/// 1 − β1^t are that average and its denominator, and U = √C. A gradient changes by
/// L√n U σ at most in a step, and so E = L√n U Σ β^j σ_(t−j).
///
/// D̄² is the greatest gᵢ² so far, or v0, and gᵢ² ≤ 2L f: where f stays below F, D̄ is
/// bounded in terms of F. With σ at most σ_1, K = n U² σ_1 (L/ℓ)(½ + 2√n β/(1 − β)) and
/// D̄(F) ≤ a + √(2LF), F = max(f(x_0), 2Ka, 8LK²) is never exceeded, and σℓ/D̄(F) ≤ ½.
/// Proved in `CoupledDescent.v` and `CoupledNeighbourhood.v`.
struct CoupledBound {
  let rule: CoupledRule
  let input: Landscape
  private let n: Enclosure
  private let L: Enclosure
  private let ℓ: Enclosure
  private let U: Enclosure
  /// μ, or β1.
  private let β: Enclosure
  /// What D and m are divided by at most: 1 − β1 without corrections.
  private let share: Enclosure
  /// Σ_(j ≥ 1) μ^j η_(t+j) for each t, where η is outside.
  private let ahead: [Enclosure]
  /// Σ β^j σ_(t−j).
  private var age: Enclosure = 0
  /// How much gradients differ from those at x, if they do.
  var noise: Enclosure = 0
  private(set) var step = 0

  init(_ rule: CoupledRule, _ input: Landscape) {
    (self.rule, self.input) = (rule, input)
    n = Enclosure(Double(input.dimension))
    L = Enclosure(input.steepest)
    ℓ = Enclosure(input.curvatures.min() ?? 1)
    let tuning = input.tuning
    switch rule.averaging {
    case .none, .buffer:
      (β, share) = (Enclosure(tuning.momentum), 1)
      U = 1 / (1 - Enclosure(tuning.decay)).squareRoot()
    case .moment(let isCorrected):
      β = Enclosure(tuning.beta1)
      share = isCorrected ? 1 : 1 - β
      let largest = tuning.largestMomentShare.squareRoot()
      U = isCorrected ? largest / (1 - β) : largest
    }
    var ahead: [Enclosure] = []
    if case .buffer(isInside: false) = rule.averaging {
      ahead = [0]
      for t in stride(from: input.steps, to: 0, by: -1) {
        let η = Enclosure(input.schedule.rate(tuning.rate, t))
        ahead.append(β * (η + ahead[ahead.count - 1]))
      }
      ahead.reverse()
    }
    self.ahead = ahead
  }

  /// How long a step is for η = 1, at most: U, or U/(1 − μ).
  var longestShare: Enclosure { isDetour ? U / (1 - β) : U }

  /// Goes on to the next step.
  ///
  /// - Parameter moved: How far the last step has taken x, if it is not known from σ.
  mutating func advance(moved: Enclosure? = nil) {
    let length = isDetour ? nil : moved.map { $0 / (n.squareRoot() * U) }
    if step > 0 { age = β * (age + (length ?? rate)) }
    step += 1
  }

  /// σ of the step.
  var rate: Enclosure {
    let η = Enclosure(input.schedule.rate(input.tuning.rate, step))
    if !ahead.isEmpty { return η + ahead[step] }
    return isDetour ? η / (1 - β) : η
  }

  /// What no σ exceeds.
  private var first: Enclosure {
    let η = Enclosure(input.tuning.rate)
    return isDetour ? η / (1 - β) : η
  }

  /// E of the step.
  private var deviation: Enclosure {
    let age = ahead.isEmpty ? age : ahead[step - 1] / (1 - β)
    return L * n.squareRoot() * U * age + noise
  }

  /// How far a gradient at y may be from one at x.
  private var detour: Enclosure { isDetour ? deviation : 0 }

  /// The same in any step.
  var longestDetour: Enclosure {
    isDetour ? L * n.squareRoot() * U * first * β / (1 - β) : 0
  }

  private var isDetour: Bool { if case .buffer = rule.averaging { true } else { false } }

  /// How steep f is after the step at most, where it is not steeper than `slope` at x.
  func steepness(_ slope: Enclosure) -> Enclosure {
    slope + detour + L * n.squareRoot() * rate * U
  }

  /// n σ (2 U E + ½ L σ U²).
  var rise: Enclosure {
    let σ = rate
    return n * σ * (2 * U * deviation + L * σ * U * U / 2)
  }

  /// D̄ where no component of a gradient exceeds `slope`.
  private func denominator(_ slope: Enclosure) -> Enclosure {
    let square = Enclosure(input.tuning.initial).maximum(slope.power(2))
    let root = (square + Enclosure(input.tuning.epsilonRoot)).squareRoot()
    return (root + Enclosure(input.tuning.epsilon)) / share
  }

  /// σ |g|²/(2D̄), at least, from a gradient at x and the greatest slope so far.
  func fall(_ gradient: [Enclosure], slope: Enclosure) -> Enclosure {
    let squares = gradient.map { ($0.magnitude - detour).maximum(0).power(2) }
    return rate * squares.reduce(0, +) / (2 * denominator(slope + detour))
  }

  /// y, from x and the buffer.
  func place(_ point: LoopPoint, _ x: [Enclosure]) -> [Enclosure] {
    guard isDetour else { return x }
    let way = ahead.isEmpty ? β / (1 - β) : ahead[point.step]
    return x.indices.map { index in
      x[index] - way * (point.state(.momentumBuffer, index) ?? 0)
    }
  }

  /// F, from f(x_0).
  func ceiling(_ f: Enclosure) -> Enclosure {
    let K =
      n * U * U * first * (L / ℓ) * (0.5 + 2 * n.squareRoot() * β / (1 - β)) / share
    let a =
      (Enclosure(input.tuning.initial) + Enclosure(input.tuning.epsilonRoot)).squareRoot()
      + Enclosure(input.tuning.epsilon) + longestDetour
    return f.maximum(2 * K * a).maximum(8 * L * K * K)
  }

  /// What f(y) is after this step at most, if it was `f` at most before it and never
  /// more than F.
  func next(_ f: Enclosure, ceiling F: Enclosure) -> Enclosure {
    let D = denominator((2 * L * F).squareRoot() + longestDetour)
    return (1 - rate * ℓ / D) * f + rise
  }
}
