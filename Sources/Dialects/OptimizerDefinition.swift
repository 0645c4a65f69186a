/// What an optimizer is made of: which axes and hyperparameters it has, which state it
/// keeps for every tensor, and in which dialects golden vectors are published.
public struct OptimizerDefinition: Sendable {
  /// The name for people, such as `RMSprop`.
  public let title: String
  /// The section of SPEC.md that defines it.
  public let section: String
  /// The axes that apply, each with the value it has unless told otherwise.
  public let axes: [(axis: Axis, standard: String)]
  /// The hyperparameters that apply.
  public let hyperparameters: [Hyperparameter]
  /// The hyperparameters that an implementation uses where it is told none, PyTorch's for
  /// the optimizers that PyTorch has; those that are not listed are neutral.
  public let defaults: [Hyperparameter: Double]
  /// The state that it may keep, in the order in which a step computes it.
  public let slots: [StateSlot]
  /// The dialects that golden vectors exist for; a function, since a dialect is made
  /// from its optimizer's definition.
  let published: @Sendable () -> [PublishedDialect]
  /// Whether ε_root is added to the second moment that is kept, not under its root.
  public var keepsEpsilonRoot = false
  /// What frameworks compute, by the name of their profile, where it is listed here and
  /// not in the profile's own file.
  var profiled: @Sendable () -> [String: [FrameworkRule]] = { [:] }

  /// Weight decay, sign and clock, which most optimizers have.
  static func commonAxes(_ decay: DecayForm) -> [(axis: Axis, standard: String)] {
    [
      decay.entry, DecayScale.learningRate.entry, Maximize.off.entry,
      StepClock.tensor.entry,
    ]
  }

  /// The hyperparameters of optimizers with a first and a second moment.
  static var momentHyperparameters: [Hyperparameter] {
    [
      .learningRate, .beta1, .beta2, .epsilon, .epsilonRoot, .weightDecay,
      .initialFirstMoment, .initialSecondMoment,
    ]
  }
}
