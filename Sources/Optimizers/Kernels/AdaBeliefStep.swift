internal import CKernels
import Dialects

/// AdaBelief (SPEC §5.1).
struct AdaBeliefStep<Arithmetic: ElementArithmetic>: UpdateStep {
  typealias Number = Element<Arithmetic>

  private let common: SignAndDecay<Arithmetic>
  private let learningRate: Number
  private let firstMoment: MovingAverage<Arithmetic>
  private let secondMoment: MovingAverage<Arithmetic>
  /// c1, where the first moment is corrected.
  private let firstCorrection: Number?
  private let denominator: CorrectedDenominator<Arithmetic>
  /// ε_root, which stays in the second moment.
  private let epsilonRoot: Number?

  static func slots(of rule: GroupRule) -> [StateSlot] { [.firstMoment, .secondMoment] }

  init(_ part: ScalarPart) {
    common = SignAndDecay(part)
    learningRate = Number(part.learningRate)
    firstMoment = MovingAverage(part, .beta1)
    secondMoment = MovingAverage(part, .beta2)
    firstCorrection = part.firstCorrection.map { Number($0) }
    denominator = CorrectedDenominator(part)
    epsilonRoot = part.term(.epsilonRoot)
  }

  var vectorStep: CKStep {
    var step = CKStep(CKRuleAdaBelief)
    common.write(to: &step)
    step.learningRate = learningRate.scalar
    step.first = firstMoment.coefficients
    step.second = secondMoment.coefficients
    step.firstCorrection = firstCorrection.factor()
    denominator.write(to: &step)
    step.stateFloor = epsilonRoot.addend()
    return step
  }

  func update<Storage>(_ tensor: TensorBuffers<Storage>) {
    let (parameters, gradients) = (tensor.parameters, tensor.gradients)
    let (firstMoments, secondMoments) = (tensor.slot(0), tensor.slot(1))
    for i in tensor.indices {
      let theta = Number(loading: parameters[i])
      let g = common.gradient(Number(loading: gradients[i]), at: theta)

      let m = firstMoment(Number(loading: firstMoments[i]), g)
      let error = g - m
      let s = secondMoment(Number(loading: secondMoments[i]), error * error)
        .plus(epsilonRoot)
      firstMoments[i] = m.stored()
      secondMoments[i] = s.stored()

      let step = learningRate * (m.divided(by: firstCorrection) / denominator(s))
      parameters[i] = common.apply(step, to: theta).stored()
    }
  }
}
