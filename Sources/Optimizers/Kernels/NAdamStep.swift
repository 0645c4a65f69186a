internal import CKernels
import Dialects

/// NAdam (SPEC §7).
struct NAdamStep<Arithmetic: ElementArithmetic>: UpdateStep {
  typealias Number = Element<Arithmetic>

  /// How the moment and the gradient are mixed.
  private enum LookAheadWeights {
    /// `moment` × m + `gradient` × g.
    case separate(moment: Number, gradient: Number)
    /// (`moment` × m + `gradient` × g) / `correction`.
    case common(moment: Number, gradient: Number, correction: Number)
  }

  let momentumProduct: Double
  private let common: SignAndDecay<Arithmetic>
  private let denominator: CorrectedDenominator<Arithmetic>
  private let learningRate: Number
  private let firstMoment: MovingAverage<Arithmetic>
  private let secondMoment: MovingAverage<Arithmetic>
  private let weights: LookAheadWeights
  /// `β2`, where the second moment is multiplied by it.
  private let secondMomentScale: Number?

  static func slots(of rule: GroupRule) -> [StateSlot] { [.firstMoment, .secondMoment] }

  init(_ part: ScalarPart) {
    common = SignAndDecay(part)
    denominator = CorrectedDenominator(part)
    learningRate = Number(part.learningRate)
    firstMoment = MovingAverage(part, .beta1)
    secondMoment = MovingAverage(part, .beta2)
    secondMomentScale =
      part.dialect[SecondMomentScale.self] == .beta2 ? Number(part[.beta2]) : nil

    let one = part.one
    let (current, next): (ScalarNumber, ScalarNumber)
    let (product, nextProduct): (ScalarNumber, ScalarNumber)
    if part.dialect[MomentumSchedule.self] == .decaying {
      current = part.scheduledMomentum(part.t)
      next = part.scheduledMomentum(part.t + 1)
      product = part.momentumProduct * current
      nextProduct = product * next
      momentumProduct = product.value
    } else {
      (current, next) = (part[.beta1], part[.beta1])
      product = part[.beta1].power(part.t)
      nextProduct = part[.beta1].power(part.t + 1)
      momentumProduct = 1
    }
    weights =
      part.dialect[LookAhead.self] == .current
      ? .common(
        moment: Number(next), gradient: Number(one - current),
        correction: Number(one - product))
      : .separate(
        moment: Number(next / (one - nextProduct)),
        gradient: Number((one - current) / (one - product)))
  }

  var vectorStep: CKStep {
    var step = CKStep(CKRuleNAdam)
    common.write(to: &step)
    denominator.write(to: &step)
    step.learningRate = learningRate.scalar
    step.first = firstMoment.coefficients
    step.second = secondMoment.coefficients
    step.scale = secondMomentScale.factor()
    switch weights {
    case .separate(let moment, let gradient):
      step.momentWeight = moment.scalar
      step.gradientWeight = gradient.scalar
    case .common(let moment, let gradient, let correction):
      step.momentWeight = moment.scalar
      step.gradientWeight = gradient.scalar
      step.firstCorrection = correction.scalar
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

      let n =
        switch weights {
        case .separate(let moment, let gradient): moment * m + gradient * g
        case .common(let moment, let gradient, let correction):
          (moment * m + gradient * g) / correction
        }
      let s = learningRate * (n / denominator(v.times(secondMomentScale)))
      parameters[i] = common.apply(s, to: theta).stored()
    }
  }
}

extension ScalarPart {
  /// μ_i = `β1 × (1 − 0.5 × 0.96^(i × ψ))` (Dozat 2016; SPEC §7).
  fileprivate func scheduledMomentum(_ i: Int64) -> ScalarNumber {
    let decay = written(0.96).power(counted(i) * self[.momentumDecay])
    return self[.beta1] * (one - written(0.5) * decay)
  }
}
