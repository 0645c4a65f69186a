import Dialects

/// NAdam (SPEC §7).
enum NAdamRule: UpdateRule {
  static func trace(_ step: SymbolicStep) {
    let g = step.effectiveGradient
    let m = step.firstMoment(of: g)
    let v = step.secondMoment(of: g)

    let weights = LookAheadWeights(step)
    let n: Element
    if step.dialect[LookAhead.self] == .current {
      n = (weights.next * m + (1 - weights.current) * g) / (1 - weights.product)
    } else {
      n =
        (weights.next / (1 - weights.nextProduct)) * m
        + ((1 - weights.current) / (1 - weights.product)) * g
    }
    let w = step.dialect[SecondMomentScale.self] == .beta2 ? step[.beta2] * v : v
    step.descend(by: step[.learningRate] * (n / step.correctedDenominator(w)))
  }
}

/// The momentum coefficients of a step of NAdam and their products.
private struct LookAheadWeights {
  /// μ_t and μ_(t+1).
  let current, next: Scalar
  /// The product of all coefficients up to μ_t.
  let product: Scalar
  /// The product with μ_(t+1), where the rule asks for it.
  var nextProduct: Scalar { nextPower.map { current.power($0) } ?? product * next }
  private let nextPower: StepInteger?

  init(_ step: SymbolicStep) {
    let β1 = step[.beta1]
    let following = StepInteger(countsSteps: true, offset: 1)
    guard step.dialect[MomentumSchedule.self] == .decaying else {
      (current, next) = (β1, β1)
      product = β1.power(step.step)
      nextPower = following
      return
    }
    func coefficient(_ i: StepInteger) -> Scalar {
      let exponent = step.integer(i) * step[.momentumDecay]
      return β1 * (1 - step.constant(0.5) * step.constant(0.96).power(exponent))
    }
    (current, next) = (coefficient(step.step), coefficient(following))
    product = step.old(.momentumProduct) * current
    nextPower = nil
    step.set(.momentumProduct, product)
  }
}
