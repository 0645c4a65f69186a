import Dialects

/// AdaGrad (SPEC §3).
enum AdaGradRule: UpdateRule {
  static func trace(_ step: SymbolicStep) {
    let g = step.effectiveGradient
    let kept =
      step.uses(.accumulatorDecay)
      ? step[.accumulatorDecay] * step.old(.squareSum) : step.old(.squareSum)
    let v = kept + g * g
    step.set(.squareSum, v)

    var η = step[.learningRate]
    if step.uses(.learningRateDecay) {
      let isCurrent = step.dialect[LearningRateDecayClock.self] == .current
      let n = step.integer(StepInteger(countsSteps: true, offset: isCurrent ? 0 : -1))
      η = η / (1 + n * step[.learningRateDecay])
    }
    let numerator =
      step.dialect[DecayedNumerator.self] == .off ? step.signedGradient : g
    step.descend(by: η * (numerator / step.denominator(v)))
  }
}
