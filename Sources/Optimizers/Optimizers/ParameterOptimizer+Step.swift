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
  @specialized(where Scalar == E4M3)
  @specialized(where Scalar == E5M2)
  public mutating func step(
    _ parameters: inout [[Scalar]], gradients: [[Scalar]?]
  ) throws(OptimizerError) {
    try validate(
      parameterCounts: parameters.map { $0.count },
      gradientCounts: gradients.map { $0?.count })
    let rates = beginStep()
    for tensor in tensors.indices {
      guard let gradient = gradients[tensor] else { continue }
      parameters[tensor].withUnsafeMutableBufferPointer { parameters in
        gradient.withUnsafeBufferPointer { gradient in
          update(tensor, parameters, nil, gradient, rates)
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
  @specialized(where Scalar == E4M3)
  @specialized(where Scalar == E5M2)
  public mutating func step(
    _ parameters: [UnsafeMutableBufferPointer<Scalar>],
    gradients: [UnsafeBufferPointer<Scalar>?]
  ) throws(OptimizerError) {
    try validate(
      parameterCounts: parameters.map { $0.count },
      gradientCounts: gradients.map { $0?.count })
    let rates = beginStep()
    for tensor in tensors.indices {
      guard let gradient = gradients[tensor] else { continue }
      update(tensor, parameters[tensor], nil, gradient, rates)
    }
  }

  /// Takes one step in all tensors that have a gradient, dense or sparse.
  ///
  /// As `step(_:gradients:)`. Gradients of rows (SPEC §12) are taken by the
  /// optimizers that have the axis `AbsentRows`, for tensors with a dimension.
  @_disfavoredOverload
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Binary16)
  @specialized(where Scalar == BFloat16)
  @specialized(where Scalar == E4M3)
  @specialized(where Scalar == E5M2)
  public mutating func step(
    _ parameters: inout [[Scalar]], gradients: [TensorGradient<Scalar>?]
  ) throws(OptimizerError) {
    try validate(parameterCounts: parameters.map { $0.count }, gradients: gradients)
    let rates = beginStep()
    for tensor in tensors.indices {
      guard let gradient = gradients[tensor] else { continue }
      parameters[tensor].withUnsafeMutableBufferPointer { parameters in
        gradient.values.withUnsafeBufferPointer { values in
          update(tensor, parameters, gradient.rows, values, rates)
        }
      }
    }
  }

  /// Counts a step and returns its learning rates by group.
  private mutating func beginStep() -> [Double] {
    let rates = groups.map { $0.learningRate(after: stepCount, in: scalarFormat) }
    stepCount += 1
    return rates
  }

  /// Updates one tensor; the optimizer's step count is the one of this step.
  private mutating func update(
    _ index: Int, _ parameters: UnsafeMutableBufferPointer<Scalar>, _ rows: [Int]?,
    _ values: UnsafeBufferPointer<Scalar>, _ learningRates: [Double]
  ) {
    tensors[index].stepCount += 1
    let clocks = TensorClock(clock, steps: stepCount, of: tensors[index])
    let (rowCount, rowLength) = (tensors[index].rowCount, tensors[index].rowLength)
    let group = groups[tensors[index].group]
    let learningRate = learningRates[tensors[index].group]
    let product = tensors[index].momentumProduct
    let rounding = stochasticSeed.map {
      StochasticRounding(seed: $0, step: stepCount, tensor: index)
    }
    tensors[index].momentumProduct =
      tensors[index].state.withUnsafeMutableBufferPointer { state in
        var step = TensorStep(
          group: group, learningRate: learningRate, momentumProduct: product,
          rounding: rounding, parameters: parameters, state: state)
        if let rows {
          let update = RowUpdate(
            rows: rows, values: values, rowCount: rowCount, rowLength: rowLength,
            clock: clocks)
          update.apply(
            with: &step, absent: dialect[AbsentRows.self] ?? .zero,
            duplicates: dialect[DuplicateRows.self] ?? .sum)
        } else if clock == .row {
          for part in clocks.parts(of: 0..<rowCount, where: { _ in true }) {
            step.advance(
              part, gradients: UnsafeBufferPointer(rebasing: values[part.elements]))
          }
        } else {
          step.advance(clocks.everything, gradients: values)
        }
        return step.momentumProduct
      }
    // An empty tensor has no row clocks.
    guard !tensors[index].rowStepCounts.isEmpty else { return }
    if let rows {
      for row in Set(rows) { tensors[index].rowStepCounts[row] += 1 }
    } else {
      for row in 0..<rowCount { tensors[index].rowStepCounts[row] += 1 }
    }
  }
}
