internal import CKernels
import Dialects

/// AdaGrad (SPEC §3).
struct AdaGradStep<Arithmetic: ElementArithmetic>: UpdateStep {
  private let common: SignAndDecay<Arithmetic>
  private let denominator: Denominator<Arithmetic>
  /// η', the learning rate after its own decay.
  private let learningRate: Element<Arithmetic>
  private let accumulatorDecay: Element<Arithmetic>?
  /// Whether weight decay enters the numerator as it does the squares.
  private let decaysNumerator: Bool

  static func slots(of rule: GroupRule) -> [StateSlot] { [.squareSum] }

  init(_ part: ScalarPart) {
    common = SignAndDecay(part)
    denominator = Denominator(part)
    accumulatorDecay = part.term(.accumulatorDecay)
    decaysNumerator = part.dialect[DecayedNumerator.self] != .off
    var eta = part.learningRate
    if part.uses(.learningRateDecay) {
      let isCurrent = part.dialect[LearningRateDecayClock.self] == .current
      let n = part.counted(isCurrent ? part.t : part.t - 1)
      eta = eta / (part.one + n * part[.learningRateDecay])
    }
    learningRate = Element(eta)
  }

  var vectorStep: CKStep {
    var step = CKStep(CKRuleAdaGrad)
    common.write(to: &step)
    denominator.write(to: &step)
    step.learningRate = learningRate.scalar
    step.accumulatorDecay = accumulatorDecay.factor()
    step.keepsDecayFromNumerator = !decaysNumerator
    return step
  }

  func update<Storage>(_ tensor: TensorBuffers<Storage>) {
    let (parameters, gradients) = (tensor.parameters, tensor.gradients)
    let sums = tensor.slot(0)
    for i in tensor.indices {
      let theta = Element<Arithmetic>(loading: parameters[i])
      let raw = Element<Arithmetic>(loading: gradients[i])
      let g = common.gradient(raw, at: theta)
      let v = Element(loading: sums[i]).times(accumulatorDecay) + g * g
      let numerator = decaysNumerator ? g : common.undecayedGradient(raw)
      let s = learningRate * (numerator / denominator(v))
      sums[i] = v.stored()
      parameters[i] = common.apply(s, to: theta).stored()
    }
  }
}
