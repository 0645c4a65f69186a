import Dialects
import Formats

/// An optimizer together with its parameters, addressed by bit patterns.
struct OwnedParameters<Scalar: StoredNumber>: BitwiseOptimizer {
  private var optimizer: Optimizer<Scalar>
  private var values: [[Scalar]] = []

  /// Adds tensors and all groups but the first to an optimizer.
  init(
    _ optimizer: Optimizer<Scalar>, _ groups: [BitwiseGroup]
  ) throws(OptimizerError) {
    self.optimizer = optimizer
    for (index, group) in groups.enumerated() {
      if index > 0 { try self.optimizer.addGroup(group.rule) }
      for tensor in group.tensors {
        try self.optimizer.addTensor(shape: tensor.shape, toGroup: index)
      }
    }
    try setParameters(groups.flatMap { $0.tensors.map(\.initial) })
  }

  var groupCount: Int { optimizer.groupCount }
  var tensorCount: Int { optimizer.tensorCount }
  var stepCount: Int64 { optimizer.stepCount }
  var parameters: [[UInt64]] {
    values.map { Scalar.storageFormat.canonical($0.map(\.encoding)) }
  }

  func stepCount(ofTensor tensor: Int) -> Int64 { optimizer.stepCount(ofTensor: tensor) }
  func learningRate(ofGroup group: Int) -> Double {
    optimizer.learningRate(ofGroup: group)
  }
  func slots(ofTensor tensor: Int) -> [StateSlot] { optimizer.slots(ofTensor: tensor) }
  func state(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt64]? {
    optimizer.stateEncodings(slot, ofTensor: tensor).map(
      optimizer.engine.stateFormat.canonical)
  }
  func snapshot() -> OptimizerSnapshot { optimizer.snapshot() }

  mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError) {
    try optimizer.restore(snapshot)
  }

  mutating func replace(by snapshot: OptimizerSnapshot) throws(SnapshotError) {
    optimizer = try Optimizer(restoring: snapshot)
  }

  func rule(ofGroup group: Int) -> OptimizerRule { optimizer.rule(ofGroup: group) }

  mutating func setRule(
    _ rule: OptimizerRule, ofGroup group: Int
  ) throws(OptimizerError) {
    try optimizer.setRule(rule, ofGroup: group)
  }

  mutating func setParameters(_ bits: [[UInt64]]) throws(OptimizerError) {
    var decoded: [[Scalar]] = []
    for (tensor, bits) in bits.enumerated() {
      decoded.append(try decode(bits, of: .parameters, tensor: tensor))
    }
    try optimizer.validate(decoded, gradients: Array(repeating: nil, count: tensorCount))
    if optimizer.hasMasterCopies { try optimizer.setMasterCopies(to: decoded) }
    values = decoded
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Binary16)
  @specialized(where Scalar == BFloat16)
  @specialized(where Scalar == E4M3)
  @specialized(where Scalar == E5M2)
  mutating func step(
    gradients: [TensorGradient<UInt64>?], learningRates: [Double?]
  ) throws(OptimizerError) {
    var decoded: [TensorGradient<Scalar>?] = []
    decoded.reserveCapacity(gradients.count)
    for (tensor, gradient) in gradients.enumerated() {
      switch gradient {
      case nil: decoded.append(nil)
      case .dense(let bits):
        decoded.append(.dense(try decode(bits, of: .gradients, tensor: tensor)))
      case .rows(let rows, let bits):
        decoded.append(
          .rows(rows, values: try decode(bits, of: .gradients, tensor: tensor)))
      }
    }
    // Nothing may have changed when an error is thrown: check before the
    // learning rates are set.
    try optimizer.validate(values, gradients: decoded)
    try optimizer.setLearningRates(learningRates)
    try optimizer.step(&values, gradients: decoded)
  }

  /// The numbers that bit patterns of the storage type encode, checked.
  private func decode(
    _ bits: [UInt64], of argument: OptimizerError.Argument, tensor: Int
  ) throws(OptimizerError) -> [Scalar] {
    let format = Scalar.storageFormat
    if let element = bits.firstIndex(where: { $0 & ~format.bitMask != 0 }) {
      throw .invalidBitPattern(
        bits[element], argument, tensor: tensor, element: element, format: format.name)
    }
    return bits.map { Scalar(encoding: $0) }
  }
}
