import Dialects

extension SymbolicStep {
  /// The gradient with the sign of the objective alone.
  var signedGradient: Element {
    let isNegated = dialect[Maximize.self].map { $0 != .off } ?? false
    return isNegated ? -gradient : gradient
  }

  /// The gradient with the sign of the objective and coupled weight decay (SPEC §1.4).
  var effectiveGradient: Element {
    var g = gradient
    if dialect[Maximize.self] == .gradient { g = -g }
    if uses(.weightDecay) && dialect[DecayForm.self] == .l2 {
      g = g + self[.weightDecay] * parameter
    }
    if dialect[Maximize.self] == .decayedGradient { g = -g }
    return g
  }

  /// Subtracts `update`, or nothing, from the parameter, with decoupled weight
  /// decay (SPEC §1.4).
  func descend(by update: Element?) {
    func subtracting(_ value: Element) -> Element { update.map { value - $0 } ?? value }
    guard uses(.weightDecay), let form = dialect[DecayForm.self], form != .l2 else {
      setParameter(subtracting(parameter))
      return
    }
    let decay = decayScale.map { $0 * self[.weightDecay] } ?? self[.weightDecay]
    switch form {
    case .before: setParameter(subtracting(parameter * (1 - decay)))
    case .same:
      let lost = decay * parameter
      setParameter(parameter - (update.map { $0 + lost } ?? lost))
    case .after: setParameter(subtracting(parameter) * (1 - decay))
    case .l2: preconditionFailure("coupled decay is part of the gradient")
    }
  }

  /// α, the factor of decoupled weight decay; nil for 1.
  private var decayScale: Scalar? {
    let η = self[.learningRate]
    switch dialect[DecayScale.self] {
    case .one: return nil
    case .relative: return η / groupLearningRate
    case .corrected:
      let scaled = secondCorrection.map { η * $0.squareRoot() } ?? η
      return firstCorrection.map { scaled / $0 } ?? scaled
    case .learningRate, nil: return η
    }
  }
}
