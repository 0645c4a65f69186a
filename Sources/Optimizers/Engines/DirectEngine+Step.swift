import Dialects
import Formats

extension DirectEngine {
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Binary16)
  @specialized(where Scalar == BFloat16)
  @specialized(where Scalar == E4M3)
  @specialized(where Scalar == E5M2)
  mutating func step(
    _ parameters: inout [[Scalar]], gradients: [[Scalar]?]
  ) throws(OptimizerError) {
    try validate(
      parameterCounts: parameters.lazy.map { $0.count },
      gradientCounts: gradients.lazy.map { $0?.count })
    beginStep()
    for tensor in tensors.indices {
      guard let gradient = gradients[tensor] else { continue }
      parameters[tensor].withUnsafeMutableBufferPointer { parameters in
        gradient.withUnsafeBufferPointer { gradient in
          update(tensor, parameters, nil, gradient)
        }
      }
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Binary16)
  @specialized(where Scalar == BFloat16)
  @specialized(where Scalar == E4M3)
  @specialized(where Scalar == E5M2)
  mutating func step(
    _ parameters: [UnsafeMutableBufferPointer<Scalar>],
    gradients: [UnsafeBufferPointer<Scalar>?]
  ) throws(OptimizerError) {
    try validate(
      parameterCounts: parameters.lazy.map { $0.count },
      gradientCounts: gradients.lazy.map { $0?.count })
    beginStep()
    for tensor in tensors.indices {
      guard let gradient = gradients[tensor] else { continue }
      update(tensor, parameters[tensor], nil, gradient)
    }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Binary16)
  @specialized(where Scalar == BFloat16)
  @specialized(where Scalar == E4M3)
  @specialized(where Scalar == E5M2)
  mutating func step(
    _ parameters: inout [[Scalar]], gradients: [TensorGradient<Scalar>?]
  ) throws(OptimizerError) {
    try validate(
      parameterCounts: parameters.lazy.map { $0.count }, gradients: gradients)
    beginStep()
    for tensor in tensors.indices {
      guard let gradient = gradients[tensor] else { continue }
      parameters[tensor].withUnsafeMutableBufferPointer { parameters in
        gradient.values.withUnsafeBufferPointer { values in
          update(tensor, parameters, gradient.rows, values)
        }
      }
    }
  }

  /// Updates one tensor of a step of master copies, which has begun.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  mutating func updateMaster(
    _ tensor: Int, _ master: UnsafeMutableBufferPointer<Scalar>, _ rows: [Int]?,
    _ values: UnsafeBufferPointer<Scalar>
  ) {
    update(tensor, master, rows, values)
  }

  /// Counts a step and finds its learning rates.
  mutating func beginStep() {
    for group in groups.indices {
      groups[group].currentRate = groups[group].learningRate(
        after: stepCount, in: scalarFormat)
    }
    stepCount += 1
  }

  /// Updates one tensor; the optimizer's step count is the one of this step.
  private mutating func update(
    _ index: Int, _ parameters: UnsafeMutableBufferPointer<Scalar>, _ rows: [Int]?,
    _ values: UnsafeBufferPointer<Scalar>
  ) {
    tensors[index].stepCount += 1
    let clocks = TensorClock(clock, steps: stepCount, of: tensors[index])
    let (rowCount, rowLength) = (tensors[index].rowCount, tensors[index].rowLength)
    let group = groups[tensors[index].group]
    let execution = execution
    let product = tensors[index].momentumProduct
    let rounding = stochasticSeed.map {
      StochasticRounding(seed: $0, step: stepCount, tensor: index)
    }
    // Sums of rows are staged, too.
    if staging.isEmpty && (group.kernel == nil || rounding != nil || rows != nil) {
      staging = stagingMemory(slotCount: 3)
    }
    // Taken over for the step, so that it is not copied.
    var staging: [UInt64] = []
    swap(&staging, &self.staging)
    defer { swap(&staging, &self.staging) }
    var lastStep = group.lastStep
    tensors[index].momentumProduct = staging.withUnsafeMutableBytes { staging in
      tensors[index].state.withUnsafeMutableBufferPointer { state in
        var step = TensorStep(
          group: group, learningRate: group.currentRate, momentumProduct: product,
          rounding: rounding, execution: execution, parameters: parameters, state: state,
          staging: staging)
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
        lastStep = step.lastStep
        return step.momentumProduct
      }
    }
    groups[tensors[index].group].lastStep = lastStep
    // An empty tensor has no row clocks.
    guard !tensors[index].rowStepCounts.isEmpty else { return }
    if let rows {
      for row in Set(rows) { tensors[index].rowStepCounts[row] += 1 }
    } else {
      for row in 0..<rowCount { tensors[index].rowStepCounts[row] += 1 }
    }
  }
}
