import Dialects
import Formats

/// An optimizer that keeps its parameters in a wider format than it hands out
/// (SPEC §13).
///
/// Parameter and state are of type `Master`, in whose format all operations are
/// done. Gradients come in, and after each step the parameters are rounded once
/// to, the type `Storage`. What a step leaves alone keeps its stored copy: the
/// tensors without a gradient, and absent rows that are skipped or frozen.
public struct MasterCopyOptimizer<Storage: StorageScalar, Master: StorageScalar>: Sendable
{
  private var inner: ParameterOptimizer<Master>
  private var masters: [[Master]] = []

  /// The stored parameters of every tensor.
  public private(set) var parameters: [[Storage]] = []
  /// The seed of stochastic rounding of the stored parameters, or nil.
  public let stochasticSeed: UInt32?

  /// Creates an optimizer without groups or tensors.
  public init(
    dialect: Dialect, scalars: ScalarEvaluation = .wide, stochasticSeed: UInt32? = nil
  ) throws(OptimizerError) {
    guard Storage.arithmetics.contains(Master.storageFormat) else {
      throw .unsupportedArithmetic(
        Master.storageFormat.name, storage: Storage.storageFormat.name)
    }
    inner = try ParameterOptimizer(
      dialect: dialect, arithmetic: Master.storageFormat, scalars: scalars)
    self.stochasticSeed = stochasticSeed
  }

  /// The optimizer and its value on every axis.
  public var dialect: Dialect { inner.dialect }
  /// The number of steps taken by the optimizer, whatever tensors took part.
  public var stepCount: Int64 { inner.stepCount }
  /// The number of threads that a step may use; 1 unless told otherwise.
  ///
  /// See `ParameterOptimizer.threadCount`.
  public var threadCount: Int {
    get { inner.threadCount }
    set { inner.threadCount = newValue }
  }
  /// The number of parameter groups.
  public var groupCount: Int { inner.groupCount }
  /// The number of tensors, of all groups together.
  public var tensorCount: Int { inner.tensorCount }

  /// Adds a parameter group and returns its index.
  @discardableResult
  public mutating func addGroup(
    _ hyperparameters: Hyperparameters, schedule: LearningRateSchedule? = nil
  ) throws(OptimizerError) -> Int {
    try inner.addGroup(hyperparameters, schedule: schedule)
  }

  /// Adds a tensor with its parameters and returns its index among all tensors.
  @discardableResult
  public mutating func addTensor(
    _ initial: [Storage], shape: [Int], toGroup group: Int = 0
  ) throws(OptimizerError) -> Int {
    guard let count = elementCount(shape) else { throw .invalidShape(shape) }
    guard initial.count == count else {
      throw .wrongElementCount(
        .parameters, tensor: tensorCount, shape: shape, got: initial.count)
    }
    let index = try inner.addTensor(shape: shape, toGroup: group)
    parameters.append(initial)
    masters.append(widened(initial))
    return index
  }

  /// Replaces the parameters of every tensor, and their masters by the same values.
  public mutating func setParameters(_ values: [[Storage]]) throws(OptimizerError) {
    try inner.validate(
      parameterCounts: values.map(\.count),
      gradientCounts: Array(repeating: nil, count: tensorCount))
    parameters = values
    masters = values.map(widened)
  }

  /// Changes the learning rates of all groups; see `ParameterOptimizer`.
  public mutating func setLearningRates(
    _ learningRates: [Double?]
  ) throws(OptimizerError) {
    try inner.setLearningRates(learningRates)
  }

  /// The learning rate of a group's next step.
  public func learningRate(ofGroup group: Int = 0) -> Double {
    inner.learningRate(ofGroup: group)
  }

  /// Takes one step in all tensors that have a gradient, dense or sparse.
  ///
  /// If the call throws, nothing has changed.
  @specialized(where Storage == BFloat16, Master == Float)
  @specialized(where Storage == Binary16, Master == Float)
  public mutating func step(
    gradients: [TensorGradient<Storage>?]
  ) throws(OptimizerError) {
    try inner.validate(
      parameterCounts: parameters.map { $0.count }, gradients: gradients)
    try inner.step(
      &masters, gradients: gradients.map { $0?.map { Master(nearest: $0.exactDouble) } })
    for (tensor, gradient) in gradients.enumerated() {
      switch gradient {
      case nil: break
      case .rows(let rows, _) where dialect[AbsentRows.self] != .zero:
        let length = inner.tensors[tensor].rowLength
        for row in Set(rows) { store(tensor, row * length..<(row + 1) * length) }
      case .dense, .rows: store(tensor, masters[tensor].indices)
      }
    }
  }

  private mutating func store(_ tensor: Int, _ elements: Range<Int>) {
    let rounding = stochasticSeed.map {
      StochasticRounding(seed: $0, step: stepCount, tensor: tensor)
    }
    var memory = stagingMemory(slotCount: 0)
    memory.withUnsafeMutableBytes { memory in
      let chunk = StagedChunk<Double>(memory, slotCount: 0)
      parameters[tensor].withUnsafeMutableBufferPointer { parameters in
        for start in stride(
          from: elements.lowerBound, to: elements.upperBound, by: chunkLength)
        {
          let count = min(chunkLength, elements.upperBound - start)
          let values = chunk.values(0, count)
          for i in 0..<count { values[i] = masters[tensor][start + i].exactDouble }
          guard let base = parameters.baseAddress else { return }
          Double.encode(
            UnsafeBufferPointer(values), Storage.storageFormat, into: base + start,
            stochastic: rounding.map { $0.bits(from: start, into: chunk.bits(count)) },
            inner.vectorLevel)
        }
      }
    }
  }

  private func widened(_ values: [Storage]) -> [Master] {
    values.map { Master(nearest: $0.exactDouble) }
  }
}

extension MasterCopyOptimizer {
  /// The shape of a tensor.
  public func shape(ofTensor tensor: Int) -> [Int] { inner.shape(ofTensor: tensor) }

  /// The number of steps in which a tensor had a gradient.
  public func stepCount(ofTensor tensor: Int) -> Int64 {
    inner.stepCount(ofTensor: tensor)
  }

  /// The state that is kept for a tensor, `masterParameter` last.
  public func slots(ofTensor tensor: Int) -> [StateSlot] {
    inner.slots(ofTensor: tensor) + [.masterParameter]
  }

  /// One state buffer of a tensor, or nil if the rule keeps no such state.
  public func state(_ slot: StateSlot, ofTensor tensor: Int) -> [Master]? {
    slot == .masterParameter ? masters[tensor] : inner.state(slot, ofTensor: tensor)
  }

  /// The memory of the state of all tensors, in bytes, the master copies included.
  public var stateByteCount: Int {
    masters.reduce(inner.stateByteCount) { $0 + $1.count * MemoryLayout<Master>.stride }
  }

  /// Checks gradients as `step(gradients:)` does.
  func validate<Value>(_ gradients: [TensorGradient<Value>?]) throws(OptimizerError) {
    try inner.validate(parameterCounts: parameters.map(\.count), gradients: gradients)
  }

  /// The complete state, the masters included, without the stored parameters.
  public func snapshot() -> OptimizerSnapshot {
    var snapshot = inner.snapshot()
    snapshot.storage = Storage.storageFormat.name
    snapshot.hasMaster = true
    snapshot.stochasticSeed = stochasticSeed
    for (index, master) in masters.enumerated() {
      snapshot.tensors[index].state[.masterParameter] = master.map(\.encoding)
    }
    return snapshot
  }

  /// Continues from a snapshot of an optimizer that was set up in the same way.
  ///
  /// The stored parameters stay as they are. If the call throws, nothing has
  /// changed.
  public mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError) {
    try require("the storage", Storage.storageFormat.name, snapshot.storage)
    try require("the master copy", "yes", snapshot.hasMaster ? "yes" : "no")
    try require(
      "the seed of stochastic rounding", seedText(stochasticSeed),
      seedText(snapshot.stochasticSeed))
    var masters: [[Master]] = []
    var plain = snapshot
    plain.storage = Master.storageFormat.name
    plain.hasMaster = false
    plain.stochasticSeed = nil
    for index in snapshot.tensors.indices {
      let bits = plain.tensors[index].state.removeValue(forKey: .masterParameter)
      guard let bits else {
        throw .wrongSlots(
          tensor: index, expected: [.masterParameter],
          got: snapshot.tensors[index].state.keys.sorted { $0.rawValue < $1.rawValue })
      }
      let wide = bits.firstIndex { $0 & ~Master.storageFormat.bitMask != 0 }
      if let element = wide {
        throw .invalidBitPattern(
          bits[element], .masterParameter, tensor: index, element: element)
      }
      masters.append(bits.map { Master(encoding: $0) })
    }
    var restored = inner
    try restored.restore(plain)
    for (index, master) in masters.enumerated()
    where master.count != self.masters[index].count {
      throw .wrongElementCount(
        .masterParameter, tensor: index, expected: self.masters[index].count,
        got: master.count)
    }
    inner = restored
    self.masters = masters
  }
}
