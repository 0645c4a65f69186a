import Dialects
import Formats

/// What `AnyOptimizer` needs of an optimizer of any storage type.
protocol ErasedOptimizer: Sendable {
  var dialect: Dialect { get }
  var groupCount: Int { get }
  var tensorCount: Int { get }
  var stepCount: Int64 { get }
  var parameterBits: [[UInt64]] { get }
  func stepCount(ofTensor tensor: Int) -> Int64
  func slots(ofTensor tensor: Int) -> [StateSlot]
  func stateBits(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt64]?
  func snapshot() -> OptimizerSnapshot
  mutating func setParameterBits(_ bits: [[UInt64]]) throws(OptimizerError)
  mutating func step(
    gradientBits: [[UInt64]?], learningRates: [Double]?
  ) throws(OptimizerError)
  mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError)
}

/// An optimizer together with its parameters, addressed by bit patterns.
struct BitwiseOptimizer<Scalar: StorageScalar>: ErasedOptimizer {
  private var optimizer: ParameterOptimizer<Scalar>
  private var parameters: [[Scalar]] = []

  init(
    _ dialect: Dialect, _ groups: [AnyOptimizer.Group], _ arithmetic: FloatFormat,
    _ scalars: ScalarEvaluation
  ) throws(OptimizerError) {
    optimizer = try ParameterOptimizer(
      dialect: dialect, arithmetic: arithmetic, scalars: scalars)
    for group in groups {
      let index = try optimizer.addGroup(group.hyperparameters)
      for tensor in group.tensors {
        try optimizer.addTensor(shape: tensor.shape, toGroup: index)
      }
    }
    try setParameterBits(groups.flatMap { $0.tensors.map(\.initial) })
  }

  var dialect: Dialect { optimizer.dialect }
  var groupCount: Int { optimizer.groupCount }
  var tensorCount: Int { optimizer.tensorCount }
  var stepCount: Int64 { optimizer.stepCount }
  var parameterBits: [[UInt64]] { parameters.map { $0.map(\.canonicalEncoding) } }

  func stepCount(ofTensor tensor: Int) -> Int64 { optimizer.stepCount(ofTensor: tensor) }
  func slots(ofTensor tensor: Int) -> [StateSlot] { optimizer.slots(ofTensor: tensor) }
  func stateBits(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt64]? {
    optimizer.state(slot, ofTensor: tensor)?.map(\.canonicalEncoding)
  }
  func snapshot() -> OptimizerSnapshot { optimizer.snapshot() }

  mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError) {
    try optimizer.restore(snapshot)
  }

  mutating func setParameterBits(_ bits: [[UInt64]]) throws(OptimizerError) {
    let scalars = try decode(bits, as: .parameters).map { $0 ?? [] }
    guard scalars.count == tensorCount else {
      throw .wrongCount(.parameters, expected: tensorCount, got: scalars.count)
    }
    for (index, tensor) in scalars.enumerated() {
      let shape = optimizer.shape(ofTensor: index)
      guard tensor.count == elementCount(shape) else {
        throw .wrongElementCount(
          .parameters, tensor: index, shape: shape, got: tensor.count)
      }
    }
    parameters = scalars
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Binary16)
  @specialized(where Scalar == BFloat16)
  mutating func step(
    gradientBits: [[UInt64]?], learningRates: [Double]?
  ) throws(OptimizerError) {
    let gradients = try decode(gradientBits, as: .gradients)
    // Nothing may have changed when an error is thrown: check before the
    // learning rates are set.
    try optimizer.validate(
      parameterCounts: parameters.map { $0.count },
      gradientCounts: gradients.map { $0?.count })
    if let learningRates { try optimizer.setLearningRates(learningRates) }
    try optimizer.step(&parameters, gradients: gradients)
  }

  private func decode(
    _ tensors: [[UInt64]?], as argument: OptimizerError.Argument
  ) throws(OptimizerError) -> [[Scalar]?] {
    let format = Scalar.storageFormat
    for (tensor, bits) in tensors.enumerated() {
      guard let bits else { continue }
      if let element = bits.firstIndex(where: { $0 & ~format.bitMask != 0 }) {
        throw .invalidBitPattern(
          bits[element], argument, tensor: tensor, element: element, format: format.name)
      }
    }
    return tensors.map { $0?.map { Scalar(encoding: $0) } }
  }
}
