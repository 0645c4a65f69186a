import Dialects

/// RAdam (SPEC §9).
enum RAdamRule: UpdateRule {
  static let alwaysCorrectsMoments = true

  static func trace(_ step: SymbolicStep) {
    let g = step.effectiveGradient
    let m = step.firstMoment(of: g)
    let v = step.secondMoment(of: g)
    let η = step[.learningRate]

    if step.isRectified {
      let isTwice = step.dialect[RectifiedRate.self] == .twice
      let rate = (isTwice ? η * η : η) * rectification(step)
      step.descend(by: rate * (step.corrected(m) / step.correctedDenominator(v)))
      return
    }
    switch step.dialect[BelowThreshold.self] {
    case .skip: step.descend(by: nil)
    case .skipAll: step.setParameter(step.parameter)
    case .moment, nil: step.descend(by: η * step.corrected(m))
    }
  }

  /// r, the factor of a rectified step.
  private static func rectification(_ step: SymbolicStep) -> Scalar {
    let (limit, length) = lengths(beta2: step[.beta2], step: step.integer(step.step))
    return
      ((length - 4) * (length - 2) * limit / ((limit - 4) * (limit - 2) * length))
      .squareRoot()
  }

  /// ρ∞ and ρt.
  fileprivate static func lengths(
    beta2 β2: Scalar, step t: Scalar
  ) -> (limit: Scalar, length: Scalar) {
    let power = β2.power(StepInteger(countsSteps: true, offset: 0))
    let limit = 2 / (1 - β2) - 1
    return (limit, limit - 2 * t * power / (1 - power))
  }
}

extension ScalarProgram {
  /// ρt, by which RAdam decides whether to rectify (SPEC §9).
  public static let rectificationLength = ScalarProgram { trace in
    let t: Scalar = trace.record(
      ScalarNode.integer(StepInteger(countsSteps: true, offset: 0)))
    let β2: Scalar = trace.record(ScalarNode.hyperparameter(.beta2))
    return RAdamRule.lengths(beta2: β2, step: t).length
  }
}

extension RectificationThreshold {
  /// Whether RAdam rectifies step `t`: whether ρ_t exceeds the threshold.
  ///
  /// SPEC §9 decides this in real arithmetic. Binary64 does unless ρ_t is within
  /// about 1e-9 of the threshold.
  ///
  /// - Parameters:
  ///   - beta2: β2 as constant scalars see it.
  ///   - running: β2 as running scalars see it; the same unless it is given.
  public func rectifies(step t: Int, beta2: Double, running: Double? = nil) -> Bool {
    var power = 1.0
    var (base, exponent) = (running ?? beta2, t)
    while exponent > 0 {
      if exponent & 1 == 1 { power *= base }
      base *= base
      exponent >>= 1
    }
    let limit = 2 / (1 - beta2) - 1
    return limit - 2 * Double(t) * power / (1 - power) > Double(value)
  }
}
