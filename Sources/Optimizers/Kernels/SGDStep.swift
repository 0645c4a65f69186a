internal import CKernels
import Dialects

/// SGD (SPEC §2).
struct SGDStep<Arithmetic: ElementArithmetic>: UpdateStep {
  private let common: SignAndDecay<Arithmetic>
  private let learningRate: Element<Arithmetic>
  private let momentum: Momentum<Arithmetic>?

  static func slots(of rule: GroupRule) -> [StateSlot] {
    rule.hyperparameters.uses(.momentum) ? [.momentumBuffer] : []
  }

  init(_ part: ScalarPart) {
    common = SignAndDecay(part)
    learningRate = Element(part.learningRate)
    momentum = part.uses(.momentum) ? Momentum(part) : nil
  }

  var vectorStep: CKStep {
    var step = CKStep(momentum == nil ? CKRuleSGD : CKRuleSGDMomentum)
    common.write(to: &step)
    momentum?.write(to: &step)
    step.learningRate = learningRate.scalar
    return step
  }

  func update<Storage>(_ tensor: TensorBuffers<Storage>) {
    let (parameters, gradients) = (tensor.parameters, tensor.gradients)
    guard let momentum else {
      for i in tensor.indices {
        let theta = Element<Arithmetic>(loading: parameters[i])
        let g = common.gradient(Element(loading: gradients[i]), at: theta)
        parameters[i] = common.apply(learningRate * g, to: theta).stored()
      }
      return
    }
    let buffers = tensor.slot(0)
    for i in tensor.indices {
      let theta = Element<Arithmetic>(loading: parameters[i])
      let g = common.gradient(Element(loading: gradients[i]), at: theta)
      var b = Element<Arithmetic>(loading: buffers[i])
      let s = momentum.step(g, buffer: &b)
      buffers[i] = b.stored()
      parameters[i] = common.apply(s, to: theta).stored()
    }
  }
}
