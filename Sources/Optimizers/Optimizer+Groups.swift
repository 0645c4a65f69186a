import Dialects

extension Optimizer {
  /// The number of parameter groups.
  public var groupCount: Int { engine.groupCount }

  /// The number of tensors, of all groups together.
  public var tensorCount: Int { engine.tensorCount }

  /// Adds a parameter group and returns its index.
  ///
  /// ```swift
  /// var optimizer = try Optimizer<Float>(.adamw(learningRate: 1e-3))
  /// let biases = try optimizer.addGroup(.adamw(learningRate: 1e-3, weightDecay: 0))
  /// try optimizer.addTensor(shape: [512], toGroup: biases)
  /// ```
  ///
  /// - Throws: ``OptimizerError/differentDialect(_:expected:)`` if the rule is not of the
  ///   optimizer's dialect.
  @discardableResult
  public mutating func addGroup(_ rule: OptimizerRule) throws(OptimizerError) -> Int {
    try engine.addGroup(rule)
  }

  /// Adds a tensor to a group and returns its index among all tensors.
  ///
  /// A shape without dimensions is one element; a dimension of 0 makes an empty tensor.
  /// A tensor may be added at any time: its own clock starts with its first gradient.
  ///
  /// - Throws: ``OptimizerError/invalidShape(_:)`` if a dimension is negative or there are
  ///   too many elements, and ``OptimizerError/noSuchGroup(_:count:)``.
  @discardableResult
  public mutating func addTensor(
    shape: [Int], toGroup group: Int = 0
  ) throws(OptimizerError) -> Int {
    try engine.addTensor(shape: shape, toGroup: group)
  }

  /// The rule of a group, with the learning rate that was set last.
  ///
  /// - Precondition: there is a group of that index.
  public func rule(ofGroup group: Int = 0) -> OptimizerRule {
    engine.rule(ofGroup: group)
  }

  /// The learning rate of a group's next step.
  ///
  /// That of a schedule is evaluated in the format of the scalars: binary64, or the
  /// arithmetic for ``ScalarEvaluation/working``.
  ///
  /// - Precondition: there is a group of that index.
  public func learningRate(ofGroup group: Int = 0) -> Double {
    engine.learningRate(ofGroup: group)
  }

  /// Changes the learning rate of a group without a schedule, from its next step on.
  ///
  /// - Throws: ``OptimizerError/scheduledLearningRate(_:)`` if the group has a schedule,
  ///   and an error if there is no such group or the learning rate is not a finite number
  ///   of at least 0.
  public mutating func setLearningRate(
    _ learningRate: Double, ofGroup group: Int = 0
  ) throws(OptimizerError) {
    try engine.setLearningRate(learningRate, ofGroup: group)
  }

  /// Changes the rule of a group, from its next step on.
  ///
  /// Step counts and state stay, so that the new rule has to keep the same state: the
  /// momentum may not become 0, nor cease to be. The learning rate becomes that of the
  /// rule.
  ///
  /// ```swift
  /// let rule = try OptimizerRule.adam(learningRate: 1e-4, beta2: 0.95)
  /// try optimizer.setRule(rule, ofGroup: 0)
  /// ```
  ///
  /// - Throws: ``OptimizerError/differentDialect(_:expected:)``,
  ///   ``OptimizerError/differentState(_:expected:)``, and an error if there is no such
  ///   group. Nothing has changed then.
  public mutating func setRule(
    _ rule: OptimizerRule, ofGroup group: Int = 0
  ) throws(OptimizerError) {
    try engine.setRule(rule, ofGroup: group)
  }

  /// Changes the learning rates of all groups, from their next step on.
  ///
  /// There is an entry for each group: nil leaves a group as it is, and is the only
  /// admissible entry for one that has a schedule. If the call throws, nothing has
  /// changed.
  ///
  /// - Throws: what ``setLearningRate(_:ofGroup:)`` throws, and
  ///   ``OptimizerError/wrongCount(_:expected:got:)``.
  public mutating func setLearningRates(
    _ learningRates: [Double?]
  ) throws(OptimizerError) {
    try engine.setLearningRates(learningRates)
  }
}
