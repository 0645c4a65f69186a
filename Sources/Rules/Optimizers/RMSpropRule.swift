import Dialects

/// RMSprop (SPEC §4).
enum RMSpropRule: UpdateRule {
  static let secondMomentDecay = Hyperparameter.decay

  static func trace(_ step: SymbolicStep) {
    let g = step.effectiveGradient
    let ρ = step[.decay]

    let v = ρ * step.old(.squareAverage) + (1 - ρ) * (g * g)
    step.set(.squareAverage, v)
    let correction = step.secondCorrection
    var q = correction.map { v / $0 } ?? v
    if step.dialect[Centered.self] == .on {
      let m = ρ * step.old(.gradientAverage) + (1 - ρ) * g
      step.set(.gradientAverage, m)
      let mean = correction.map { m / $0 } ?? m
      q = q - mean * mean
      if step.dialect[VarianceClamp.self] == .zero { q = q.maximum(step.zero) }
    }
    let r = g / step.denominator(q)

    let η = step[.learningRate]
    guard step.uses(.momentum) else {
      step.descend(by: η * r)
      return
    }
    let inside = step.dialect[MomentumLearningRate.self] == .inside
    let b = step[.momentum] * step.old(.momentumBuffer) + (inside ? η * r : r)
    step.set(.momentumBuffer, b)
    step.descend(by: step.momentumUpdate(buffer: b, input: r))
  }
}
