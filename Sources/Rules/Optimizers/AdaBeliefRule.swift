import Dialects

/// AdaBelief (SPEC §5.1): Adam, whose second moment is of the gradient's distance from
/// its average, with ε_root kept in it.
enum AdaBeliefRule: UpdateRule {
  static func trace(_ step: SymbolicStep) {
    let g = step.effectiveGradient
    let m = step.firstMoment(of: g)
    let error = g - m
    let β2 = step[.beta2]
    var s = β2 * step.old(.secondMoment) + (1 - β2) * (error * error)
    if step.uses(.epsilonRoot) { s = s + step[.epsilonRoot] }
    step.set(.secondMoment, s)
    step.descend(
      by: step[.learningRate] * (step.corrected(m) / step.correctedDenominator(s)))
  }
}
