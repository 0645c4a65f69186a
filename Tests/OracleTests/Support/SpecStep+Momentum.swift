import Dialects

/// SPEC.md §2–§4.
extension SpecStep {
  func sgd(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
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

  func adagrad(_ lane: SpecLane<E>, _ g: E, plain: E) -> SpecLane<E> {
    let old = lane.state[.squareSum]!
    let v =
      has(.accumulatorDecay, besides: 1)
      ? hand(self[.accumulatorDecay]) * old + g * g : old + g * g
    var rate = η
    if has(.learningRateDecay) {
      let isCurrent = dialect[LearningRateDecayClock.self] == .current
      let n = S(counted: isCurrent ? t : t - 1)
      rate = η / (one + n * self[.learningRateDecay])
    }
    var numerator = g
    if dialect[DecayedNumerator.self] == .off {
      numerator = dialect[Maximize.self] == .off ? plain : -plain
    }
    let s = hand(rate) * (numerator / denominator(v))
    return SpecLane(parameter: descend(lane.parameter, by: s), state: [.squareSum: v])
  }

  func rmsprop(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
    let ρ = self[.decay]
    let isCentered = dialect[Centered.self] == .on
    var state: [StateSlot: E] = [:]
    let v =
      hand(ρ) * lane.state[.squareAverage]! + hand(one - ρ) * (g * g)
    state[.squareAverage] = v
    func corrected(_ x: E) -> E { c2.map { x / hand($0) } ?? x }
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
}
