internal import CKernels
import Dialects

/// AMSGrad (SPEC §6).
struct AMSGradStep<Arithmetic: ElementArithmetic>: UpdateStep {
  typealias Number = Element<Arithmetic>

  private let common: SignAndDecay<Arithmetic>
  private let denominator: Denominator<Arithmetic>
  private let learningRate: Number
  private let firstMoment: MovingAverage<Arithmetic>
  private let secondMoment: MovingAverage<Arithmetic>
  /// c1, where the first moment is corrected.
  private let firstCorrection: Number?
  /// c2, where the second moment is divided by it before the maximum is taken.
  private let momentCorrection: Number?
  /// c2, where the maximum is divided by it.
  private let maximumCorrection: Number?
  /// c2, where the maximum is multiplied by it, back into the raw frame.
  private let maximumFactor: Number?
  /// `√c2`, where the denominator is divided by it.
  private let rootCorrection: Number?

  static func slots(of rule: GroupRule) -> [StateSlot] {
    [.firstMoment, .secondMoment, .maximumSecondMoment]
  }

  init(_ part: ScalarPart) {
    common = SignAndDecay(part)
    denominator = Denominator(part)
    learningRate = Number(part.learningRate)
    firstMoment = MovingAverage(part, .beta1)
    secondMoment = MovingAverage(part, .beta2)
    firstCorrection = part.firstCorrection.map { Number($0) }
    let c2 = part.secondCorrection.map { Number($0) }
    let rootC2 = part.secondCorrection.map { Number($0.squareRoot()) }
    let maximumIsRaw = part.dialect[MaximumFrame.self] == .raw
    let epsilonIsRaw = part.dialect[EpsilonFrame.self] == .raw
    momentCorrection = maximumIsRaw ? nil : c2
    maximumCorrection = maximumIsRaw && !epsilonIsRaw ? c2 : nil
    maximumFactor = !maximumIsRaw && epsilonIsRaw ? c2 : nil
    rootCorrection = epsilonIsRaw ? rootC2 : nil
  }

  var vectorStep: CKStep {
    var step = CKStep(CKRuleAMSGrad)
    common.write(to: &step)
    denominator.write(to: &step)
    step.learningRate = learningRate.scalar
    step.first = firstMoment.coefficients
    step.second = secondMoment.coefficients
    step.firstCorrection = firstCorrection.factor()
    step.momentCorrection = momentCorrection.factor()
    step.correction = maximumCorrection.factor()
    step.scale = maximumFactor.factor()
    step.rootCorrection = rootCorrection.factor()
    return step
  }

  func update<Storage>(_ tensor: TensorBuffers<Storage>) {
    let (parameters, gradients) = (tensor.parameters, tensor.gradients)
    let (firstMoments, secondMoments) = (tensor.slot(0), tensor.slot(1))
    let maxima = tensor.slot(2)
    for i in tensor.indices {
      let theta = Number(loading: parameters[i])
      let g = common.gradient(Number(loading: gradients[i]), at: theta)

      let m = firstMoment(Number(loading: firstMoments[i]), g)
      let v = secondMoment(Number(loading: secondMoments[i]), g * g)
      let x = Number.maximum(
        Number(loading: maxima[i]), v.divided(by: momentCorrection))
      firstMoments[i] = m.stored()
      secondMoments[i] = v.stored()
      maxima[i] = x.stored()

      var q = x.divided(by: maximumCorrection)
      if let maximumFactor { q = q * maximumFactor }
      let d = denominator(q).divided(by: rootCorrection)
      let s = learningRate * (m.divided(by: firstCorrection) / d)
      parameters[i] = common.apply(s, to: theta).stored()
    }
  }
}
