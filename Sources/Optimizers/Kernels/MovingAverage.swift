import Dialects

/// `β` × old + `1 − β` × new, the moving average of SPEC §4 to §10.
struct MovingAverage<Arithmetic: ElementArithmetic> {
  typealias Number = Element<Arithmetic>

  /// `β`.
  let decay: Number
  /// `1 − β`.
  let intake: Number

  init<Scalar>(_ part: ScalarPart<Scalar>, _ name: Hyperparameter) {
    decay = Number(part[name])
    intake = Number(part.one - part[name])
  }

  @inline(__always)
  func callAsFunction(_ old: Number, _ new: Number) -> Number {
    decay * old + intake * new
  }
}
