internal import CKernels
import Dialects

/// RMSprop (SPEC §4).
struct RMSpropStep<Arithmetic: ElementArithmetic>: UpdateStep {
  typealias Number = Element<Arithmetic>

  private let common: SignAndDecay<Arithmetic>
  private let denominator: Denominator<Arithmetic>
  private let learningRate: Number
  private let momentum: Momentum<Arithmetic>?
  private let average: MovingAverage<Arithmetic>
  /// c, where the averages are corrected.
  private let correction: Number?
  private let isCentered: Bool
  private let clampsVariance: Bool

  static func slots(of rule: GroupRule) -> [StateSlot] {
    [.squareAverage]
      + (rule.dialect[Centered.self] == .on ? [.gradientAverage] : [])
      + (rule.hyperparameters.uses(.momentum) ? [.momentumBuffer] : [])
  }

  init(_ part: ScalarPart) {
    common = SignAndDecay(part)
    denominator = Denominator(part)
    learningRate = Number(part.learningRate)
    momentum = part.uses(.momentum) ? Momentum(part) : nil
    average = MovingAverage(part, .decay)
    correction = part.secondCorrection.map { Number($0) }
    isCentered = part.dialect[Centered.self] == .on
    clampsVariance = part.dialect[VarianceClamp.self] == .zero
  }

  var vectorStep: CKStep {
    let rule =
      switch (isCentered, momentum != nil) {
      case (false, false): CKRuleRMSprop
      case (false, true): CKRuleRMSpropMomentum
      case (true, false): CKRuleRMSpropCentered
      case (true, true): CKRuleRMSpropCenteredMomentum
      }
    var step = CKStep(rule)
    common.write(to: &step)
    denominator.write(to: &step)
    momentum?.write(to: &step)
    step.learningRate = learningRate.scalar
    step.second = average.coefficients
    step.momentCorrection = correction.factor()
    step.clampsVariance = clampsVariance
    return step
  }

  func update<Storage>(_ tensor: TensorBuffers<Storage>) {
    let (parameters, gradients) = (tensor.parameters, tensor.gradients)
    let squares = tensor.slot(0)
    let averages = isCentered ? tensor.slot(1) : nil
    let buffers = momentum == nil ? nil : tensor.slot(isCentered ? 2 : 1)
    for i in tensor.indices {
      let theta = Number(loading: parameters[i])
      let g = common.gradient(Number(loading: gradients[i]), at: theta)

      let v = average(Number(loading: squares[i]), g * g)
      squares[i] = v.stored()
      var q = v.divided(by: correction)
      if let averages {
        let m = average(Number(loading: averages[i]), g)
        averages[i] = m.stored()
        let mean = m.divided(by: correction)
        q = q - mean * mean
        if clampsVariance { q = q.clampedAtZero() }
      }
      let r = g / denominator(q)

      let s: Number
      if let momentum, let buffers {
        var b = Number(loading: buffers[i])
        s = momentum.step(r, buffer: &b)
        buffers[i] = b.stored()
      } else {
        s = learningRate * r
      }
      parameters[i] = common.apply(s, to: theta).stored()
    }
  }
}
