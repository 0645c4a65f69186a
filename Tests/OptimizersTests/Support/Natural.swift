/// A natural number of any size, for exact powers: 32-bit limbs, least first.
struct Natural {
  var limbs: [UInt32] = []

  init(_ value: UInt64) {
    limbs = [UInt32(truncatingIfNeeded: value), UInt32(value >> 32)]
    trim()
  }

  private mutating func trim() { while limbs.last == 0 { limbs.removeLast() } }

  var bitWidth: Int {
    limbs.last.map { limbs.count * 32 - $0.leadingZeroBitCount } ?? 0
  }

  static func * (a: Natural, b: Natural) -> Natural {
    var result = Natural(0)
    result.limbs = Array(repeating: 0, count: a.limbs.count + b.limbs.count)
    for (i, x) in a.limbs.enumerated() {
      var carry: UInt64 = 0
      for (j, y) in b.limbs.enumerated() {
        carry += UInt64(x) * UInt64(y) + UInt64(result.limbs[i + j])
        result.limbs[i + j] = UInt32(truncatingIfNeeded: carry)
        carry >>= 32
      }
      result.limbs[i + b.limbs.count] = UInt32(carry)
    }
    result.trim()
    return result
  }

  func bit(_ index: Int) -> Bool {
    index >= 0 && index / 32 < limbs.count
      && limbs[index / 32] >> UInt32(index % 32) & 1 == 1
  }

  /// Whether any bit below `index` is set.
  func hasBits(below index: Int) -> Bool {
    (0..<max(0, min(index, bitWidth))).contains { bit($0) }
  }

  /// The quotient by 2^count, rounded down, or up if asked.
  func shifted(right count: Int, up: Bool) -> Natural {
    var result = Natural(0)
    result.limbs = Array(repeating: 0, count: max(0, bitWidth - count) / 32 + 2)
    for index in 0..<max(0, bitWidth - count) where bit(index + count) {
      result.limbs[index / 32] |= 1 << UInt32(index % 32)
    }
    if up && hasBits(below: count) {
      for i in result.limbs.indices {
        let (sum, overflow) = result.limbs[i].addingReportingOverflow(1)
        result.limbs[i] = sum
        if !overflow { break }
      }
    }
    result.trim()
    return result
  }
}
