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
  func learningRate(ofGroup group: Int) -> Double
  func slots(ofTensor tensor: Int) -> [StateSlot]
  func stateBits(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt64]?
  func snapshot() -> OptimizerSnapshot
  mutating func setParameterBits(_ bits: [[UInt64]]) throws(OptimizerError)
  mutating func step(
    gradientBits: [TensorGradient<UInt64>?], learningRates: [Double?]?
  ) throws(OptimizerError)
  mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError)
}

/// The numbers that bit patterns of a storage type encode, checked.
func decode<Scalar: StorageScalar>(
  _ bits: [UInt64], of argument: OptimizerError.Argument, tensor: Int
) throws(OptimizerError) -> [Scalar] {
  let format = Scalar.storageFormat
  if let element = bits.firstIndex(where: { $0 & ~format.bitMask != 0 }) {
    throw .invalidBitPattern(
      bits[element], argument, tensor: tensor, element: element, format: format.name)
  }
  return bits.map { Scalar(encoding: $0) }
}

/// The same for the gradients of a step.
func decode<Scalar: StorageScalar>(
  _ gradients: [TensorGradient<UInt64>?]
) throws(OptimizerError) -> [TensorGradient<Scalar>?] {
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
  return decoded
}

/// The parameters that bit patterns encode, checked.
func decode<Scalar: StorageScalar>(
  parameters: [[UInt64]]
) throws(OptimizerError) -> [[Scalar]] {
  var decoded: [[Scalar]] = []
  for (tensor, bits) in parameters.enumerated() {
    decoded.append(try decode(bits, of: .parameters, tensor: tensor))
  }
  return decoded
}
