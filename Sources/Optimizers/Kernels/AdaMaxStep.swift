internal import CKernels
import Dialects

/// AdaMax (SPEC §8).
struct AdaMaxStep<Arithmetic: ElementArithmetic>: UpdateStep {
  typealias Number = Element<Arithmetic>

  private let common: SignAndDecay<Arithmetic>
  private let learningRate: Number
  private let firstMoment: MovingAverage<Arithmetic>
  /// c1, where the first moment is corrected.
  private let firstCorrection: Number?
  /// `β2`.
  private let decay: Number
  /// `ε`, at the one place where it is added.
  private let gradientFloor: Number?
  private let normFloor: Number?
  private let stateFloor: Number?
  private let denominatorFloor: Number?

  static func slots(of rule: GroupRule) -> [StateSlot] { [.firstMoment, .infinityNorm] }

  init(_ part: ScalarPart) {
    common = SignAndDecay(part)
    learningRate = Number(part.learningRate)
    firstMoment = MovingAverage(part, .beta1)
    firstCorrection = part.firstCorrection.map { Number($0) }
    decay = Number(part[.beta2])
    let epsilon: Number? = part.term(.epsilon)
    let floor = part.dialect[InfinityFloor.self]
    gradientFloor = floor == .gradient ? epsilon : nil
    normFloor = floor == .norm ? epsilon : nil
    stateFloor = floor == .state ? epsilon : nil
    denominatorFloor = floor == .denominator ? epsilon : nil
  }

  var vectorStep: CKStep {
    var step = CKStep(CKRuleAdaMax)
    common.write(to: &step)
    step.learningRate = learningRate.scalar
    step.first = firstMoment.coefficients
    step.firstCorrection = firstCorrection.factor()
    step.second.decay = decay.scalar
    step.gradientFloor = gradientFloor.addend()
    step.normFloor = normFloor.addend()
    step.stateFloor = stateFloor.addend()
    step.denominatorFloor = denominatorFloor.addend()
    return step
  }

  func update<Storage>(_ tensor: TensorBuffers<Storage>) {
    let (parameters, gradients) = (tensor.parameters, tensor.gradients)
    let (firstMoments, norms) = (tensor.slot(0), tensor.slot(1))
    for i in tensor.indices {
      let theta = Number(loading: parameters[i])
      let g = common.gradient(Number(loading: gradients[i]), at: theta)

      let m = firstMoment(Number(loading: firstMoments[i]), g)
      let u = Number.maximum(
        (decay * Number(loading: norms[i])).plus(normFloor),
        g.magnitude.plus(gradientFloor)
      ).plus(stateFloor)
      firstMoments[i] = m.stored()
      norms[i] = u.stored()

      let n = m.divided(by: firstCorrection)
      let s = learningRate * (n / u.plus(denominatorFloor))
      parameters[i] = common.apply(s, to: theta).stored()
    }
  }
}
