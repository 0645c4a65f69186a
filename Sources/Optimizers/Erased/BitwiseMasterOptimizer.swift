import Dialects
import Formats

/// An optimizer with a master copy, addressed by bit patterns.
struct BitwiseMasterOptimizer<Storage: StorageScalar, Master: StorageScalar>:
  ErasedOptimizer
{
  private var optimizer: MasterCopyOptimizer<Storage, Master>

  init(_ setup: AnyOptimizer.Setup) throws(OptimizerError) {
    optimizer = try MasterCopyOptimizer(
      dialect: setup.dialect, scalars: setup.scalars,
      stochasticSeed: setup.stochasticSeed)
    for group in setup.groups {
      let index = try optimizer.addGroup(group.hyperparameters, schedule: group.schedule)
      for tensor in group.tensors {
        try optimizer.addTensor(
          decode(tensor.initial, of: .parameters, tensor: tensorCount),
          shape: tensor.shape, toGroup: index)
      }
    }
  }

  var dialect: Dialect { optimizer.dialect }
  var groupCount: Int { optimizer.groupCount }
  var tensorCount: Int { optimizer.tensorCount }
  var stepCount: Int64 { optimizer.stepCount }
  var parameterBits: [[UInt64]] {
    optimizer.parameters.map { $0.map(\.canonicalEncoding) }
  }

  func stepCount(ofTensor tensor: Int) -> Int64 { optimizer.stepCount(ofTensor: tensor) }
  func learningRate(ofGroup group: Int) -> Double {
    optimizer.learningRate(ofGroup: group)
  }
  func slots(ofTensor tensor: Int) -> [StateSlot] { optimizer.slots(ofTensor: tensor) }
  func stateBits(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt64]? {
    optimizer.state(slot, ofTensor: tensor)?.map(\.canonicalEncoding)
  }
  func snapshot() -> OptimizerSnapshot { optimizer.snapshot() }

  mutating func restore(_ snapshot: OptimizerSnapshot) throws(SnapshotError) {
    try optimizer.restore(snapshot)
  }

  mutating func setParameterBits(_ bits: [[UInt64]]) throws(OptimizerError) {
    try optimizer.setParameters(decode(parameters: bits))
  }

  mutating func step(
    gradientBits: [TensorGradient<UInt64>?], learningRates: [Double?]?
  ) throws(OptimizerError) {
    let gradients: [TensorGradient<Storage>?] = try decode(gradientBits)
    // As in `BitwiseOptimizer`: check before the learning rates are set.
    try optimizer.validate(gradients)
    if let learningRates { try optimizer.setLearningRates(learningRates) }
    try optimizer.step(gradients: gradients)
  }
}
