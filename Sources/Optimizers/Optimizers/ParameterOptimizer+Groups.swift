import Dialects

extension ParameterOptimizer {
  /// The number of parameter groups.
  public var groupCount: Int { groups.count }
  /// The number of tensors, of all groups together.
  public var tensorCount: Int { tensors.count }

  /// Adds a parameter group and returns its index.
  @discardableResult
  public mutating func addGroup(
    _ hyperparameters: Hyperparameters
  ) throws(OptimizerError) -> Int {
    groups.append(
      ParameterGroup(
        hyperparameters: hyperparameters, kernel: try kernel(for: hyperparameters),
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
    let kernel = groups[group].kernel
    var state: [Scalar] = []
    state.reserveCapacity(count * kernel.slots.count)
    for slot in kernel.slots {
      let initial = groups[group].hyperparameters.initialValue(of: slot)
      state.append(contentsOf: repeatElement(Scalar(nearest: initial), count: count))
    }
    tensors.append(TensorState(shape: shape, count: count, group: group, state: state))
    return tensors.count - 1
  }

  /// The hyperparameters of a group, with the learning rate of its next step.
  public func hyperparameters(ofGroup group: Int) -> Hyperparameters {
    let given = groups[group].hyperparameters
    // The learning rate was validated when it was set.
    return (try? given.setting(.learningRate, to: groups[group].learningRate)) ?? given
  }

  /// The learning rate of a group's next step.
  public func learningRate(ofGroup group: Int = 0) -> Double {
    groups[group].learningRate
  }

  /// Changes the learning rate of a group, from its next step on.
  public mutating func setLearningRate(
    _ learningRate: Double, ofGroup group: Int = 0
  ) throws(OptimizerError) {
    try validate(group: group)
    try validate(learningRate: learningRate)
    groups[group].learningRate = learningRate
  }

  /// Changes the learning rates of all groups, from their next step on.
  public mutating func setLearningRates(
    _ learningRates: [Double]
  ) throws(OptimizerError) {
    guard learningRates.count == groups.count else {
      throw .wrongCount(.learningRates, expected: groups.count, got: learningRates.count)
    }
    for rate in learningRates { try validate(learningRate: rate) }
    for (group, rate) in learningRates.enumerated() { groups[group].learningRate = rate }
  }

  private func validate(group: Int) throws(OptimizerError) {
    guard groups.indices.contains(group) else {
      throw .noSuchGroup(group, count: groups.count)
    }
  }

  private func validate(learningRate: Double) throws(OptimizerError) {
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
    case .gradientAverage, .momentumBuffer: 0
    }
  }
}
