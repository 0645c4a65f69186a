import Dialects

/// Adam and AdamW (SPEC §5).
struct AdamStep<Arithmetic: ElementArithmetic>: UpdateStep {
  typealias Number = Element<Arithmetic>

  private let common: SignAndDecay<Arithmetic>
  private let denominator: Denominator<Arithmetic>
  private let learningRate: Number
  /// `β1` and `1 − β1`.
  private let decay1: Number
  private let intake1: Number
  /// `β2` and `1 − β2`.
  private let decay2: Number
  private let intake2: Number
  /// c1, where the first moment is corrected.
  private let correction1: Number?
  /// c2, where the second moment is divided by it.
  private let correction2: Number?
  /// `√c2`, where the denominator is divided by it.
  private let rootCorrection2: Number?

  static func slots(of rule: GroupRule) -> [StateSlot] { [.firstMoment, .secondMoment] }

  init<Scalar>(_ part: ScalarPart<Scalar>) {
    common = SignAndDecay(part)
    denominator = Denominator(part)
    learningRate = Number(part.learningRate)
    decay1 = Number(part[.beta1])
    intake1 = Number(part.one - part[.beta1])
    decay2 = Number(part[.beta2])
    intake2 = Number(part.one - part[.beta2])
    correction1 =
      part.dialect[FirstMomentCorrection.self] == .on
      ? Number(part.correction(.beta1)) : nil
    let isCorrected = part.dialect[SecondMomentCorrection.self] == .on
    let isRaw = part.dialect[EpsilonFrame.self] == .raw
    correction2 = isCorrected && !isRaw ? Number(part.correction(.beta2)) : nil
    rootCorrection2 =
      isCorrected && isRaw ? Number(part.correction(.beta2).squareRoot()) : nil
  }

  func update<Storage>(_ tensor: TensorBuffers<Storage>) {
    let (parameters, gradients) = (tensor.parameters, tensor.gradients)
    let (firstMoments, secondMoments) = (tensor.slot(0), tensor.slot(1))
    for i in tensor.indices {
      let theta = Number(loading: parameters[i])
      let g = common.gradient(Number(loading: gradients[i]), at: theta)

      let m = decay1 * Number(loading: firstMoments[i]) + intake1 * g
      let v = decay2 * Number(loading: secondMoments[i]) + intake2 * (g * g)
      firstMoments[i] = m.stored()
      secondMoments[i] = v.stored()

      let n = quotient(m, correction1)
      let d = quotient(denominator(quotient(v, correction2)), rootCorrection2)
      let s = learningRate * (n / d)
      parameters[i] = common.apply(s, to: theta).stored()
    }
  }

  @inline(__always)
  private func quotient(_ number: Number, _ divisor: Number?) -> Number {
    guard let divisor else { return number }
    return number / divisor
  }
}
