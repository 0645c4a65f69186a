import Dialects

extension LearningRateSchedule {
  /// Whether a recurrence for the rate loses relative accuracy near its end, where
  /// it divides by what is almost 0: 1 + cos(πk/T), or 1 − k/T.
  var cancels: Bool {
    switch self {
    case .cosine, .polynomial: true
    case .warmUp(_, _, let next): next.cancels
    case .constant, .step, .multiStep, .exponential, .inverseSquareRoot: false
    }
  }
}
