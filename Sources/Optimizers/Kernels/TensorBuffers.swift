/// The flat buffers of one tensor, or of any part of it: elements never mix.
struct TensorBuffers<Storage: StoredNumber> {
  let parameters: UnsafeMutableBufferPointer<Storage>
  let gradients: UnsafeBufferPointer<Storage>
  /// The state buffers of the whole tensor, one after the other.
  let state: UnsafeMutableBufferPointer<Storage>
  /// The length of each state buffer.
  let stride: Int
  /// Where the part begins in each state buffer.
  let offset: Int

  var indices: Range<Int> { 0..<parameters.count }

  /// The part's state at a position in the kernel's slots.
  func slot(_ position: Int) -> UnsafeMutableBufferPointer<Storage> {
    let start = position * stride + offset
    return UnsafeMutableBufferPointer(rebasing: state[start..<start + parameters.count])
  }
}
