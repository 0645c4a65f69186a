/// The flat buffers of one tensor, or of any part of it: elements never mix.
struct TensorBuffers<Storage: StorageScalar> {
  let parameters: UnsafeMutableBufferPointer<Storage>
  let gradients: UnsafeBufferPointer<Storage>
  /// One buffer after the other, each as long as the parameters.
  let state: UnsafeMutableBufferPointer<Storage>

  var indices: Range<Int> { 0..<parameters.count }

  /// The state buffer at a position in the kernel's slots.
  func slot(_ position: Int) -> UnsafeMutableBufferPointer<Storage> {
    let count = parameters.count
    return UnsafeMutableBufferPointer(
      rebasing: state[position * count..<(position + 1) * count])
  }
}
