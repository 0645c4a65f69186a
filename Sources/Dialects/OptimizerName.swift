/// The name of an optimizer of the family.
public enum OptimizerName: String, CaseIterable, Hashable, Sendable, Codable {
  /// Stochastic gradient descent with momentum, dampening and Nesterov's form.
  case sgd
  /// AdaGrad (Duchi, Hazan, Singer 2011).
  case adagrad
  /// Adadelta (Zeiler 2012).
  case adadelta
  /// RMSprop (Tieleman, Hinton 2012): plain, centered, with momentum.
  case rmsprop
  /// Adam (Kingma, Ba 2015); weight decay enters the gradient by default.
  case adam
  /// Adam with decoupled weight decay (Loshchilov, Hutter 2019).
  case adamw
  /// AMSGrad (Reddi, Kale, Kumar 2018).
  case amsgrad
  /// NAdam: Adam with Nesterov's look-ahead (Dozat 2016).
  case nadam
  /// AdaMax: Adam in the infinity norm (Kingma, Ba 2015, §7.1).
  case adamax
  /// RAdam: Adam whose early steps are rectified (Liu et al. 2020).
  case radam
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

extension OptimizerName {
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
          LearningRateDecayClock.previous.entry, DecayedNumerator.on.entry,
          AbsentRows.zero.entry, DuplicateRows.sum.entry, DecayForm.l2.entry,
          DecayScale.learningRate.entry, Maximize.off.entry, StepClock.tensor.entry,
        ],
        hyperparameters: [
          .learningRate, .learningRateDecay, .accumulatorDecay, .epsilon, .epsilonRoot,
          .weightDecay, .initialSecondMoment,
        ],
        slots: [.squareSum])
    case .adadelta:
      OptimizerDefinition(
        axes: OptimizerName.commonAxes(.l2),
        hyperparameters: [
          .learningRate, .decay, .epsilonRoot, .weightDecay, .initialSecondMoment,
        ],
        slots: [.squareAverage, .updateAverage])
    case .rmsprop:
      OptimizerDefinition(
        axes: [
          Centered.off.entry, VarianceClamp.off.entry, SecondMomentCorrection.off.entry,
          MomentumLearningRate.outside.entry, Nesterov.off.entry, AbsentRows.zero.entry,
          DuplicateRows.sum.entry, DecayForm.l2.entry,
          DecayScale.learningRate.entry, Maximize.off.entry, StepClock.tensor.entry,
        ],
        hyperparameters: [
          .learningRate, .decay, .momentum, .epsilon, .epsilonRoot, .weightDecay,
          .initialSecondMoment,
        ],
        slots: [.squareAverage, .gradientAverage, .momentumBuffer])
    case .adam:
      OptimizerDefinition(
        axes: [
          EpsilonFrame.corrected.entry, FirstMomentCorrection.on.entry,
          SecondMomentCorrection.on.entry, AbsentRows.zero.entry,
          DuplicateRows.sum.entry,
        ] + OptimizerName.commonAxes(.l2),
        hyperparameters: OptimizerName.momentHyperparameters,
        slots: [.firstMoment, .secondMoment])
    case .adamw:
      OptimizerDefinition(
        axes: [
          EpsilonFrame.corrected.entry, FirstMomentCorrection.on.entry,
          SecondMomentCorrection.on.entry,
        ] + OptimizerName.commonAxes(.before),
        hyperparameters: OptimizerName.momentHyperparameters,
        slots: [.firstMoment, .secondMoment])
    case .amsgrad:
      OptimizerDefinition(
        axes: [
          MaximumFrame.raw.entry, EpsilonFrame.corrected.entry,
          FirstMomentCorrection.on.entry, SecondMomentCorrection.on.entry,
        ] + OptimizerName.commonAxes(.l2),
        hyperparameters: OptimizerName.momentHyperparameters + [.initialMaximum],
        slots: [.firstMoment, .secondMoment, .maximumSecondMoment])
    case .nadam:
      OptimizerDefinition(
        axes: [
          LookAhead.next.entry, MomentumSchedule.decaying.entry,
          SecondMomentScale.one.entry, EpsilonFrame.corrected.entry,
          SecondMomentCorrection.on.entry, DecayForm.l2.entry,
          DecayScale.learningRate.entry, Maximize.off.entry,
        ],
        hyperparameters: [
          .learningRate, .beta1, .beta2, .momentumDecay, .epsilon, .epsilonRoot,
          .weightDecay,
        ],
        slots: [.firstMoment, .secondMoment])
    case .adamax:
      OptimizerDefinition(
        axes: [InfinityFloor.gradient.entry, FirstMomentCorrection.on.entry]
          + OptimizerName.commonAxes(.l2),
        hyperparameters: [.learningRate, .beta1, .beta2, .epsilon, .weightDecay],
        slots: [.firstMoment, .infinityNorm])
    case .radam:
      OptimizerDefinition(
        axes: [
          RectificationThreshold.five.entry, BelowThreshold.moment.entry,
          RectifiedRate.once.entry, EpsilonFrame.raw.entry,
        ] + OptimizerName.commonAxes(.l2),
        hyperparameters: [
          .learningRate, .beta1, .beta2, .epsilon, .epsilonRoot, .weightDecay,
        ],
        slots: [.firstMoment, .secondMoment])
    }
  }

  /// Weight decay, sign and clock, which most optimizers have.
  private static func commonAxes(_ decay: DecayForm) -> [(axis: Axis, standard: String)] {
    [
      decay.entry, DecayScale.learningRate.entry, Maximize.off.entry,
      StepClock.tensor.entry,
    ]
  }

  private static var momentHyperparameters: [Hyperparameter] {
    [
      .learningRate, .beta1, .beta2, .epsilon, .epsilonRoot, .weightDecay,
      .initialFirstMoment, .initialSecondMoment,
    ]
  }
}
