import Dialects

extension Dialect {
  func isOne(of optimizers: OptimizerName...) -> Bool { optimizers.contains(optimizer) }

  func has(_ name: Hyperparameter) -> Bool {
    optimizer.definition.hyperparameters.contains(name)
  }

  /// Whether a slot is kept when all hyperparameters are used.
  func keeps(_ slot: StateSlot) -> Bool {
    optimizer.definition.slots.contains(slot)
      && (slot != .gradientAverage || isCentered)
  }

  var isCentered: Bool { self[Centered.self] == .on }
  var hasMomentum: Bool { has(.momentum) }
  var hasFirstMoment: Bool { keeps(.firstMoment) }
  /// Whether something is divided by √ of an average of squares.
  var hasRoot: Bool { !isOne(of: .sgd, .adamax) }
  /// Whether ε is added outside a root or inside.
  var hasEpsilon: Bool { has(.epsilon) || has(.epsilonRoot) }
  /// Whether ε_root is added to the second moment that is kept, not under its root.
  var keepsEpsilonRoot: Bool { optimizer.definition.keepsEpsilonRoot }
  /// Whether the second moment is of gradients themselves.
  var squaresGradients: Bool { hasRoot && !keepsEpsilonRoot }
  /// Whether the frame of ε says where an ε is scaled.
  var framesEpsilon: Bool {
    self[EpsilonFrame.self] != nil && (!keepsEpsilonRoot || epsilonPlace != .inside)
  }
  var isDecoupled: Bool { self[DecayForm.self] != .l2 }
  var maximizes: Bool { self[Maximize.self] != .off }

  /// The average of squares of the gradient, if it is an exponential one.
  var squareAverage: StateSlot? {
    keeps(.secondMoment) ? .secondMoment : keeps(.squareAverage) ? .squareAverage : nil
  }

  /// The exponential averages.
  var averages: [StateSlot] {
    [.firstMoment, .secondMoment, .squareAverage, .gradientAverage, .updateAverage]
      .filter(keeps)
  }

  var correctsFirstMoment: Bool {
    self[FirstMomentCorrection.self] == .on || optimizer == .radam
  }

  var correctsSecondMoment: Bool {
    self[SecondMomentCorrection.self] == .on || optimizer == .radam
  }

  /// Whether the rule depends on the step number, perhaps by a hyperparameter.
  var countsSteps: Bool {
    correctsFirstMoment || correctsSecondMoment || isOne(of: .adagrad, .nadam)
  }

  /// Whether the parameter moves in the first step; RAdam may skip it.
  var movesAtOnce: Bool {
    switch self[BelowThreshold.self] {
    case .skipAll: false
    case .skip: isDecoupled
    case .moment, nil: true
    }
  }

  /// Whether gradients may be sparse.
  var isSparse: Bool { self[AbsentRows.self] != nil }
}
