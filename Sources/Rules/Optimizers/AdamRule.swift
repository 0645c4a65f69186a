import Dialects

/// Adam and AdamW (SPEC §5); they differ in their standard weight decay only.
enum AdamRule: UpdateRule {
  static func trace(_ step: SymbolicStep) {
    let g = step.effectiveGradient
    let m = step.firstMoment(of: g)
    let v = step.secondMoment(of: g)
    step.descend(
      by: step[.learningRate] * (step.corrected(m) / step.correctedDenominator(v)))
  }
}
