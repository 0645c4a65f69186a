/// Where weight decay enters the step.
public enum DecayForm: String, AxisValue {
  /// Into the gradient: g + λθ.
  case l2
  /// θ is scaled by 1 − αλ before the step.
  case before
  /// αλθ is added to the step, with the θ from before it.
  case same
  /// θ is scaled by 1 − αλ after the step.
  case after

  public static var axis: Axis { .decayForm }

  public var namePart: String {
    switch self {
    case .l2: "decay-coupled"
    case .before: "decay-before"
    case .same: "decay-same"
    case .after: "decay-after"
    }
  }
}

/// The factor α by which λ is multiplied in decoupled weight decay (SPEC §1.4).
///
/// It changes nothing under ``DecayForm/l2``.
public enum DecayScale: String, AxisValue {
  /// α is the learning rate of the step.
  case learningRate
  /// α = 1: the decay has its own scale.
  case one
  /// α is the learning rate times √(1 − β2^t)/(1 − β1^t), the bias-corrected rate.
  case corrected
  /// α is the learning rate of the step divided by the group's.
  case relative

  public static var axis: Axis { .decayScale }

  public var namePart: String {
    switch self {
    case .learningRate: "decay-scaled"
    case .one: "decay-unscaled"
    case .corrected: "decay-corrected-rate"
    case .relative: "decay-relative-rate"
    }
  }
}

/// Whether AdaGrad's step has coupled weight decay in its numerator as well.
public enum DecayedNumerator: String, AxisValue {
  /// The step is made of g + λθ, as the squares are.
  case on
  /// Only the squares see g + λθ; the step is made of g (DeepSpeed's CPU AdaGrad).
  case off

  public static var axis: Axis { .decayedNumerator }

  public var namePart: String {
    switch self {
    case .on: "decayed-numerator"
    case .off: "undecayed-numerator"
    }
  }
}
