import Dialects

extension Dialect {
  /// Whether scalars that change from step to step are powers of the averages' rates.
  var hasPowersOfRates: Bool {
    switch optimizer {
    case .sgd, .adagrad, .adadelta: false
    case .rmsprop: self[SecondMomentCorrection.self] == .on
    default: true
    }
  }

  /// Whether the number of steps enters the rule.
  var countsSteps: Bool { optimizer == .adagrad || hasPowersOfRates }

  /// Whether momenta are multiplied from step to step (SPEC's Π).
  var multipliesMomenta: Bool { self[MomentumSchedule.self] == .decaying }

  /// Whether the rule does nothing in its first steps.
  var waits: Bool { self[BelowThreshold.self].map { $0 != .moment } ?? false }

  /// Whether t counts all steps of the optimizer.
  var countsAllSteps: Bool { self[StepClock.self] == .global }

  /// Whether the only average that is corrected is that of gradients.
  var correctsFirstMomentAlone: Bool {
    switch optimizer {
    case .rmsprop: false
    case .adamax: true
    default:
      self[SecondMomentCorrection.self] == .off
        && self[FirstMomentCorrection.self] != .off
    }
  }
}
