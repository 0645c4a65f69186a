import Dialects

/// AMSGrad (SPEC §6).
enum AMSGradRule: UpdateRule {
  static func trace(_ step: SymbolicStep) {
    let g = step.effectiveGradient
    let m = step.firstMoment(of: g)
    let v = step.secondMoment(of: g)
    let old = step.old(.maximumSecondMoment)

    let denominator: Element
    if let c2 = step.secondCorrection, step.dialect[MaximumFrame.self] == .corrected {
      let x = old.maximum(v / c2)
      step.set(.maximumSecondMoment, x)
      denominator =
        step.dialect[EpsilonFrame.self] == .raw
        ? step.denominator(x * c2) / c2.squareRoot() : step.denominator(x)
    } else {
      let x = old.maximum(v)
      step.set(.maximumSecondMoment, x)
      denominator = step.correctedDenominator(x)
    }
    step.descend(by: step[.learningRate] * (step.corrected(m) / denominator))
  }
}
