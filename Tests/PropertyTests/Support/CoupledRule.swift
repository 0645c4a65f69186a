import _TestSupport

/// A rule that goes down coupled quadratics, and the inputs that its bounds hold for.
struct CoupledRule: Sendable, CustomStringConvertible {
  /// What a step averages gradients with.
  enum Averaging: Sendable {
    /// Nothing: plain RMSprop.
    case none
    /// RMSprop's momentum buffer, which holds steps if the learning rate is inside.
    case buffer(isInside: Bool)
    /// Adam's first moment, corrected or not.
    case moment(isCorrected: Bool)
  }

  let subject: Subject
  let averaging: Averaging

  var description: String { subject.name }

  static let rmsprop = CoupledRule(subject: .rmsprop, averaging: .none)
  static let momentum = CoupledRule(
    subject: .momentum, averaging: .buffer(isInside: true))
  static let adam = CoupledRule(subject: .adam, averaging: .moment(isCorrected: true))
  static let all = [
    rmsprop, momentum,
    CoupledRule(subject: .momentumOutside, averaging: .buffer(isInside: false)), adam,
    CoupledRule(subject: .plainAdam, averaging: .moment(isCorrected: false)),
    CoupledRule(subject: .amsgrad, averaging: .moment(isCorrected: true)),
    CoupledRule(subject: .plainAMSGrad, averaging: .moment(isCorrected: false)),
  ]

  /// Gives the rule what it needs of a tuning: no momentum that it does not have, and
  /// Adam m = v = 0 in the beginning and rates that bound its step.
  func fit(_ tuning: inout Tuning, _ random: inout SplitMix64) {
    switch averaging {
    case .none: (tuning.momentum, tuning.beta1) = (0, 0)
    case .buffer: (tuning.momentum, tuning.beta1) = (random.decayRate(), 0)
    case .moment:
      (tuning.momentum, tuning.initial) = (0, 0)
      if !isBounded(tuning) { tuning.beta1 = 0.99 * tuning.decay.squareRoot() }
    }
  }

  /// Whether it has a first moment.
  var isMoment: Bool { if case .moment = averaging { true } else { false } }

  /// Whether the bounds hold for a tuning.
  func admits(_ tuning: Tuning) -> Bool {
    switch averaging {
    case .none: tuning.momentum == 0 && tuning.beta1 == 0
    case .buffer: tuning.beta1 == 0
    case .moment: tuning.momentum == 0 && tuning.initial == 0 && isBounded(tuning)
    }
  }

  /// Whether β1² < β2, by some distance.
  private func isBounded(_ tuning: Tuning) -> Bool {
    tuning.decay > 0 && tuning.beta1 * tuning.beta1 <= 0.999 * tuning.decay
  }
}
