internal import CKernels
import Dialects

/// RAdam (SPEC §9).
struct RAdamStep<Arithmetic: ElementArithmetic>: UpdateStep {
  typealias Number = Element<Arithmetic>

  /// What becomes of the parameter in this step.
  private enum Step {
    /// s = `rate` × (n / D).
    case rectified(rate: Number)
    /// s = `rate` × n.
    case moment(rate: Number)
    /// Weight decay alone.
    case decay
    /// Nothing.
    case none
  }

  private let common: SignAndDecay<Arithmetic>
  private let denominator: CorrectedDenominator<Arithmetic>
  private let firstMoment: MovingAverage<Arithmetic>
  private let secondMoment: MovingAverage<Arithmetic>
  /// c1.
  private let firstCorrection: Number?
  private let step: Step

  static func slots(of rule: GroupRule) -> [StateSlot] { [.firstMoment, .secondMoment] }

  init(_ part: ScalarPart) {
    common = SignAndDecay(part)
    denominator = CorrectedDenominator(part)
    firstMoment = MovingAverage(part, .beta1)
    secondMoment = MovingAverage(part, .beta2)
    firstCorrection = part.firstCorrection.map { Number($0) }
    let eta = part.learningRate
    let threshold = part.dialect[RectificationThreshold.self] ?? .five
    let running = part.runningValue(of: .beta2)
    if averageLength(
      part[.beta2].value, power: running, part.t, exceeds: threshold.value)
    {
      let isTwice = part.dialect[RectifiedRate.self] == .twice
      let rate = (isTwice ? eta * eta : eta) * part.rectification
      step = .rectified(rate: Number(rate))
    } else {
      step =
        switch part.dialect[BelowThreshold.self] {
        case .skip: .decay
        case .skipAll: .none
        case .moment, nil: .moment(rate: Number(eta))
        }
    }
  }

  var vectorStep: CKStep {
    var step = CKStep(CKRuleRAdam)
    common.write(to: &step)
    denominator.write(to: &step)
    step.first = firstMoment.coefficients
    step.second = secondMoment.coefficients
    step.firstCorrection = firstCorrection.factor()
    switch self.step {
    case .rectified(let rate):
      step.rectification = CKRectified
      step.learningRate = rate.scalar
    case .moment(let rate):
      step.rectification = CKUnrectified
      step.learningRate = rate.scalar
    case .decay: step.rectification = CKDecayOnly
    case .none: step.rectification = CKNothing
    }
    return step
  }

  func update<Storage>(_ tensor: TensorBuffers<Storage>) {
    let (parameters, gradients) = (tensor.parameters, tensor.gradients)
    let (firstMoments, secondMoments) = (tensor.slot(0), tensor.slot(1))
    for i in tensor.indices {
      let theta = Number(loading: parameters[i])
      let g = common.gradient(Number(loading: gradients[i]), at: theta)

      let m = firstMoment(Number(loading: firstMoments[i]), g)
      let v = secondMoment(Number(loading: secondMoments[i]), g * g)
      firstMoments[i] = m.stored()
      secondMoments[i] = v.stored()

      let n = m.divided(by: firstCorrection)
      let result =
        switch step {
        case .rectified(let rate):
          common.apply(rate * (n / denominator(v)), to: theta)
        case .moment(let rate): common.apply(rate * n, to: theta)
        case .decay: common.decayed(theta)
        case .none: theta
        }
      parameters[i] = result.stored()
    }
  }
}

extension ScalarPart {
  /// The rectification r of SPEC §9, algorithm 2 of Liu and others 2020.
  ///
  /// r = `√((ρt − 4) × (ρt − 2) × ρ∞ / ((ρ∞ − 4) × (ρ∞ − 2) × ρt))`.
  fileprivate var rectification: ScalarNumber {
    let (two, four) = (integer(2), integer(4))
    let power = self[.beta2].power(t)
    let limit = two / (one - self[.beta2]) - one
    let length = limit - two * counted(t) * power / (one - power)
    let numerator = (length - four) * (length - two) * limit
    return (numerator / ((limit - four) * (limit - two) * length)).squareRoot()
  }
}

/// Whether ρt = ρ∞ − 2t·γ^t/(1 − γ^t), with ρ∞ = 2/(1 − β) − 1, is above τ, in
/// real arithmetic.
///
/// γ is β, or β rounded where running scalars see it so. With A = (1 + β) − τ(1 − β),
/// an integer multiple of 2^−53 for β ≥ ½, it is so if and only if
/// A > γ^t·(A + 2t(1 − β)), where all but the power is exact. The power is known to
/// about 220 bits. For γ = β the sides are never equal: (1 − β^t)·A − 2t·β^t·(1 − β) is a polynomial in β with integer coefficients whose dyadic roots
/// (their numerators divide 1 − τ, their denominators the leading coefficient)
/// are at most ½, where ρt < 4. For β = 1 there is no ρt that could be above τ.
package func averageLength(
  _ beta: Double, power base: Double? = nil, _ t: Int64, exceeds threshold: Int
) -> Bool {
  let base = base ?? beta
  guard beta > 0.5, beta < 1, base < 1 else { return false }
  let unit: Int64 = 1 << 53
  let number = Int64(beta * 0x1p53)
  let excess = unit + number - Int64(threshold) * (unit - number)
  guard excess > 0 else { return false }
  let other = UInt128(excess) + 2 * UInt128(t) * UInt128(unit - number)
  let left = WideFloat(UInt256(high: 0, low: UInt128(excess)), scale: -53)
  let right = WideFloat(UInt256(high: 0, low: other), scale: -53)
  guard let power = WideFloat(base).power(t) else { return true }
  return left > power * right
}
