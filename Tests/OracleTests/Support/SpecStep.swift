import Dialects

/// A lane: one element of a tensor with its state.
struct SpecLane<E> {
  var parameter: E
  var state: [StateSlot: E]
}

/// One step of one lane, as SPEC.md §1.4–§5 writes it.
///
/// `S` is the number of the scalar part and `E` that of the elements. What
/// SPEC.md sets in code type passes through `hand`.
struct SpecStep<S: SpecNumber, E: SpecNumber> {
  let dialect: Dialect
  let hyperparameters: Hyperparameters
  /// The step number.
  let t: Int
  let isFirst: Bool
  let learningRate: Double
  /// A hyperparameter as the scalar part has it.
  let number: (Double) -> S
  let hand: (S) -> E

  private func has(_ name: Hyperparameter, besides neutral: Double = 0) -> Bool {
    (hyperparameters.given[name] ?? neutral) != neutral
  }
  private subscript(name: Hyperparameter) -> S {
    number(hyperparameters.given[name] ?? (name == .accumulatorDecay ? 1 : 0))
  }
  private var η: S { number(learningRate) }
  private var one: S { S(1) }

  func callAsFunction(_ lane: SpecLane<E>, gradient: E) -> SpecLane<E> {
    let g = effective(gradient, lane.parameter)
    return switch dialect.optimizer {
    case .sgd: sgd(lane, g)
    case .adagrad: adagrad(lane, g)
    case .rmsprop: rmsprop(lane, g)
    case .adam, .adamw: adam(lane, g)
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

  private func descend(_ θ: E, by s: E) -> E {
    guard has(.weightDecay) else { return θ - s }
    let λ = self[.weightDecay]
    let decay = dialect[DecayScale.self] == .one ? λ : η * λ
    switch dialect[DecayForm.self] {
    case .before: return θ * hand(one - decay) - s
    case .same: return θ - (s + hand(decay) * θ)
    case .after: return (θ - s) * hand(one - decay)
    case .l2, nil: return θ - s
    }
  }

  // MARK: §2

  private func sgd(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
    let θ = lane.parameter
    guard has(.momentum) else {
      return SpecLane(parameter: descend(θ, by: hand(η) * g), state: [:])
    }
    let μ = self[.momentum]
    let old = lane.state[.momentumBuffer]!
    let isInside = dialect[MomentumLearningRate.self] == .inside
    let takesGradient = isFirst && dialect[FirstMomentum.self] == .gradient
    let b: E
    if isInside {
      if takesGradient {
        b = hand(η) * g
      } else if has(.dampening) {
        b = hand(μ) * old + hand(η * (one - self[.dampening])) * g
      } else {
        b = hand(μ) * old + hand(η) * g
      }
    } else if takesGradient {
      b = g
    } else if has(.dampening) {
      b = hand(μ) * old + hand(one - self[.dampening]) * g
    } else {
      b = hand(μ) * old + g
    }
    let s = lookAhead(b, g, isInside: isInside)
    return SpecLane(parameter: descend(θ, by: s), state: [.momentumBuffer: b])
  }

  /// The step from a buffer and what entered it.
  private func lookAhead(_ b: E, _ r: E, isInside: Bool) -> E {
    let μ = self[.momentum]
    switch (dialect[Nesterov.self], isInside) {
    case (.standard, true): return hand(η) * r + hand(μ) * b
    case (.standard, false): return hand(η) * (r + hand(μ) * b)
    case (.chainer, true): return hand(μ * μ) * b + hand((one + μ) * η) * r
    case (.chainer, false): return hand(η) * (hand(μ * μ) * b + hand(one + μ) * r)
    case (_, true): return b
    case (_, false): return hand(η) * b
    }
  }

  // MARK: §3

  private func denominator(_ q: E) -> E {
    let inside = has(.epsilonRoot) ? q + hand(self[.epsilonRoot]) : q
    let root = inside.squareRoot()
    return has(.epsilon) ? root + hand(self[.epsilon]) : root
  }

  private func adagrad(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
    let old = lane.state[.squareSum]!
    let v =
      has(.accumulatorDecay, besides: 1)
      ? hand(self[.accumulatorDecay]) * old + g * g : old + g * g
    var rate = η
    if has(.learningRateDecay) {
      let n = S(dialect[LearningRateDecayClock.self] == .current ? t : t - 1)
      rate = η / (one + n * self[.learningRateDecay])
    }
    let s = hand(rate) * (g / denominator(v))
    return SpecLane(parameter: descend(lane.parameter, by: s), state: [.squareSum: v])
  }

  // MARK: §4

  private func rmsprop(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
    let ρ = self[.decay]
    let isCentered = dialect[Centered.self] == .on
    var state: [StateSlot: E] = [:]
    let v =
      hand(ρ) * lane.state[.squareAverage]! + hand(one - ρ) * (g * g)
    state[.squareAverage] = v
    let isCorrected = dialect[SecondMomentCorrection.self] == .on
    func corrected(_ x: E) -> E { isCorrected ? x / hand(one - ρ.power(t)) : x }
    var q = corrected(v)
    if isCentered {
      let m = hand(ρ) * lane.state[.gradientAverage]! + hand(one - ρ) * g
      state[.gradientAverage] = m
      let mean = corrected(m)
      q = q - mean * mean
      if dialect[VarianceClamp.self] == .zero { q = E.greater(q, E(0)) }
    }
    let r = g / denominator(q)
    guard has(.momentum) else {
      return SpecLane(parameter: descend(lane.parameter, by: hand(η) * r), state: state)
    }
    let isInside = dialect[MomentumLearningRate.self] == .inside
    let old = lane.state[.momentumBuffer]!
    let b = hand(self[.momentum]) * old + (isInside ? hand(η) * r : r)
    state[.momentumBuffer] = b
    let s = lookAhead(b, r, isInside: isInside)
    return SpecLane(parameter: descend(lane.parameter, by: s), state: state)
  }

  // MARK: §5

  private func adam(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
    let (β1, β2) = (self[.beta1], self[.beta2])
    let m = hand(β1) * lane.state[.firstMoment]! + hand(one - β1) * g
    let v = hand(β2) * lane.state[.secondMoment]! + hand(one - β2) * (g * g)
    let n =
      dialect[FirstMomentCorrection.self] == .on ? m / hand(one - β1.power(t)) : m
    let c2 = one - β2.power(t)
    let isCorrected = dialect[SecondMomentCorrection.self] == .on
    let D: E
    if dialect[EpsilonFrame.self] == .raw {
      D = isCorrected ? denominator(v) / hand(c2.squareRoot()) : denominator(v)
    } else {
      D = denominator(isCorrected ? v / hand(c2) : v)
    }
    return SpecLane(
      parameter: descend(lane.parameter, by: hand(η) * (n / D)),
      state: [.firstMoment: m, .secondMoment: v])
  }
}
