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
  /// c2, where the second moment is divided by it.
  private let secondCorrection: Number?
  /// `√c2`, where the denominator is divided by it.
  private let rootCorrection: Number?
  /// ε_root, which stays in the second moment.
  private let epsilonRoot: Number?
  private let epsilon: Number?

  static func slots(of rule: GroupRule) -> [StateSlot] { [.firstMoment, .secondMoment] }

  init<Scalar>(_ part: ScalarPart<Scalar>) {
    common = SignAndDecay(part)
    learningRate = Number(part.learningRate)
    firstMoment = MovingAverage(part, .beta1)
    secondMoment = MovingAverage(part, .beta2)
    firstCorrection = part.firstCorrection.map { Number($0) }
    let c2 = part.secondCorrection
    let isRaw = part.dialect[EpsilonFrame.self] == .raw
    secondCorrection = isRaw ? nil : c2.map { Number($0) }
    rootCorrection = isRaw ? c2.map { Number($0.squareRoot()) } : nil
    epsilonRoot = part.term(.epsilonRoot)
    epsilon = part.term(.epsilon)
  }

  var vectorStep: CKStep {
    var step = CKStep(CKRuleAdaBelief)
    common.write(to: &step)
    step.learningRate = learningRate.scalar
    step.first = firstMoment.coefficients
    step.second = secondMoment.coefficients
    step.firstCorrection = firstCorrection.factor()
    step.correction = secondCorrection.factor()
    step.rootCorrection = rootCorrection.factor()
    step.stateFloor = epsilonRoot.addend()
    step.epsilon = epsilon.addend()
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

      let d = s.divided(by: secondCorrection).squareRoot().plus(epsilon)
        .divided(by: rootCorrection)
      let step = learningRate * (m.divided(by: firstCorrection) / d)
      parameters[i] = common.apply(step, to: theta).stored()
    }
  }
}
