extension Optimizer {
  /// Takes one step in all tensors that have a gradient.
  ///
  /// `parameters` and `gradients` have an entry for each tensor, in the order in which the
  /// tensors were added: a flat buffer of as many elements as the tensor has. A tensor
  /// without a gradient (nil) is left alone: parameters, state, and weight decay
  /// (SPEC §1.3). If the call throws, nothing has changed.
  ///
  /// - Throws: ``OptimizerError`` if a list or a buffer has another number of entries.
  public mutating func step(
    _ parameters: inout [[Scalar]], gradients: [[Scalar]?]
  ) throws(OptimizerError) {
    try engine.step(&parameters, gradients: gradients)
  }

  /// Takes one step in all tensors that have a gradient, in memory of the caller's.
  ///
  /// As ``step(_:gradients:)-([[Scalar]],_)`` otherwise. The buffers must be initialized
  /// and must not overlap. After the first step it allocates nothing, unless the
  /// optimizer keeps master copies.
  ///
  /// - Throws: ``OptimizerError`` if a list or a buffer has another number of entries.
  public mutating func step(
    _ parameters: [UnsafeMutableBufferPointer<Scalar>],
    gradients: [UnsafeBufferPointer<Scalar>?]
  ) throws(OptimizerError) {
    try engine.step(parameters, gradients: gradients)
  }

  /// Takes one step in all tensors that have a gradient, dense or sparse.
  ///
  /// Gradients of rows (SPEC §12) are taken by the optimizers that have the axis
  /// `AbsentRows`, for tensors with a dimension:
  ///
  /// ```swift
  /// try optimizer.step(
  ///   &parameters, gradients: [.rows([7, 2], values: rowSeven + rowTwo), .dense(other)])
  /// ```
  ///
  /// - Throws: ``OptimizerError`` if a list or a buffer has another number of entries, or
  ///   a gradient lists rows that do not exist or are not taken. Then nothing has changed.
  @_disfavoredOverload
  public mutating func step(
    _ parameters: inout [[Scalar]], gradients: [TensorGradient<Scalar>?]
  ) throws(OptimizerError) {
    try engine.step(&parameters, gradients: gradients)
  }

  /// Makes the master copies equal to these parameters, one flat buffer for each tensor.
  ///
  /// This is for parameters that were changed other than by a step, which would write the
  /// master copies over them.
  ///
  /// - Throws: ``OptimizerError/noMasterCopies`` if the optimizer keeps none, and
  ///   ``OptimizerError`` if the list or a buffer has another number of entries.
  public mutating func setMasterCopies(
    to parameters: [[Scalar]]
  ) throws(OptimizerError) {
    try engine.setMasterCopies(parameters)
  }

  /// Checks what a step with these gradients would check.
  func validate(
    _ parameters: [[Scalar]], gradients: [TensorGradient<Scalar>?]
  ) throws(OptimizerError) {
    try engine.validate(
      parameterCounts: parameters.lazy.map { $0.count }, gradients: gradients)
  }
}
