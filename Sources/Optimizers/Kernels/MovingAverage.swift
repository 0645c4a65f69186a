internal import CKernels
import Dialects

/// `β` × old + `1 − β` × new, the moving average of SPEC §4 to §10.
struct MovingAverage<Arithmetic: ElementArithmetic> {
  typealias Number = Element<Arithmetic>

  /// `β`.
  let decay: Number
  /// `1 − β`.
  let intake: Number

  init(_ part: ScalarPart, _ name: Hyperparameter) {
    decay = Number(part[name])
    intake = Number(part.one - part[name])
  }

  /// The same for the loops in vector code.
  var coefficients: CKAverage { CKAverage(decay: decay.scalar, intake: intake.scalar) }

  @inline(__always)
  func callAsFunction(_ old: Number, _ new: Number) -> Number {
    decay * old + intake * new
  }
}
