import Dialects

/// AdaMax (SPEC §8).
enum AdaMaxRule: UpdateRule {
  static func trace(_ step: SymbolicStep) {
    let g = step.effectiveGradient
    let m = step.firstMoment(of: g)

    let floor = step.dialect[InfinityFloor.self]
    func floored(_ value: Element, where place: InfinityFloor) -> Element {
      floor == place && step.uses(.epsilon) ? value + step[.epsilon] : value
    }
    let decayed = floored(step[.beta2] * step.old(.infinityNorm), where: .norm)
    let u = floored(
      decayed.maximum(floored(g.magnitude(), where: .gradient)), where: .state)
    step.set(.infinityNorm, u)

    let denominator = floored(u, where: .denominator)
    step.descend(by: step[.learningRate] * (step.corrected(m) / denominator))
  }
}
