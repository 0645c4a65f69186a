import Dialects

/// Stochastic gradient descent (SPEC §2).
enum SGDRule: UpdateRule {
  static func trace(_ step: SymbolicStep) {
    let g = step.effectiveGradient
    let η = step[.learningRate]
    guard step.uses(.momentum) else {
      step.descend(by: η * g)
      return
    }
    let μ = step[.momentum]
    let inside = step.dialect[MomentumLearningRate.self] == .inside
    let isUndampened = step.isFirst && step.dialect[FirstMomentum.self] == .gradient

    let b: Element
    if isUndampened {
      b = inside ? η * g : g
    } else if step.uses(.dampening) {
      let kept = 1 - step[.dampening]
      b = μ * step.old(.momentumBuffer) + (inside ? η * kept : kept) * g
    } else {
      b = μ * step.old(.momentumBuffer) + (inside ? η * g : g)
    }
    step.set(.momentumBuffer, b)
    step.descend(by: step.momentumUpdate(buffer: b, input: g))
  }
}
