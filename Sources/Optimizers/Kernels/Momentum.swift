internal import CKernels
import Dialects

/// The momentum buffer of SPEC §2 and §4, for μ ≠ 0.
///
/// With x the gradient (SGD) or the scaled gradient (RMSprop), the forms of the
/// two sections differ only in the factors of x and of the result.
struct Momentum<Arithmetic: ElementArithmetic> {
  typealias Number = Element<Arithmetic>

  /// `μ`.
  private let momentum: Number
  /// What x is multiplied by as it is: `η` inside, nothing outside.
  private let plain: Number?
  /// What x is multiplied by on its way into the buffer.
  private let intake: Number?
  /// What the result is multiplied by: nothing inside, `η` outside.
  private let outlet: Number?
  /// Whether the buffer becomes x itself in this step.
  private let startsFromInput: Bool
  private let nesterov: Nesterov
  /// `μ × μ`, for the chainer form.
  private let momentumSquared: Number
  /// `1 + μ` outside, `(1 + μ) × η` inside, for the chainer form.
  private let lookAhead: Number

  init(_ part: ScalarPart) {
    let mu = part[.momentum]
    let eta = part.learningRate
    let isInside = part.dialect[MomentumLearningRate.self] == .inside
    let undampened = part.uses(.dampening) ? part.one - part[.dampening] : nil
    momentum = Number(mu)
    momentumSquared = Number(mu * mu)
    nesterov = part.dialect[Nesterov.self] ?? .off
    startsFromInput = part.isFirst && part.dialect[FirstMomentum.self] == .gradient
    if isInside {
      plain = Number(eta)
      intake = Number(undampened.map { eta * $0 } ?? eta)
      outlet = nil
      lookAhead = Number((part.one + mu) * eta)
    } else {
      plain = nil
      intake = undampened.map { Number($0) }
      outlet = Number(eta)
      lookAhead = Number(part.one + mu)
    }
  }

  /// The same for the loops in vector code.
  func write(to step: inout CKStep) {
    step.momentum = momentum.scalar
    step.momentumSquared = momentumSquared.scalar
    step.plain = plain.factor()
    step.momentumIntake = intake.factor()
    step.lookAhead = lookAhead.scalar
    step.outlet = outlet.factor()
    step.startsFromInput = startsFromInput
    step.nesterov =
      switch nesterov {
      case .off: CKNesterovOff
      case .standard: CKNesterovStandard
      case .chainer: CKNesterovChainer
      }
  }

  /// Advances the buffer by x and returns the step s.
  @inline(__always)
  func step(_ x: Number, buffer: inout Number) -> Number {
    buffer = startsFromInput ? x.times(plain) : momentum * buffer + x.times(intake)
    let result =
      switch nesterov {
      case .off: buffer
      case .standard: x.times(plain) + momentum * buffer
      case .chainer: momentumSquared * buffer + lookAhead * x
      }
    return result.times(outlet)
  }
}
