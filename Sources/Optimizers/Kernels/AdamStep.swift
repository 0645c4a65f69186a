internal import CKernels
import Dialects

/// Adam and AdamW (SPEC §5).
struct AdamStep<Arithmetic: ElementArithmetic>: UpdateStep {
  typealias Number = Element<Arithmetic>

  private let common: SignAndDecay<Arithmetic>
  private let denominator: CorrectedDenominator<Arithmetic>
  private let learningRate: Number
  private let firstMoment: MovingAverage<Arithmetic>
  private let secondMoment: MovingAverage<Arithmetic>
  /// c1, where the first moment is corrected.
  private let firstCorrection: Number?

  static func slots(of rule: GroupRule) -> [StateSlot] { [.firstMoment, .secondMoment] }

  init(_ part: ScalarPart) {
    common = SignAndDecay(part)
    denominator = CorrectedDenominator(part)
    learningRate = Number(part.learningRate)
    firstMoment = MovingAverage(part, .beta1)
    secondMoment = MovingAverage(part, .beta2)
    firstCorrection = part.firstCorrection.map { Number($0) }
  }

  var vectorStep: CKStep {
    var step = CKStep(CKRuleAdam)
    common.write(to: &step)
    denominator.write(to: &step)
    step.learningRate = learningRate.scalar
    step.first = firstMoment.coefficients
    step.second = secondMoment.coefficients
    step.firstCorrection = firstCorrection.factor()
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

      let s = learningRate * (m.divided(by: firstCorrection) / denominator(v))
      parameters[i] = common.apply(s, to: theta).stored()
    }
  }
}
