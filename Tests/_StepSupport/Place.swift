import Foundation
import Optimizers

/// Elements at a distance from an address that is aligned for every vector, with
/// guards on both sides.
public final class Place<Element: StorageScalar> {
  private static var guardCount: Int { 64 }
  private static var guardByte: UInt8 { 0xa5 }

  private let memory: UnsafeMutableBufferPointer<Element>
  private let untouched: [UInt8]
  private var range = 0..<0

  /// Makes room for that many elements at distances up to 15.
  public init(capacity: Int) {
    let count = capacity + 2 * Self.guardCount + 15
    let size = MemoryLayout<Element>.stride
    let raw = UnsafeMutableRawBufferPointer.allocate(
      byteCount: count * size, alignment: 64)
    memory = raw.bindMemory(to: Element.self)
    untouched = Array(repeating: Self.guardByte, count: Self.guardCount * size)
  }

  deinit { memory.deallocate() }

  /// Puts elements at a distance, counted in elements.
  public func put(_ elements: UnsafeBufferPointer<Element>, at offset: Int) {
    let start = Self.guardCount + offset
    range = start..<start + elements.count
    for position in guards {
      memset(memory.baseAddress! + position, Int32(Self.guardByte), untouched.count)
    }
    _ = memory[range].update(fromContentsOf: elements)
  }

  /// The elements, in place.
  public var elements: UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(rebasing: memory[range])
  }

  /// Whether nothing was written beside the elements.
  public var isUntouchedOutside: Bool {
    guards.allSatisfy { position in
      memcmp(memory.baseAddress! + position, untouched, untouched.count) == 0
    }
  }

  private var guards: [Int] { [range.lowerBound - Self.guardCount, range.upperBound] }
}

/// Whether the first has the bits of the beginning of the second, but for which NaN
/// a NaN is (SPEC §14).
public func areSameBits<Scalar: StorageScalar>(
  _ a: UnsafeBufferPointer<Scalar>, _ b: UnsafeBufferPointer<Scalar>
) -> Bool {
  guard a.count <= b.count else { return false }
  guard let start = a.baseAddress, let other = b.baseAddress else { return a.isEmpty }
  if memcmp(start, other, a.count * MemoryLayout<Scalar>.stride) == 0 { return true }
  return canonicalEncodings(a) == canonicalEncodings(b.prefix(a.count))
}

/// Whether the first are the bytes with which the second begin.
func isBeginning(_ a: [UInt8], of b: [UInt8]) -> Bool {
  a.count <= b.count && memcmp(a, b, a.count) == 0
}
