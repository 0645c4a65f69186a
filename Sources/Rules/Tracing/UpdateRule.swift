import Dialects

/// An update rule, written once for all of its dialects.
protocol UpdateRule {
  /// Performs one step on symbolic values.
  static func trace(_ step: SymbolicStep)
  /// Whether moments are corrected for their start in every dialect, so that no axis
  /// says it; false unless the rule says otherwise.
  static var alwaysCorrectsMoments: Bool { get }
  /// What the second moment decays by; β2 unless the rule says otherwise.
  static var secondMomentDecay: Hyperparameter { get }
}

extension UpdateRule {
  static var alwaysCorrectsMoments: Bool { false }
  static var secondMomentDecay: Hyperparameter { .beta2 }
}

extension Program {
  /// The step of `dialect` with these hyperparameters.
  ///
  /// - Parameters:
  ///   - dialect: The optimizer and its axis values.
  ///   - hyperparameters: They decide which terms are present; the values
  ///     themselves stay symbolic.
  ///   - isFirst: Whether the tensor has its first gradient in this step.
  ///   - isRectified: Whether RAdam rectifies this step.
  public init(
    dialect: Dialect, hyperparameters: Hyperparameters, isFirst: Bool,
    isRectified: Bool = true
  ) {
    let step = SymbolicStep(
      dialect: dialect, hyperparameters: hyperparameters, isFirst: isFirst,
      isRectified: isRectified)
    dialect.optimizer.rule.trace(step)
    self = step.program()
  }
}
