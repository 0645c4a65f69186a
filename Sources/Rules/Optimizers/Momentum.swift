import Dialects

extension SymbolicStep {
  /// What is subtracted from the parameter, given the new buffer and what
  /// entered it (SPEC §2, §4).
  func momentumUpdate(buffer b: Element, input u: Element) -> Element {
    let η = self[.learningRate]
    let μ = self[.momentum]
    let inside = dialect[MomentumLearningRate.self] == .inside
    switch dialect[Nesterov.self] {
    case .standard:
      return inside ? η * u + μ * b : η * (u + μ * b)
    case .chainer:
      return inside
        ? (μ * μ) * b + ((1 + μ) * η) * u : η * ((μ * μ) * b + (1 + μ) * u)
    case .off, nil:
      return inside ? b : η * b
    }
  }
}
