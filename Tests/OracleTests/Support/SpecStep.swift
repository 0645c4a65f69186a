import Dialects

/// A lane: one element of a tensor with its state.
struct SpecLane<E> {
  var parameter: E
  var state: [StateSlot: E]
}

/// One step of one lane, as SPEC.md §1.4–§10 writes it.
///
/// `S` is the number of the scalar part and `E` that of the elements. What
/// SPEC.md sets in code type passes through `hand`.
struct SpecStep<S: SpecNumber, E: SpecNumber> {
  let dialect: Dialect
  let hyperparameters: Hyperparameters
  /// The step number.
  let t: Int
  let isFirst: Bool
  /// The learning rate of the step, as the scalar part has it.
  let η: S
  /// NAdam's Π before the step.
  var product = S(1)
  /// A hyperparameter as the scalar part has it.
  let number: (Double) -> S
  let hand: (S) -> E

  func has(_ name: Hyperparameter, besides neutral: Double = 0) -> Bool {
    (hyperparameters.given[name] ?? neutral) != neutral
  }
  subscript(name: Hyperparameter) -> S {
    number(hyperparameters.given[name] ?? (name == .accumulatorDecay ? 1 : 0))
  }
  var one: S { S(1) }

  func callAsFunction(_ lane: SpecLane<E>, gradient: E) -> SpecLane<E> {
    let g = effective(gradient, lane.parameter)
    return switch dialect.optimizer {
    case .sgd: sgd(lane, g)
    case .adagrad: adagrad(lane, g, plain: gradient)
    case .rmsprop: rmsprop(lane, g)
    case .adam, .adamw: adam(lane, g)
    case .adabelief: adabelief(lane, g)
    case .amsgrad: amsgrad(lane, g)
    case .nadam: nadam(lane, g)
    case .adamax: adamax(lane, g)
    case .radam: radam(lane, g)
    case .adadelta: adadelta(lane, g)
    }
  }

  // MARK: §1.4

  private func effective(_ gradient: E, _ θ: E) -> E {
    var g = gradient
    let maximize = dialect[Maximize.self]
    if maximize == .gradient { g = -g }
    if has(.weightDecay) && dialect[DecayForm.self] == .l2 {
      g = g + hand(self[.weightDecay]) * θ
    }
    return maximize == .decayedGradient ? -g : g
  }

  /// κ × λ.
  private var decay: S {
    let λ = self[.weightDecay]
    switch dialect[DecayScale.self] {
    case .one: return λ
    case .relative: return η / self[.learningRate] * λ
    case .corrected:
      switch (c1, c2) {
      case (let c1?, let c2?): return η * c2.squareRoot() / c1 * λ
      case (nil, let c2?): return η * c2.squareRoot() * λ
      case (let c1?, nil): return η / c1 * λ
      case (nil, nil): return η * λ
      }
    case .learningRate, nil: return η * λ
    }
  }

  /// Takes the step s; without one only weight decay acts.
  func descend(_ θ: E, by s: E?) -> E {
    guard has(.weightDecay), dialect[DecayForm.self] != .l2 else {
      return s.map { θ - $0 } ?? θ
    }
    switch (dialect[DecayForm.self], s) {
    case (.before, let s?): return θ * hand(one - decay) - s
    case (.same, let s?): return θ - (s + hand(decay) * θ)
    case (.after, let s?): return (θ - s) * hand(one - decay)
    case (.same, nil): return θ - hand(decay) * θ
    default: return θ * hand(one - decay)
    }
  }

  // MARK: What several rules have

  /// 1 − β1^t, where the rule divides by it.
  var c1: S? {
    switch dialect.optimizer {
    case .radam: return one - self[.beta1].power(t)
    case .adam, .adamw, .adabelief, .amsgrad, .adamax:
      return dialect[FirstMomentCorrection.self] == .off
        ? nil : one - self[.beta1].power(t)
    default: return nil
    }
  }

  /// 1 − β2^t, where the rule divides by it.
  var c2: S? {
    let β2 = dialect.optimizer == .rmsprop ? self[.decay] : self[.beta2]
    switch dialect.optimizer {
    case .radam: return one - β2.power(t)
    case .adam, .adamw, .adabelief, .amsgrad, .nadam, .rmsprop:
      return dialect[SecondMomentCorrection.self] == .off ? nil : one - β2.power(t)
    default: return nil
    }
  }

  /// √(q + ε_root) + ε.
  func denominator(_ q: E) -> E {
    let inside = has(.epsilonRoot) ? q + hand(self[.epsilonRoot]) : q
    let root = inside.squareRoot()
    return has(.epsilon) ? root + hand(self[.epsilon]) : root
  }
}
