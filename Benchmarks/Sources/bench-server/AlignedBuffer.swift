/// Memory that begins at a cache line, as that of the frameworks does.
final class AlignedBuffer<Scalar> {
  let elements: UnsafeMutableBufferPointer<Scalar>
  private let memory: UnsafeMutableRawBufferPointer

  init(length: Int, _ value: (Int) -> Scalar) {
    memory = .allocate(byteCount: length * MemoryLayout<Scalar>.stride, alignment: 64)
    elements = memory.bindMemory(to: Scalar.self)
    for index in 0..<length { elements.initializeElement(at: index, to: value(index)) }
  }

  deinit { memory.deallocate() }
}
