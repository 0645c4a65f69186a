import Formats

/// The gradient of a part that is staged.
enum StagedGradients<Scalar: StoredNumber> {
  case stored(UnsafeBufferPointer<Scalar>)
  /// Values of the arithmetic.
  case exact(UnsafeBufferPointer<Double>)
}

/// How many elements are staged at a time.
let chunkLength = 256

/// Memory for a chunk of a tensor with that many slots: random bits, then values.
func stagingMemory(slotCount: Int) -> [UInt64] {
  Array(repeating: 0, count: chunkLength / 2 + chunkLength * (slotCount + 2))
}

extension TensorStep {
  /// Updates a part by a step on staged values.
  func advance<Stage: StagingScalar>(
    _ part: StepPart, _ gradients: StagedGradients<Scalar>,
    with step: PreparedStep<Stage>
  ) {
    let chunk = StagedChunk<Stage>(staging, slotCount: slotCount)
    let stride = parameters.count
    var start = part.elements.lowerBound
    while start < part.elements.upperBound {
      let count = min(chunkLength, part.elements.upperBound - start)
      let theta = chunk.values(0, count)
      load(parameters, start, into: theta)
      load(gradients, start - part.elements.lowerBound, into: chunk.values(1, count))
      for slot in 0..<slotCount {
        load(state, slot * stride + start, into: chunk.values(2 + slot, count))
      }
      let buffers = TensorBuffers(
        parameters: theta, gradients: UnsafeBufferPointer(chunk.values(1, count)),
        state: chunk.slots, stride: chunkLength, offset: 0)
      step.update(buffers, threads: 1)
      for slot in 0..<slotCount {
        store(chunk.values(2 + slot, count), into: state, slot * stride + start, nil)
      }
      if !part.keepsParameters {
        let bits = rounding.map { $0.bits(from: start, into: chunk.bits(count)) }
        store(theta, into: parameters, start, bits)
      }
      start += count
    }
  }

  private func load<Stage: StagingScalar>(
    _ gradients: StagedGradients<Scalar>, _ start: Int,
    into values: UnsafeMutableBufferPointer<Stage>
  ) {
    switch gradients {
    case .stored(let gradients):
      load(UnsafeMutableBufferPointer(mutating: gradients), start, into: values)
    case .exact(let gradients):
      for i in values.indices { values[i] = Stage(nearest: gradients[start + i]) }
    }
  }

  private func load<Stage: StagingScalar>(
    _ stored: UnsafeMutableBufferPointer<Scalar>, _ start: Int,
    into values: UnsafeMutableBufferPointer<Stage>
  ) {
    guard let base = stored.baseAddress else { return }
    Stage.decode(base + start, Scalar.storageFormat, into: values, execution.level)
  }

  private func store<Stage: StagingScalar>(
    _ values: UnsafeMutableBufferPointer<Stage>,
    into stored: UnsafeMutableBufferPointer<Scalar>, _ start: Int,
    _ bits: UnsafeBufferPointer<UInt32>?
  ) {
    guard let base = stored.baseAddress else { return }
    Stage.encode(
      UnsafeBufferPointer(values), Scalar.storageFormat, into: base + start,
      stochastic: bits, execution.level)
  }
}

/// Memory for a chunk, laid out.
struct StagedChunk<Stage: StagingScalar> {
  private let bits: UnsafeMutablePointer<UInt32>
  private let values: UnsafeMutablePointer<Stage>
  private let slotCount: Int

  init(_ memory: UnsafeMutableRawBufferPointer, slotCount: Int) {
    let length = (slotCount + 2) * chunkLength
    let valueBytes = length * MemoryLayout<Stage>.stride
    guard let base = memory.baseAddress, memory.count >= 4 * chunkLength + valueBytes
    else { preconditionFailure("no memory to stage values in") }
    bits = base.bindMemory(to: UInt32.self, capacity: chunkLength)
    values = (base + 4 * chunkLength).bindMemory(to: Stage.self, capacity: length)
    self.slotCount = slotCount
  }

  func bits(_ count: Int) -> UnsafeMutableBufferPointer<UInt32> {
    UnsafeMutableBufferPointer(start: bits, count: count)
  }

  /// The parameters, the gradients, or the values of a slot.
  func values(_ position: Int, _ count: Int) -> UnsafeMutableBufferPointer<Stage> {
    UnsafeMutableBufferPointer(start: values + position * chunkLength, count: count)
  }

  /// The values of all slots.
  var slots: UnsafeMutableBufferPointer<Stage> {
    UnsafeMutableBufferPointer(
      start: values + 2 * chunkLength, count: slotCount * chunkLength)
  }
}
