internal import CKernels
import Dialects

/// Adadelta (SPEC §10).
struct AdadeltaStep<Arithmetic: ElementArithmetic>: UpdateStep {
  typealias Number = Element<Arithmetic>

  private let common: SignAndDecay<Arithmetic>
  private let learningRate: Number
  private let average: MovingAverage<Arithmetic>
  private let epsilonRoot: Number?

  static func slots(of rule: GroupRule) -> [StateSlot] {
    [.squareAverage, .updateAverage]
  }

  init(_ part: ScalarPart) {
    common = SignAndDecay(part)
    learningRate = Number(part.learningRate)
    average = MovingAverage(part, .decay)
    epsilonRoot = part.term(.epsilonRoot)
  }

  var vectorStep: CKStep {
    var step = CKStep(CKRuleAdadelta)
    common.write(to: &step)
    step.learningRate = learningRate.scalar
    step.second = average.coefficients
    step.epsilonRoot = epsilonRoot.addend()
    return step
  }

  func update<Storage>(_ tensor: TensorBuffers<Storage>) {
    let (parameters, gradients) = (tensor.parameters, tensor.gradients)
    let (squares, updates) = (tensor.slot(0), tensor.slot(1))
    for i in tensor.indices {
      let theta = Number(loading: parameters[i])
      let g = common.gradient(Number(loading: gradients[i]), at: theta)

      let v = average(Number(loading: squares[i]), g * g)
      let old = Number(loading: updates[i])
      let roots =
        old.plus(epsilonRoot).squareRoot() / v.plus(epsilonRoot).squareRoot()
      let u = roots * g
      squares[i] = v.stored()
      updates[i] = average(old, u * u).stored()
      parameters[i] = common.apply(learningRate * u, to: theta).stored()
    }
  }
}
