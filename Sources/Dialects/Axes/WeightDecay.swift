/// Where weight decay enters the step.
public enum DecayForm: String, AxisValue {
  /// Into the gradient: g + λθ.
  case l2
  /// θ is scaled by 1 − κλ before the step.
  case before
  /// κλθ is added to the step, with the θ from before it.
  case same
  /// θ is scaled by 1 − κλ after the step.
  case after

  public static var axis: Axis { .decayForm }
}

/// The factor κ of decoupled weight decay.
public enum DecayScale: String, AxisValue {
  /// κ is the learning rate of the step.
  case learningRate
  /// κ = 1: the decay has its own scale.
  case one

  public static var axis: Axis { .decayScale }
}
