import Dialects
import Formats

extension DirectEngine {
  func snapshot() -> OptimizerSnapshot {
    OptimizerSnapshot(
      optimizer: dialect.optimizer,
      dialect: dialect.named,
      storage: Scalar.storageFormat.name,
      hasMaster: false,
      stochasticSeed: stochasticSeed,
      arithmetic: arithmetic.name,
      scalars: scalars,
      stepCount: stepCount,
      groups: groups.map(\.hyperparameters.named),
      learningRates: groups.map(\.learningRate),
      schedules: groups.map(\.schedule),
      tensors: tensors.indices.map { index in
        var state: [StateSlot: [UInt64]] = [:]
        for slot in slots(ofTensor: index) {
          state[slot] = stateEncodings(slot, ofTensor: index)
        }
        let tensor = tensors[index]
        return OptimizerSnapshot.Tensor(
          shape: tensor.shape, group: tensor.group, stepCount: tensor.stepCount,
          rowStepCounts: tensor.rowStepCounts,
          momentumProduct: tensor.momentumProduct.bitPattern, state: state)
      })
  }

  mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError) {
    let restored = try Self(
      restoring: snapshot, expecting: dialect.optimizer)
    try require("the dialect", dialect.description, restored.dialect.description)
    try require("the arithmetic", arithmetic.name, restored.arithmetic.name)
    try require("the scalar part", scalars.rawValue, restored.scalars.rawValue)
    try require(
      "the seed of stochastic rounding", seedText(stochasticSeed),
      seedText(restored.stochasticSeed))
    try require("the number of groups", groups.count, restored.groups.count)
    try require("the number of tensors", tensors.count, restored.tensors.count)
    for (index, (own, other)) in zip(groups, restored.groups).enumerated() {
      for name in dialect.optimizer.definition.hyperparameters
      where name != .learningRate {
        try require(
          "\(name.rawValue) of group \(index)", own.hyperparameters[name],
          other.hyperparameters[name])
      }
      try require(
        "the schedule of group \(index)", scheduleText(own.schedule),
        scheduleText(other.schedule))
    }
    for (index, (own, other)) in zip(tensors, restored.tensors).enumerated() {
      try require("the shape of tensor \(index)", own.shape, other.shape)
      try require("the group of tensor \(index)", own.group, other.group)
    }
    self = restored
  }

  /// Creates the engine that a snapshot was taken of.
  init(restoring snapshot: OptimizerSnapshot) throws(SnapshotError) {
    try self.init(restoring: snapshot, expecting: snapshot.optimizer)
  }

  init(
    restoring snapshot: OptimizerSnapshot, expecting optimizer: OptimizerName
  ) throws(SnapshotError) {
    try require("the optimizer", optimizer.rawValue, snapshot.optimizer.rawValue)
    try require("the storage", Scalar.storageFormat.name, snapshot.storage)
    try require("the master copy", "no", snapshot.hasMaster ? "yes" : "no")
    guard let arithmetic = FloatFormat(named: snapshot.arithmetic) else {
      throw .unknownFormat(snapshot.arithmetic)
    }
    try require(
      "the number of learning rates", snapshot.groups.count,
      snapshot.learningRates.count)
    try require(
      "the number of schedules", snapshot.groups.count, snapshot.schedules.count)
    do throws(OptimizerError) {
      let dialect = try wrapping { () throws(DialectError) in
        try Dialect(optimizer, named: snapshot.dialect)
      }
      try self.init(
        dialect: dialect, arithmetic: arithmetic, scalars: snapshot.scalars,
        stochasticSeed: snapshot.stochasticSeed)
      for (index, group) in snapshot.groups.enumerated() {
        let hyperparameters = try wrapping { () throws(DialectError) in
          try Hyperparameters(optimizer, named: group)
        }
        let schedule = snapshot.schedules[index]
        _ = try addGroup(
          OptimizerRule(hyperparameters, dialect: dialect, schedule: schedule))
        if schedule == nil {
          try setLearningRate(snapshot.learningRates[index], ofGroup: index)
        }
      }
      for tensor in snapshot.tensors {
        _ = try addTensor(shape: tensor.shape, toGroup: tensor.group)
      }
    } catch {
      throw .invalidDescription(error)
    }
    guard 0...(1 << 53) ~= snapshot.stepCount else {
      throw .invalidStepCount(snapshot.stepCount, tensor: nil)
    }
    stepCount = snapshot.stepCount
    for (index, tensor) in snapshot.tensors.enumerated() {
      guard 0...stepCount ~= tensor.stepCount else {
        throw .invalidStepCount(tensor.stepCount, tensor: index)
      }
      tensors[index].stepCount = tensor.stepCount
      try restoreClocks(of: tensor, at: index)
      tensors[index].state = StateMemory(try state(of: tensor, at: index))
    }
  }

  /// Takes over the row clocks and Π of a tensor.
  private mutating func restoreClocks(
    of tensor: OptimizerSnapshot.Tensor, at index: Int
  ) throws(SnapshotError) {
    let expected = tensors[index].rowStepCounts.count
    guard tensor.rowStepCounts.count == expected else {
      throw .wrongRowCount(
        tensor: index, expected: expected, got: tensor.rowStepCounts.count)
    }
    for (row, count) in tensor.rowStepCounts.enumerated() {
      guard 0...tensor.stepCount ~= count else {
        throw .invalidRowStepCount(count, tensor: index, row: row)
      }
    }
    tensors[index].rowStepCounts = tensor.rowStepCounts
    let product = Double(bitPattern: tensor.momentumProduct)
    let hasProduct = dialect[MomentumSchedule.self] == .decaying
    // Where a format is too narrow for t, the product that was saved may be NaN.
    let isOfFormat = product.isNaN || scalarFormat.round(product) == product
    guard isOfFormat, hasProduct || product == 1 else {
      throw .invalidMomentumProduct(tensor: index)
    }
    tensors[index].momentumProduct = product
  }

  /// The buffers of a tensor, as the kernel expects them.
  private func state(
    of tensor: OptimizerSnapshot.Tensor, at index: Int
  ) throws(SnapshotError) -> [Scalar] {
    let slots = slots(ofTensor: index)
    guard Set(slots) == Set(tensor.state.keys) else {
      let got = tensor.state.keys.sorted { $0.rawValue < $1.rawValue }
      throw .wrongSlots(tensor: index, expected: slots, got: got)
    }
    var state: [Scalar] = []
    state.reserveCapacity(tensors[index].count * slots.count)
    for slot in slots {
      let encodings = tensor.state[slot] ?? []
      guard encodings.count == tensors[index].count else {
        throw .wrongElementCount(
          slot, tensor: index, expected: tensors[index].count, got: encodings.count)
      }
      for (element, bits) in encodings.enumerated() {
        guard bits & ~Scalar.storageFormat.bitMask == 0 else {
          throw .invalidBitPattern(bits, slot, tensor: index, element: element)
        }
        state.append(Scalar(encoding: bits))
      }
    }
    return state
  }
}

func seedText(_ seed: UInt32?) -> String { seed.map { "\($0)" } ?? "none" }

private func scheduleText(_ schedule: LearningRateSchedule?) -> String {
  schedule.map { "\($0)" } ?? "none"
}

func require<Value: Equatable>(
  _ what: String, _ expected: Value, _ got: Value
) throws(SnapshotError) {
  guard expected == got else {
    throw .mismatch(what, expected: "\(expected)", got: "\(got)")
  }
}

extension Dialect {
  /// The value on every axis, by name.
  fileprivate var named: [String: String] {
    Dictionary(uniqueKeysWithValues: values.map { ($0.key.rawValue, $0.value) })
  }
}

extension Hyperparameters {
  /// The given values, by name.
  fileprivate var named: [String: Double] {
    Dictionary(uniqueKeysWithValues: given.map { ($0.key.rawValue, $0.value) })
  }

  fileprivate init(
    _ optimizer: OptimizerName, named values: [String: Double]
  ) throws(DialectError) {
    var byName: [Hyperparameter: Double] = [:]
    for (name, value) in values.sorted(by: { $0.key < $1.key }) {
      guard let hyperparameter = Hyperparameter(rawValue: name) else {
        throw .foreignHyperparameter(name, optimizer)
      }
      byName[hyperparameter] = value
    }
    try self.init(optimizer, byName)
  }
}
