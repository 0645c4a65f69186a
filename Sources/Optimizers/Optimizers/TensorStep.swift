import Dialects
import Formats

/// One step of one tensor, done in parts: rows, or everything at once.
///
/// A part runs in the loop for the storage type where there is one and nothing
/// else is asked for, and otherwise through values staged in `Double`.
struct TensorStep<Scalar: StorageScalar> {
  let kernel: UpdateKernel<Scalar>?
  let staged: UpdateKernel<Double>
  let slotCount: Int
  let learningRate: Double
  let initialMomentumProduct: Double
  let rounding: StochasticRounding?
  let execution: Execution
  let parameters: UnsafeMutableBufferPointer<Scalar>
  let state: UnsafeMutableBufferPointer<Scalar>

  /// Π after the step.
  private(set) var momentumProduct: Double
  private var prepared: (t: Int64, step: PreparedStep<Scalar>)?
  private var preparedStaged: (t: Int64, step: PreparedStep<Double>)?
  /// The steps of other step numbers, where rows have clocks of their own.
  private var others: [Int64: PreparedStep<Scalar>] = [:]
  private var othersStaged: [Int64: PreparedStep<Double>] = [:]

  init(
    group: ParameterGroup<Scalar>, learningRate: Double, momentumProduct: Double,
    rounding: StochasticRounding?, execution: Execution,
    parameters: UnsafeMutableBufferPointer<Scalar>,
    state: UnsafeMutableBufferPointer<Scalar>
  ) {
    kernel = rounding == nil ? group.kernel : nil
    staged = group.staged
    slotCount = group.staged.slots.count
    self.learningRate = learningRate
    initialMomentumProduct = momentumProduct
    self.momentumProduct = momentumProduct
    self.rounding = rounding
    self.execution = execution
    self.parameters = parameters
    self.state = state
  }

  /// Updates a part whose gradient has these values.
  mutating func advance(_ part: StepPart, gradients: UnsafeBufferPointer<Scalar>) {
    guard kernel != nil else {
      advanceStaged(part) { gradients[$0].exactDouble }
      return
    }
    if !part.keepsParameters {
      let own = UnsafeMutableBufferPointer(rebasing: parameters[part.elements])
      run(part, own, gradients)
      return
    }
    withUnsafeTemporaryAllocation(of: Scalar.self, capacity: part.elements.count) {
      _ = $0.initialize(fromContentsOf: parameters[part.elements])
      run(part, $0, gradients)
      $0.deinitialize()
    }
  }

  /// Updates a part whose gradient has these values, which are of the arithmetic.
  mutating func advance(_ part: StepPart, gradients: UnsafeBufferPointer<Double>) {
    advanceStaged(part) { gradients[$0] }
  }

  private mutating func run(
    _ part: StepPart, _ parameters: UnsafeMutableBufferPointer<Scalar>,
    _ gradients: UnsafeBufferPointer<Scalar>
  ) {
    guard let step = step(for: part) else { return }
    step.update(
      TensorBuffers(
        parameters: parameters, gradients: gradients, state: state,
        stride: self.parameters.count, offset: part.elements.lowerBound),
      threads: execution.threadCount)
  }

  private mutating func advanceStaged(_ part: StepPart, gradient: (Int) -> Double) {
    let step = stagedStep(for: part)
    let stride = parameters.count
    let chunk = min(part.elements.count, 256)
    guard chunk > 0 else { return }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: chunk * (slotCount + 2)) {
      buffer in
      buffer.initialize(repeating: 0)
      var start = part.elements.lowerBound
      while start < part.elements.upperBound {
        let count = min(chunk, part.elements.upperBound - start)
        let theta = UnsafeMutableBufferPointer(rebasing: buffer[0..<count])
        let g = UnsafeMutableBufferPointer(rebasing: buffer[count..<2 * count])
        let slots = UnsafeMutableBufferPointer(
          rebasing: buffer[2 * count..<(2 + slotCount) * count])
        for i in 0..<count {
          theta[i] = parameters[start + i].exactDouble
          g[i] = gradient(start + i - part.elements.lowerBound)
        }
        for slot in 0..<slotCount {
          for i in 0..<count {
            slots[slot * count + i] = state[slot * stride + start + i].exactDouble
          }
        }
        let buffers = TensorBuffers(
          parameters: theta, gradients: UnsafeBufferPointer(g), state: slots,
          stride: count, offset: 0)
        step.update(buffers, threads: 1)
        for slot in 0..<slotCount {
          for i in 0..<count {
            state[slot * stride + start + i] = Scalar(nearest: slots[slot * count + i])
          }
        }
        if !part.keepsParameters {
          for i in 0..<count { parameters[start + i] = stored(theta[i], at: start + i) }
        }
        start += count
      }
    }
  }

  private func stored(_ value: Double, at element: Int) -> Scalar {
    guard let rounding else { return Scalar(nearest: value) }
    return Scalar(
      encoding: rounding.encoding(of: value, at: element, in: Scalar.storageFormat))
  }

  private func moment(of part: StepPart) -> StepMoment {
    StepMoment(
      learningRate: learningRate, t: part.t, isFirst: part.isFirst,
      momentumProduct: initialMomentumProduct)
  }

  private mutating func step(for part: StepPart) -> PreparedStep<Scalar>? {
    if let prepared, prepared.t == part.t { return prepared.step }
    if let known = others[part.t] { return known }
    guard let step = kernel?.prepare(moment(of: part), execution.level) else {
      return nil
    }
    momentumProduct = step.momentumProduct
    if prepared == nil { prepared = (part.t, step) } else { others[part.t] = step }
    return step
  }

  private mutating func stagedStep(for part: StepPart) -> PreparedStep<Double> {
    if let preparedStaged, preparedStaged.t == part.t { return preparedStaged.step }
    if let known = othersStaged[part.t] { return known }
    let step = staged.prepare(moment(of: part), execution.level)
    momentumProduct = step.momentumProduct
    if preparedStaged == nil {
      preparedStaged = (part.t, step)
    } else {
      othersStaged[part.t] = step
    }
    return step
  }
}
