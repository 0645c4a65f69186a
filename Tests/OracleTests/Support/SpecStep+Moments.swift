import Dialects

/// SPEC.md §5–§10.
extension SpecStep {
  private func moment(_ lane: SpecLane<E>, _ g: E) -> E {
    hand(self[.beta1]) * lane.state[.firstMoment]! + hand(one - self[.beta1]) * g
  }

  private func secondMoment(_ lane: SpecLane<E>, _ g: E) -> E {
    let β2 = self[.beta2]
    return hand(β2) * lane.state[.secondMoment]! + hand(one - β2) * (g * g)
  }

  private func corrected(_ m: E) -> E { c1.map { m / hand($0) } ?? m }

  /// §5's D.
  private func correctedDenominator(_ w: E) -> E {
    guard let c2 else { return denominator(w) }
    return dialect[EpsilonFrame.self] == .raw
      ? denominator(w) / hand(c2.squareRoot()) : denominator(w / hand(c2))
  }

  func adam(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
    let (m, v) = (moment(lane, g), secondMoment(lane, g))
    let s = hand(η) * (corrected(m) / correctedDenominator(v))
    return SpecLane(
      parameter: descend(lane.parameter, by: s),
      state: [.firstMoment: m, .secondMoment: v])
  }

  /// §5.1.
  func adabelief(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
    let m = moment(lane, g)
    var belief = secondMoment(lane, g - m)
    if has(.epsilonRoot) { belief = belief + hand(self[.epsilonRoot]) }
    func floored(_ q: E) -> E {
      has(.epsilon) ? q.squareRoot() + hand(self[.epsilon]) : q.squareRoot()
    }
    let D: E
    switch (c2, dialect[EpsilonFrame.self]) {
    case (nil, _): D = floored(belief)
    case (let c2?, .raw): D = floored(belief) / hand(c2.squareRoot())
    case (let c2?, _): D = floored(belief / hand(c2))
    }
    return SpecLane(
      parameter: descend(lane.parameter, by: hand(η) * (corrected(m) / D)),
      state: [.firstMoment: m, .secondMoment: belief])
  }

  func amsgrad(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
    let (m, v) = (moment(lane, g), secondMoment(lane, g))
    let old = lane.state[.maximumSecondMoment]!
    let isRaw = dialect[EpsilonFrame.self] == .raw
    let x: E
    let D: E
    switch (dialect[MaximumFrame.self], c2) {
    case (.corrected, let c2?):
      x = E.greater(old, v / hand(c2))
      D =
        isRaw
        ? denominator(x * hand(c2)) / hand(c2.squareRoot()) : denominator(x)
    case (_, let c2?):
      x = E.greater(old, v)
      D = isRaw ? denominator(x) / hand(c2.squareRoot()) : denominator(x / hand(c2))
    case (_, nil):
      x = E.greater(old, v)
      D = denominator(x)
    }
    return SpecLane(
      parameter: descend(lane.parameter, by: hand(η) * (corrected(m) / D)),
      state: [.firstMoment: m, .secondMoment: v, .maximumSecondMoment: x])
  }

  // MARK: §7

  /// μ_i of the decaying schedule.
  private func momentumCoefficient(_ i: Int) -> S {
    self[.beta1]
      * (one - number(0.5) * number(0.96).power(S(counted: i) * self[.momentumDecay]))
  }

  /// Π after the step.
  var nextProduct: S {
    let isDecaying = dialect[MomentumSchedule.self] == .decaying
    return isDecaying ? product * momentumCoefficient(t) : product
  }

  func nadam(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
    let (m, v) = (moment(lane, g), secondMoment(lane, g))
    let μ, following, P, P2: S
    if dialect[MomentumSchedule.self] == .constant {
      (μ, following) = (self[.beta1], self[.beta1])
      (P, P2) = (μ.power(t), μ.power(t + 1))
    } else {
      (μ, following) = (momentumCoefficient(t), momentumCoefficient(t + 1))
      P = nextProduct
      P2 = P * following
    }
    let n: E
    if dialect[LookAhead.self] == .current {
      n = (hand(following) * m + hand(one - μ) * g) / hand(one - P)
    } else {
      n = hand(following / (one - P2)) * m + hand((one - μ) / (one - P)) * g
    }
    let w =
      dialect[SecondMomentScale.self] == .beta2 ? hand(self[.beta2]) * v : v
    return SpecLane(
      parameter: descend(lane.parameter, by: hand(η) * (n / correctedDenominator(w))),
      state: [.firstMoment: m, .secondMoment: v])
  }

  // MARK: §8

  func adamax(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
    let m = moment(lane, g)
    let decayed = hand(self[.beta2]) * lane.state[.infinityNorm]!
    let ε = has(.epsilon) ? hand(self[.epsilon]) : nil
    func plus(_ x: E) -> E { ε.map { x + $0 } ?? x }
    let u: E
    switch dialect[InfinityFloor.self] {
    case .gradient: u = E.greater(decayed, plus(g.absolute()))
    case .norm: u = E.greater(plus(decayed), g.absolute())
    case .state: u = plus(E.greater(decayed, g.absolute()))
    case .denominator, nil: u = E.greater(decayed, g.absolute())
    }
    let D = dialect[InfinityFloor.self] == .denominator ? plus(u) : u
    return SpecLane(
      parameter: descend(lane.parameter, by: hand(η) * (corrected(m) / D)),
      state: [.firstMoment: m, .infinityNorm: u])
  }

  // MARK: §10

  func adadelta(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
    let ρ = self[.decay]
    func root(_ x: E) -> E {
      (has(.epsilonRoot) ? x + hand(self[.epsilonRoot]) : x).squareRoot()
    }
    let v = hand(ρ) * lane.state[.squareAverage]! + hand(one - ρ) * (g * g)
    let old = lane.state[.updateAverage]!
    let u = (root(old) / root(v)) * g
    let d = hand(ρ) * old + hand(one - ρ) * (u * u)
    return SpecLane(
      parameter: descend(lane.parameter, by: hand(η) * u),
      state: [.squareAverage: v, .updateAverage: d])
  }

  // MARK: §9

  func radam(_ lane: SpecLane<E>, _ g: E) -> SpecLane<E> {
    let (m, v) = (moment(lane, g), secondMoment(lane, g))
    let n = corrected(m)
    let state: [StateSlot: E] = [.firstMoment: m, .secondMoment: v]
    let θ = lane.parameter
    if isRectified {
      let isTwice = dialect[RectifiedRate.self] == .twice
      let rate = isTwice ? η * η * rectification : η * rectification
      let s = hand(rate) * (n / correctedDenominator(v))
      return SpecLane(parameter: descend(θ, by: s), state: state)
    }
    switch dialect[BelowThreshold.self] {
    case .skip: return SpecLane(parameter: descend(θ, by: nil), state: state)
    case .skipAll: return SpecLane(parameter: θ, state: state)
    default: return SpecLane(parameter: descend(θ, by: hand(η) * n), state: state)
    }
  }

  /// Whether ρt > τ, in real arithmetic.
  private var isRectified: Bool {
    let β2 = BigReal(rounding: self[.beta2].double)
    let running = BigReal(rounding: self[.beta2].settled.double)
    let (one, power) = (BigReal(1), running.power(t))
    let ρ =
      BigReal(2) / (one - β2) - one - BigReal(2) * BigReal(t) * power / (one - power)
    let τ = dialect[RectificationThreshold.self] == .four ? 4.0 : 5.0
    // β2 may be 1 in a small format; then there is no ρt.
    return !ρ.value.isNaN && ρ.value.compare(τ) > 0
  }

  /// r.
  private var rectification: S {
    let β2 = self[.beta2]
    let limit = S(2) / (one - β2) - one
    let ρ = limit - S(2) * S(counted: t) * β2.power(t) / (one - β2.power(t))
    let (two, four) = (S(2), S(4))
    return ((ρ - four) * (ρ - two) * limit / ((limit - four) * (limit - two) * ρ))
      .squareRoot()
  }
}
