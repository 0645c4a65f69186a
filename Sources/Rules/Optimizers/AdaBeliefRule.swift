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
    step.descend(by: step[.learningRate] * (step.corrected(m) / denominator(step, s)))
  }

  /// √(s / c2) + ε, or in the raw frame (√s + ε) / √c2.
  private static func denominator(_ step: SymbolicStep, _ s: Element) -> Element {
    func floored(_ q: Element) -> Element {
      let root = q.squareRoot()
      return step.uses(.epsilon) ? root + step[.epsilon] : root
    }
    guard let c2 = step.secondCorrection else { return floored(s) }
    return step.dialect[EpsilonFrame.self] == .raw
      ? floored(s) / c2.squareRoot() : floored(s / c2)
  }
}
