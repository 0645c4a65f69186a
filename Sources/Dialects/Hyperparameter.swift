/// A real number that tunes an optimizer.
///
/// A hyperparameter is the binary64 number that its literal denotes.
public enum Hyperparameter: String, CaseIterable, Hashable, Sendable, Codable {
  /// The learning rate η.
  case learningRate
  /// The momentum coefficient μ.
  case momentum
  /// The dampening δ of SGD: the buffer takes (1 − δ)·g.
  case dampening
  /// The decay rate ρ of RMSprop's averages.
  case decay
  /// The decay rate β1 of Adam's first moment.
  case beta1
  /// The decay rate β2 of Adam's second moment.
  case beta2
  /// The number ε added outside the square root.
  case epsilon
  /// The number ε added inside the square root.
  case epsilonRoot
  /// The weight decay λ.
  case weightDecay
  /// The decay ℓ of AdaGrad's learning rate, η/(1 + nℓ).
  case learningRateDecay
  /// The factor that AdaGrad's accumulator keeps each step; 1 in the paper.
  case accumulatorDecay
  /// Every element of the first moment before the first step.
  case initialFirstMoment
  /// Every element of the second moment, or sum of squares, before the first step.
  case initialSecondMoment
  /// Every element of AMSGrad's maximum before the first step.
  case initialMaximum
  /// The decay ψ of NAdam's momentum schedule; it has no neutral value, but 0 is
  /// assumed where it is not given.
  case momentumDecay

  /// The value that leaves the rule as if the hyperparameter did not exist, or
  /// nil if it must be given.
  public var neutral: Double? {
    switch self {
    case .learningRate, .decay, .beta1, .beta2: nil
    case .accumulatorDecay: 1
    default: 0
    }
  }

  /// The values that the rules admit.
  public var domain: HyperparameterDomain {
    switch self {
    case .learningRate, .momentum, .weightDecay, .learningRateDecay,
      .initialSecondMoment, .initialMaximum, .momentumDecay:
      .nonnegative
    // A framework that subtracts ε is described by a negative one.
    case .dampening, .initialFirstMoment, .epsilon, .epsilonRoot: .finite
    case .decay, .beta1, .beta2: .rate
    case .accumulatorDecay: .positiveRate
    }
  }
}

/// A set of values that a hyperparameter may take.
public enum HyperparameterDomain: Sendable {
  /// Any finite number.
  case finite
  /// A finite number of at least 0.
  case nonnegative
  /// A number in [0, 1).
  case rate
  /// A number in (0, 1].
  case positiveRate

  /// Whether `value` belongs to the domain.
  public func contains(_ value: Double) -> Bool {
    switch self {
    case .finite: value.isFinite
    case .nonnegative: value.isFinite && value >= 0
    case .rate: value >= 0 && value < 1
    case .positiveRate: value > 0 && value <= 1
    }
  }
}

extension HyperparameterDomain: CustomStringConvertible {
  public var description: String {
    switch self {
    case .finite: "a finite number"
    case .nonnegative: "a finite number of at least 0"
    case .rate: "a number in [0, 1)"
    case .positiveRate: "a number in (0, 1]"
    }
  }
}
