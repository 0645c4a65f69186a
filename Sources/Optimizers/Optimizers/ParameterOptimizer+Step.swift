import Dialects
import Formats

extension ParameterOptimizer {
  /// Takes one step in all tensors that have a gradient.
  ///
  /// `parameters` and `gradients` have one flat buffer a tensor, in the order in
  /// which the tensors were added. A tensor without a gradient is left alone:
  /// parameters, state, and weight decay (SPEC §1.3). If the call throws,
  /// nothing has changed.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Binary16)
  @specialized(where Scalar == BFloat16)
  public mutating func step(
    _ parameters: inout [[Scalar]], gradients: [[Scalar]?]
  ) throws(OptimizerError) {
    try validate(
      parameterCounts: parameters.map { $0.count },
      gradientCounts: gradients.map { $0?.count })
    stepCount += 1
    for tensor in tensors.indices {
      guard let gradient = gradients[tensor] else { continue }
      parameters[tensor].withUnsafeMutableBufferPointer { parameters in
        gradient.withUnsafeBufferPointer { gradient in
          update(tensor, parameters, gradient)
        }
      }
    }
  }

  /// Takes one step in all tensors that have a gradient, in place.
  ///
  /// As `step(_:gradients:)`, for memory that the caller manages. The buffers
  /// must be initialized and must not overlap.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Binary16)
  @specialized(where Scalar == BFloat16)
  public mutating func step(
    _ parameters: [UnsafeMutableBufferPointer<Scalar>],
    gradients: [UnsafeBufferPointer<Scalar>?]
  ) throws(OptimizerError) {
    try validate(
      parameterCounts: parameters.map { $0.count },
      gradientCounts: gradients.map { $0?.count })
    stepCount += 1
    for tensor in tensors.indices {
      guard let gradient = gradients[tensor] else { continue }
      update(tensor, parameters[tensor], gradient)
    }
  }

  /// Updates one tensor; the optimizer's step count is the one of this step.
  private mutating func update(
    _ index: Int, _ parameters: UnsafeMutableBufferPointer<Scalar>,
    _ gradient: UnsafeBufferPointer<Scalar>
  ) {
    let group = groups[tensors[index].group]
    tensors[index].stepCount += 1
    let ownCount = tensors[index].stepCount
    let moment = StepMoment(
      learningRate: group.learningRate,
      t: dialect[StepClock.self] == .global ? stepCount : ownCount,
      isFirst: ownCount == 1)
    tensors[index].state.withUnsafeMutableBufferPointer { state in
      group.kernel.update(
        TensorBuffers(parameters: parameters, gradients: gradient, state: state),
        moment)
    }
  }

  /// Checks that every tensor has its parameters, and its gradient if any.
  func validate(
    parameterCounts: [Int], gradientCounts: [Int?]
  ) throws(OptimizerError) {
    guard parameterCounts.count == tensors.count else {
      throw .wrongCount(
        .parameters, expected: tensors.count, got: parameterCounts.count)
    }
    guard gradientCounts.count == tensors.count else {
      throw .wrongCount(.gradients, expected: tensors.count, got: gradientCounts.count)
    }
    for (index, tensor) in tensors.enumerated() {
      guard parameterCounts[index] == tensor.count else {
        throw .wrongElementCount(
          .parameters, tensor: index, shape: tensor.shape, got: parameterCounts[index])
      }
      guard let got = gradientCounts[index], got != tensor.count else { continue }
      throw .wrongElementCount(
        .gradients, tensor: index, shape: tensor.shape, got: got)
    }
  }
}
