import Dialects

/// Adadelta (SPEC §10).
enum AdadeltaRule: UpdateRule {
  static func trace(_ step: SymbolicStep) {
    let g = step.effectiveGradient
    let ρ = step[.decay]
    let v = ρ * step.old(.squareAverage) + (1 - ρ) * (g * g)
    step.set(.squareAverage, v)
    let d = step.old(.updateAverage)
    let u = step.denominator(d) / step.denominator(v) * g
    step.set(.updateAverage, ρ * d + (1 - ρ) * (u * u))
    step.descend(by: step[.learningRate] * u)
  }
}
