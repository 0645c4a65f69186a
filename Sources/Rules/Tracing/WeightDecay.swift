import Dialects

extension SymbolicStep {
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

  /// Subtracts `update` from the parameter, with decoupled weight decay (SPEC §1.4).
  func descend(by update: Element) {
    guard uses(.weightDecay), let form = dialect[DecayForm.self], form != .l2 else {
      setParameter(parameter - update)
      return
    }
    let decay =
      dialect[DecayScale.self] == .one
      ? self[.weightDecay] : self[.learningRate] * self[.weightDecay]
    switch form {
    case .before: setParameter(parameter * (1 - decay) - update)
    case .same: setParameter(parameter - (update + decay * parameter))
    case .after: setParameter((parameter - update) * (1 - decay))
    case .l2: preconditionFailure("coupled decay is part of the gradient")
    }
  }
}
