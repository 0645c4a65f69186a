import Dialects

extension ParameterOptimizer {
  /// The number of parameter groups.
  public var groupCount: Int { groups.count }
  /// The number of tensors, of all groups together.
  public var tensorCount: Int { tensors.count }

  /// Adds a parameter group and returns its index.
  ///
  /// With a `schedule` the learning rate of each step comes from it and cannot be
  /// set; the hyperparameter is then the η of SPEC §11.
  @discardableResult
  public mutating func addGroup(
    _ hyperparameters: Hyperparameters, schedule: LearningRateSchedule? = nil
  ) throws(OptimizerError) -> Int {
    guard hyperparameters.optimizer == dialect.optimizer else {
      throw .foreignHyperparameters(
        hyperparameters.optimizer, expected: dialect.optimizer)
    }
    if let schedule, !schedule.isAdmissible { throw .invalidSchedule(schedule) }
    let rule = GroupRule(
      dialect: dialect, hyperparameters: hyperparameters, scalars: scalars)
    guard let staged = rule.stagedKernel(arithmetic) else {
      throw .unsupportedArithmetic(
        arithmetic.name, storage: Scalar.storageFormat.name)
    }
    groups.append(
      ParameterGroup(
        hyperparameters: hyperparameters, schedule: schedule,
        kernel: Scalar.kernels.make(rule, arithmetic), staged: staged,
        learningRate: hyperparameters[.learningRate]))
    return groups.count - 1
  }

  /// Adds a tensor to a group and returns its index among all tensors.
  ///
  /// Its elements are expected in one flat buffer. A shape without dimensions is
  /// one element; a dimension of 0 makes an empty tensor. A tensor may be added
  /// at any time: its own clock starts with its first gradient.
  @discardableResult
  public mutating func addTensor(
    shape: [Int], toGroup group: Int = 0
  ) throws(OptimizerError) -> Int {
    try validate(group: group)
    guard let count = elementCount(shape) else { throw .invalidShape(shape) }
    let slots = groups[group].staged.slots
    let hyperparameters = groups[group].hyperparameters
    let size = count * slots.count
    let state = [Scalar](unsafeUninitializedCapacity: size) { buffer, initialized in
      for (position, slot) in slots.enumerated() {
        let value = Scalar(nearest: hyperparameters.initialValue(of: slot))
        UnsafeMutableBufferPointer(
          rebasing: buffer[position * count..<(position + 1) * count]
        ).initialize(repeating: value)
      }
      initialized = size
    }
    let rowCount = clock == .row && count > 0 ? shape.first ?? 1 : 0
    tensors.append(
      TensorState(
        shape: shape, count: count, group: group, state: state,
        rowStepCounts: Array(repeating: 0, count: rowCount)))
    return tensors.count - 1
  }

  /// The hyperparameters of a group, with the learning rate of its next step, or
  /// the η that its schedule starts from.
  public func hyperparameters(ofGroup group: Int) -> Hyperparameters {
    let given = groups[group].hyperparameters
    guard groups[group].schedule == nil else { return given }
    // The learning rate was validated when it was set.
    return (try? given.setting(.learningRate, to: groups[group].learningRate)) ?? given
  }

  /// The learning rate of a group's next step.
  ///
  /// That of a schedule is a value of the format of the scalar part.
  public func learningRate(ofGroup group: Int = 0) -> Double {
    groups[group].learningRate(after: stepCount, in: scalarFormat)
  }

  /// The schedule of a group's learning rate, if it has one.
  public func schedule(ofGroup group: Int = 0) -> LearningRateSchedule? {
    groups[group].schedule
  }

  /// Changes the learning rate of a group without a schedule, from its next step on.
  public mutating func setLearningRate(
    _ learningRate: Double, ofGroup group: Int = 0
  ) throws(OptimizerError) {
    try validate(group: group)
    try validate(learningRate: learningRate, ofGroup: group)
    groups[group].learningRate = learningRate
  }

  /// Changes the learning rates of all groups, from their next step on.
  ///
  /// nil leaves a group as it is; it is the only admissible value for one that has
  /// a schedule. If the call throws, nothing has changed.
  public mutating func setLearningRates(
    _ learningRates: [Double?]
  ) throws(OptimizerError) {
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
