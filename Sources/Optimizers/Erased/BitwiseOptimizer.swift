import Dialects
import Formats

/// An optimizer together with its parameters, addressed by bit patterns.
struct BitwiseOptimizer<Scalar: StorageScalar>: ErasedOptimizer {
  private var optimizer: ParameterOptimizer<Scalar>
  private var parameters: [[Scalar]] = []

  init(_ setup: AnyOptimizer.Setup) throws(OptimizerError) {
    optimizer = try ParameterOptimizer(
      dialect: setup.dialect, arithmetic: setup.arithmetic, scalars: setup.scalars,
      stochasticSeed: setup.stochasticSeed)
    for group in setup.groups {
      let index = try optimizer.addGroup(group.hyperparameters, schedule: group.schedule)
      for tensor in group.tensors {
        try optimizer.addTensor(shape: tensor.shape, toGroup: index)
      }
    }
    try setParameterBits(setup.groups.flatMap { $0.tensors.map(\.initial) })
  }

  var dialect: Dialect { optimizer.dialect }
  var groupCount: Int { optimizer.groupCount }
  var tensorCount: Int { optimizer.tensorCount }
  var stepCount: Int64 { optimizer.stepCount }
  var parameterBits: [[UInt64]] { parameters.map { $0.map(\.canonicalEncoding) } }

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
    let scalars: [[Scalar]] = try decode(parameters: bits)
    try optimizer.validate(
      parameterCounts: scalars.map(\.count),
      gradientCounts: Array(repeating: nil, count: tensorCount))
    parameters = scalars
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Binary16)
  @specialized(where Scalar == BFloat16)
  @specialized(where Scalar == E4M3)
  @specialized(where Scalar == E5M2)
  mutating func step(
    gradientBits: [TensorGradient<UInt64>?], learningRates: [Double?]?
  ) throws(OptimizerError) {
    let gradients: [TensorGradient<Scalar>?] = try decode(gradientBits)
    // Nothing may have changed when an error is thrown: check before the
    // learning rates are set.
    try optimizer.validate(
      parameterCounts: parameters.map { $0.count }, gradients: gradients)
    if let learningRates { try optimizer.setLearningRates(learningRates) }
    try optimizer.step(&parameters, gradients: gradients)
  }
}
