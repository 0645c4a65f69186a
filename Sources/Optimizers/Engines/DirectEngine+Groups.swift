import Dialects
import Formats

extension DirectEngine {
  var groupCount: Int { groups.count }
  var tensorCount: Int { tensors.count }

  mutating func addGroup(_ rule: OptimizerRule) throws(OptimizerError) -> Int {
    groups.append(try parameterGroup(rule))
    return groups.count - 1
  }

  mutating func setRule(
    _ rule: OptimizerRule, ofGroup group: Int
  ) throws(OptimizerError) {
    try validate(group: group)
    let changed = try parameterGroup(rule)
    let (old, new) = (groups[group].staged.slots, changed.staged.slots)
    guard old == new else { throw .differentState(new, expected: old) }
    groups[group] = changed
  }

  private func parameterGroup(
    _ rule: OptimizerRule
  ) throws(OptimizerError) -> ParameterGroup<Scalar> {
    guard rule.dialect == dialect else {
      throw .differentDialect(rule.dialect, expected: dialect)
    }
    let group = GroupRule(
      dialect: dialect, hyperparameters: rule.hyperparameters, scalars: scalars)
    guard let staged = group.stagedKernel(arithmetic) else {
      throw .unsupportedArithmetic(
        arithmetic.name, storage: Scalar.storageFormat.name)
    }
    return ParameterGroup(
      hyperparameters: rule.hyperparameters, schedule: rule.schedule,
      kernel: Scalar.kernel(of: group, in: arithmetic), staged: staged,
      learningRate: rule.hyperparameters[.learningRate])
  }

  mutating func addTensor(
    shape: [Int], toGroup group: Int
  ) throws(OptimizerError) -> Int {
    try validate(group: group)
    guard let count = elementCount(shape) else { throw .invalidShape(shape) }
    let hyperparameters = groups[group].hyperparameters
    let initial = groups[group].staged.slots.map {
      Scalar(nearest: hyperparameters.initialValue(of: $0))
    }
    let rowCount = clock == .row && count > 0 ? shape.first ?? 1 : 0
    tensors.append(
      TensorState(
        shape: shape, count: count, group: group,
        state: StateMemory(repeating: initial, count: count),
        rowStepCounts: Array(repeating: 0, count: rowCount)))
    return tensors.count - 1
  }

  func rule(ofGroup group: Int) -> OptimizerRule {
    let own = groups[group]
    var hyperparameters = own.hyperparameters
    if own.schedule == nil {
      // The learning rate was validated when it was set.
      hyperparameters =
        (try? hyperparameters.setting(.learningRate, to: own.learningRate))
        ?? hyperparameters
    }
    return OptimizerRule(
      valid: hyperparameters, dialect: dialect, schedule: own.schedule)
  }

  func learningRate(ofGroup group: Int) -> Double {
    groups[group].learningRate(after: stepCount, in: scalarFormat)
  }

  mutating func setLearningRate(
    _ learningRate: Double, ofGroup group: Int
  ) throws(OptimizerError) {
    try validate(group: group)
    try validate(learningRate: learningRate, ofGroup: group)
    groups[group].learningRate = learningRate
  }

  mutating func setLearningRates(_ learningRates: [Double?]) throws(OptimizerError) {
    guard learningRates.count == groups.count else {
      throw .wrongCount(.learningRates, expected: groups.count, got: learningRates.count)
    }
    for (group, rate) in learningRates.enumerated() {
      if let rate { try validate(learningRate: rate, ofGroup: group) }
    }
    for (group, rate) in learningRates.enumerated() {
      if let rate { groups[group].learningRate = rate }
    }
  }

  private func validate(group: Int) throws(OptimizerError) {
    guard groups.indices.contains(group) else {
      throw .noSuchGroup(group, count: groups.count)
    }
  }

  private func validate(
    learningRate: Double, ofGroup group: Int
  ) throws(OptimizerError) {
    guard groups[group].schedule == nil else { throw .scheduledLearningRate(group) }
    guard Hyperparameter.learningRate.domain.contains(learningRate) else {
      throw .invalidDescription(.outsideDomain(.learningRate, learningRate))
    }
  }
}

/// The number of elements of a shape, or nil if there is no such tensor.
func elementCount(_ shape: [Int]) -> Int? {
  guard shape.allSatisfy({ $0 >= 0 }) else { return nil }
  // An empty tensor stays empty, however large its other dimensions are.
  if shape.contains(0) { return 0 }
  var count = 1
  for dimension in shape {
    let (product, overflow) = count.multipliedReportingOverflow(by: dimension)
    if overflow { return nil }
    count = product
  }
  return count
}

extension Hyperparameters {
  /// The value of every element of a state buffer before the first step.
  ///
  /// `StateSlot.initialValue` says the same for the oracle. The library has its own
  /// reading of SPEC.md here, so that a slip in one is seen against the other.
  func initialValue(of slot: StateSlot) -> Double {
    switch slot {
    case .firstMoment: self[.initialFirstMoment]
    case .secondMoment, .squareSum, .squareAverage: self[.initialSecondMoment]
    case .maximumSecondMoment: self[.initialMaximum]
    case .gradientAverage, .momentumBuffer, .updateAverage, .infinityNorm,
      .masterParameter:
      0
    }
  }
}
