/// The state of one tensor: memory of exactly its elements, a value like an array.
///
/// It begins at a multiple of 64 bytes, the length of the longest vectors and of a
/// cache line: steps in cache take a tenth less time than in an array, which begins
/// behind its header.
struct StateMemory<Scalar: StoredNumber>: Sendable {
  private var owner: Owner

  init(_ elements: some Collection<Scalar>) {
    owner = Owner(count: elements.count)
    _ = owner.elements.initialize(fromContentsOf: elements)
  }

  /// Each of the values `count` times, one after the other.
  init(repeating values: [Scalar], count: Int) {
    owner = Owner(count: values.count * count)
    for (position, value) in values.enumerated() {
      let places = owner.elements[position * count..<(position + 1) * count]
      UnsafeMutableBufferPointer(rebasing: places).initialize(repeating: value)
    }
  }

  var count: Int { owner.elements.count }

  /// The size of the memory.
  var byteCount: Int { count * MemoryLayout<Scalar>.stride }

  subscript(range: Range<Int>) -> [Scalar] { Array(owner.elements[range]) }

  /// A copy of the memory of some elements.
  func bytes(_ range: Range<Int>) -> [UInt8] {
    Array(
      UnsafeRawBufferPointer(UnsafeMutableBufferPointer(rebasing: owner.elements[range])))
  }

  /// Calls `body` with the elements, which belong to this value alone.
  mutating func withUnsafeMutableBufferPointer<Result>(
    _ body: (UnsafeMutableBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    if !isKnownUniquelyReferenced(&owner) { self = Self(owner.elements) }
    return try withExtendedLifetime(owner) { try body(owner.elements) }
  }

  /// Memory that is written by its only reference alone.
  private final class Owner: @unchecked Sendable {
    let elements: UnsafeMutableBufferPointer<Scalar>

    /// Memory that is to be initialized at once.
    init(count: Int) {
      elements = UnsafeMutableRawBufferPointer.allocate(
        byteCount: count * MemoryLayout<Scalar>.stride, alignment: 64
      ).bindMemory(to: Scalar.self)
    }

    deinit {
      elements.deinitialize()
      UnsafeMutableRawBufferPointer(elements).deallocate()
    }
  }
}
