import Dialects

/// Adam and AdamW (SPEC §5); they differ in their standard weight decay only.
enum AdamRule: UpdateRule {
  static func trace(_ step: SymbolicStep) {
    let g = step.effectiveGradient
    let β1 = step[.beta1]
    let β2 = step[.beta2]

    let m = β1 * step.old(.firstMoment) + (1 - β1) * g
    step.set(.firstMoment, m)
    let v = β2 * step.old(.secondMoment) + (1 - β2) * (g * g)
    step.set(.secondMoment, v)

    let n =
      step.dialect[FirstMomentCorrection.self] == .on
      ? m / (1 - β1.power(step.step)) : m
    let denominator: Element
    if step.dialect[SecondMomentCorrection.self] == .on {
      let c2 = 1 - β2.power(step.step)
      denominator =
        step.dialect[EpsilonFrame.self] == .raw
        ? step.denominator(v) / c2.squareRoot() : step.denominator(v / c2)
    } else {
      denominator = step.denominator(v)
    }
    step.descend(by: step[.learningRate] * (n / denominator))
  }
}
