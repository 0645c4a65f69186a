/// An update rule of the family.
public enum Optimizer: String, CaseIterable, Hashable, Sendable, Codable {
  /// Stochastic gradient descent with momentum, dampening and Nesterov's form.
  case sgd
  /// AdaGrad (Duchi, Hazan, Singer 2011).
  case adagrad
  /// RMSprop (Tieleman, Hinton 2012): plain, centered, with momentum.
  case rmsprop
  /// Adam (Kingma, Ba 2015); weight decay enters the gradient by default.
  case adam
  /// Adam with decoupled weight decay (Loshchilov, Hutter 2019).
  case adamw
}

/// What an optimizer is made of: which axes and hyperparameters it has, and
/// which state it keeps for every tensor.
public struct OptimizerDefinition: Sendable {
  /// The axes that apply, each with the value it has unless told otherwise.
  public let axes: [(axis: Axis, standard: String)]
  /// The hyperparameters that apply.
  public let hyperparameters: [Hyperparameter]
  /// The state that it may keep, in the order in which a step computes it.
  public let slots: [StateSlot]
}

extension Optimizer {
  /// The axes, hyperparameters and state of this optimizer.
  public var definition: OptimizerDefinition {
    switch self {
    case .sgd:
      OptimizerDefinition(
        axes: [
          FirstMomentum.gradient.entry, MomentumLearningRate.outside.entry,
          Nesterov.off.entry, DecayForm.l2.entry, DecayScale.learningRate.entry,
          Maximize.off.entry, StepClock.tensor.entry,
        ],
        hyperparameters: [.learningRate, .momentum, .dampening, .weightDecay],
        slots: [.momentumBuffer])
    case .adagrad:
      OptimizerDefinition(
        axes: [
          LearningRateDecayClock.previous.entry, DecayForm.l2.entry,
          DecayScale.learningRate.entry, Maximize.off.entry, StepClock.tensor.entry,
        ],
        hyperparameters: [
          .learningRate, .learningRateDecay, .accumulatorDecay, .epsilon, .epsilonRoot,
          .weightDecay, .initialSecondMoment,
        ],
        slots: [.squareSum])
    case .rmsprop:
      OptimizerDefinition(
        axes: [
          Centered.off.entry, VarianceClamp.off.entry, SecondMomentCorrection.off.entry,
          MomentumLearningRate.outside.entry, Nesterov.off.entry, DecayForm.l2.entry,
          DecayScale.learningRate.entry, Maximize.off.entry, StepClock.tensor.entry,
        ],
        hyperparameters: [
          .learningRate, .decay, .momentum, .epsilon, .epsilonRoot, .weightDecay,
          .initialSecondMoment,
        ],
        slots: [.squareAverage, .gradientAverage, .momentumBuffer])
    case .adam, .adamw:
      OptimizerDefinition(
        axes: [
          EpsilonFrame.corrected.entry, FirstMomentCorrection.on.entry,
          SecondMomentCorrection.on.entry,
          (self == .adam ? DecayForm.l2 : DecayForm.before).entry,
          DecayScale.learningRate.entry, Maximize.off.entry, StepClock.tensor.entry,
        ],
        hyperparameters: [
          .learningRate, .beta1, .beta2, .epsilon, .epsilonRoot, .weightDecay,
          .initialFirstMoment, .initialSecondMoment,
        ],
        slots: [.firstMoment, .secondMoment])
    }
  }
}
