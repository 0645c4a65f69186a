internal import CFormats

extension StochasticSource {
  /// Writes the bits for consecutive elements of one tensor at one step.
  ///
  /// The results are those of `bits(step:tensor:element:)`, SPEC.md section 13.
  public func bits(
    step: Int, tensor: Int, firstElement: Int,
    into bits: UnsafeMutableBufferPointer<UInt32>
  ) {
    self.bits(
      step: step, tensor: tensor, firstElement: firstElement, into: bits, .current)
  }

  /// The random bits for a range of elements of one tensor at one step: 32 for each
  /// element, in order, as `bits(step:tensor:element:)` gives them.
  public func bits(step: Int, tensor: Int, elements: Range<Int>) -> [UInt32] {
    [UInt32](unsafeUninitializedCapacity: elements.count) { buffer, count in
      bits(
        step: step, tensor: tensor, firstElement: elements.lowerBound,
        into: UnsafeMutableBufferPointer(rebasing: buffer[..<elements.count]))
      count = elements.count
    }
  }

  func bits(
    step: Int, tensor: Int, firstElement: Int,
    into bits: UnsafeMutableBufferPointer<UInt32>, _ level: FloatFormat.SIMDLevel
  ) {
    guard let target = bits.baseAddress else { return }
    let hash = hash(step: step, tensor: tensor)
    if let kernels = level.kernels {
      kernels.randomBits(
        hash, UInt32(truncatingIfNeeded: firstElement), target, bits.count)
      return
    }
    for i in 0..<bits.count { target[i] = mixed(hash, firstElement &+ i) }
  }
}
