import Dialects
import Formats

/// The engine that steps master copies of the parameters in a wider format (SPEC §13).
///
/// Master copies and state are of type `Master`, in whose format all operations are done.
/// After each step the master copies are rounded once to the parameters. What a step
/// leaves alone keeps its parameters: the tensors without a gradient, and absent rows
/// that are skipped or frozen.
struct MasterCopyEngine<Scalar: StoredNumber, Master: StoredNumber>: OptimizerEngine {
  private var inner: DirectEngine<Master>
  /// Empty for a tensor that has had no gradient yet, unless they were set.
  private var masters: [[Master]] = []
  let stochasticSeed: UInt32?

  /// Creates an engine without groups or tensors.
  init(
    dialect: Dialect, scalars: ScalarEvaluation, stochasticSeed: UInt32?
  ) throws(OptimizerError) {
    inner = try DirectEngine(
      dialect: dialect, arithmetic: Master.storageFormat, scalars: scalars,
      stochasticSeed: nil)
    self.stochasticSeed = stochasticSeed
  }

  var hasMasterCopies: Bool { true }

  mutating func addTensor(
    shape: [Int], toGroup group: Int
  ) throws(OptimizerError) -> Int {
    let index = try inner.addTensor(shape: shape, toGroup: group)
    masters.append([])
    return index
  }

  mutating func setMasterCopies(_ parameters: [[Scalar]]) throws(OptimizerError) {
    try inner.validate(parameterCounts: parameters.map(\.count))
    masters = parameters.map { $0.withUnsafeBufferPointer(widened) }
  }

  func slots(ofTensor tensor: Int) -> [StateSlot] {
    inner.slots(ofTensor: tensor) + [.masterParameter]
  }

  func stateEncodings(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt64]? {
    slot == .masterParameter
      ? masters[tensor].map(\.encoding) : inner.stateEncodings(slot, ofTensor: tensor)
  }

  func stateBytes(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt8]? {
    slot == .masterParameter
      ? masters[tensor].withUnsafeBytes { Array($0) }
      : inner.stateBytes(slot, ofTensor: tensor)
  }

  /// The master copies included.
  var stateByteCount: Int {
    masters.reduce(inner.stateByteCount) { $0 + $1.count * MemoryLayout<Master>.stride }
  }
}

// What the optimizer of the master copies does as well.
extension MasterCopyEngine {
  var dialect: Dialect { inner.dialect }
  var arithmetic: FloatFormat { inner.arithmetic }
  var scalars: ScalarEvaluation { inner.scalars }
  var stateFormat: FloatFormat { inner.stateFormat }
  var execution: Execution {
    get { inner.execution }
    set { inner.execution = newValue }
  }
  var stepCount: Int64 { inner.stepCount }
  var groupCount: Int { inner.groupCount }
  var tensorCount: Int { inner.tensorCount }
  func rule(ofGroup group: Int) -> OptimizerRule { inner.rule(ofGroup: group) }
  func learningRate(ofGroup group: Int) -> Double { inner.learningRate(ofGroup: group) }
  func shape(ofTensor tensor: Int) -> [Int] { inner.shape(ofTensor: tensor) }
  func group(ofTensor tensor: Int) -> Int { inner.group(ofTensor: tensor) }
  func stepCount(ofTensor tensor: Int) -> Int64 { inner.stepCount(ofTensor: tensor) }

  mutating func addGroup(_ rule: OptimizerRule) throws(OptimizerError) -> Int {
    try inner.addGroup(rule)
  }
  mutating func setRule(
    _ rule: OptimizerRule, ofGroup group: Int
  ) throws(OptimizerError) {
    try inner.setRule(rule, ofGroup: group)
  }
  mutating func setLearningRate(
    _ learningRate: Double, ofGroup group: Int
  ) throws(OptimizerError) {
    try inner.setLearningRate(learningRate, ofGroup: group)
  }
  mutating func setLearningRates(_ learningRates: [Double?]) throws(OptimizerError) {
    try inner.setLearningRates(learningRates)
  }
}

// Steps.
extension MasterCopyEngine {
  func validate(
    parameterCounts: some Collection<Int>, gradients: [TensorGradient<Scalar>?]
  ) throws(OptimizerError) {
    try inner.validate(parameterCounts: parameterCounts, gradients: gradients)
  }

  mutating func step(
    _ parameters: inout [[Scalar]], gradients: [[Scalar]?]
  ) throws(OptimizerError) {
    try inner.validate(
      parameterCounts: parameters.lazy.map { $0.count },
      gradientCounts: gradients.lazy.map { $0?.count })
    inner.beginStep()
    for (tensor, gradient) in gradients.enumerated() {
      guard let gradient else { continue }
      parameters[tensor].withUnsafeMutableBufferPointer { parameters in
        gradient.withUnsafeBufferPointer { update(tensor, parameters, nil, $0) }
      }
    }
  }

  mutating func step(
    _ parameters: [UnsafeMutableBufferPointer<Scalar>],
    gradients: [UnsafeBufferPointer<Scalar>?]
  ) throws(OptimizerError) {
    try inner.validate(
      parameterCounts: parameters.lazy.map { $0.count },
      gradientCounts: gradients.lazy.map { $0?.count })
    inner.beginStep()
    for (tensor, gradient) in gradients.enumerated() {
      guard let gradient else { continue }
      update(tensor, parameters[tensor], nil, gradient)
    }
  }

  mutating func step(
    _ parameters: inout [[Scalar]], gradients: [TensorGradient<Scalar>?]
  ) throws(OptimizerError) {
    try validate(parameterCounts: parameters.map { $0.count }, gradients: gradients)
    inner.beginStep()
    for (tensor, gradient) in gradients.enumerated() {
      guard let gradient else { continue }
      parameters[tensor].withUnsafeMutableBufferPointer { parameters in
        gradient.values.withUnsafeBufferPointer {
          update(tensor, parameters, gradient.rows, $0)
        }
      }
    }
  }

  @specialized(where Scalar == BFloat16, Master == Float)
  @specialized(where Scalar == Binary16, Master == Float)
  private mutating func update(
    _ tensor: Int, _ parameters: UnsafeMutableBufferPointer<Scalar>, _ rows: [Int]?,
    _ values: UnsafeBufferPointer<Scalar>
  ) {
    // Taken over for the step, so that they are not copied.
    var masters: [Master] = []
    swap(&masters, &self.masters[tensor])
    defer { swap(&masters, &self.masters[tensor]) }
    if masters.isEmpty { masters = widened(UnsafeBufferPointer(parameters)) }
    let gradient = widened(values)
    masters.withUnsafeMutableBufferPointer { masters in
      gradient.withUnsafeBufferPointer { gradient in
        inner.updateMaster(tensor, masters, rows, gradient)
      }
    }
    if let rows, dialect[AbsentRows.self] != .zero {
      let length = inner.tensors[tensor].rowLength
      for row in Set(rows) {
        store(masters, tensor, row * length..<(row + 1) * length, into: parameters)
      }
    } else {
      store(masters, tensor, masters.indices, into: parameters)
    }
  }

  /// Rounds master copies to the parameters.
  private func store(
    _ masters: [Master], _ tensor: Int, _ elements: Range<Int>,
    into parameters: UnsafeMutableBufferPointer<Scalar>
  ) {
    guard let base = parameters.baseAddress else { return }
    let rounding = stochasticSeed.map {
      StochasticRounding(seed: $0, step: stepCount, tensor: tensor)
    }
    var memory = stagingMemory(slotCount: 0)
    memory.withUnsafeMutableBytes { memory in
      let chunk = StagedChunk<Double>(memory, slotCount: 0)
      for start in stride(
        from: elements.lowerBound, to: elements.upperBound, by: chunkLength)
      {
        let count = min(chunkLength, elements.upperBound - start)
        let values = chunk.values(0, count)
        for i in 0..<count { values[i] = masters[start + i].exactDouble }
        Double.encode(
          UnsafeBufferPointer(values), Scalar.storageFormat, into: base + start,
          stochastic: rounding.map { $0.bits(from: start, into: chunk.bits(count)) },
          execution.level)
      }
    }
  }

  private func widened(_ values: UnsafeBufferPointer<Scalar>) -> [Master] {
    values.map { Master(nearest: $0.exactDouble) }
  }
}

// Snapshots.
extension MasterCopyEngine {
  func snapshot() -> OptimizerSnapshot {
    var snapshot = inner.snapshot()
    snapshot.storage = Scalar.storageFormat.name
    snapshot.hasMaster = true
    snapshot.stochasticSeed = stochasticSeed
    for (index, master) in masters.enumerated() {
      snapshot.tensors[index].state[.masterParameter] = master.map(\.encoding)
    }
    return snapshot
  }

  /// Creates the engine that a snapshot was taken of.
  init(restoring snapshot: OptimizerSnapshot) throws(SnapshotError) {
    try require("the storage", Scalar.storageFormat.name, snapshot.storage)
    var plain = snapshot
    let masters = try Self.removeMasters(from: &plain)
    inner = try DirectEngine(restoring: plain)
    stochasticSeed = snapshot.stochasticSeed
    try take(masters, of: snapshot)
  }

  mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError) {
    try require("the storage", Scalar.storageFormat.name, snapshot.storage)
    try require("the master copy", "yes", snapshot.hasMaster ? "yes" : "no")
    try require(
      "the seed of stochastic rounding", seedText(stochasticSeed),
      seedText(snapshot.stochasticSeed))
    var plain = snapshot
    let masters = try Self.removeMasters(from: &plain)
    var restored = self
    try restored.inner.restore(plain)
    try restored.take(masters, of: snapshot)
    self = restored
  }

  /// Makes a snapshot one of the inner optimizer.
  private static func removeMasters(
    from snapshot: inout OptimizerSnapshot
  ) throws(SnapshotError) -> [[Master]] {
    snapshot.storage = Master.storageFormat.name
    snapshot.hasMaster = false
    snapshot.stochasticSeed = nil
    var masters: [[Master]] = []
    for index in snapshot.tensors.indices {
      let slots = snapshot.tensors[index].state.keys.sorted { $0.rawValue < $1.rawValue }
      let bits = snapshot.tensors[index].state.removeValue(forKey: .masterParameter)
      guard let bits else {
        throw .wrongSlots(tensor: index, expected: [.masterParameter], got: slots)
      }
      if let element = bits.firstIndex(where: {
        $0 & ~Master.storageFormat.bitMask != 0
      }) {
        throw .invalidBitPattern(
          bits[element], .masterParameter, tensor: index, element: element)
      }
      masters.append(bits.map { Master(encoding: $0) })
    }
    return masters
  }

  /// Takes over master copies, which a tensor without steps need not have yet.
  private mutating func take(
    _ masters: [[Master]], of snapshot: OptimizerSnapshot
  ) throws(SnapshotError) {
    for (index, master) in masters.enumerated() {
      let expected = inner.tensors[index].count
      let isUnset = master.isEmpty && snapshot.tensors[index].stepCount == 0
      guard master.count == expected || isUnset else {
        throw .wrongElementCount(
          .masterParameter, tensor: index, expected: expected, got: master.count)
      }
    }
    self.masters = masters
  }
}
