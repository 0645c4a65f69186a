import Formats
import Testing
import _TestSupport

private let narrow = FloatFormat.all.filter { $0.bitWidth < 64 }

extension SplitMix64 {
  /// 32 random bits, or the first and last ones for which `parts` of 2^32 do not,
  /// and do, lead away from zero.
  fileprivate mutating func bits(about parts: UInt64) -> UInt32 {
    switch integer(in: 0...5) {
    case 0: 0
    case 1: .max
    case 2: UInt32(truncatingIfNeeded: (1 << 32) - max(parts, 1))
    case 3: UInt32(truncatingIfNeeded: (1 << 32) - 1 - parts)
    default: UInt32(truncatingIfNeeded: next())
    }
  }
}

@Suite("Stochastic rounding to a format")
struct StochasticRoundingTests {
  @Test(
    "is that of the definition: the neighbours by bisection, then the rule",
    arguments: narrow)
  func definition(format: FloatFormat) {
    let failure = counterexample(in: 20_000) { random in
      let magnitude = random.magnitude(for: format)
      let isNegative = random.bool()
      let (low, high) = format.neighbours(of: magnitude)
      // Exact: the difference has a Double's bits, the spacing is a power of two.
      let spacing = format.decode(high) - format.decode(low)
      let part = low == high ? 0 : (magnitude - format.decode(low)) / spacing
      let parts = UInt64((part * 0x1p32).rounded(.down))
      let r = random.bits(about: parts)
      let expected = parts + UInt64(r) >= 1 << 32 ? high : low
      let found = format.encode(isNegative ? -magnitude : magnitude, stochastic: r)
      return found == (isNegative ? format.negated(expected) : expected)
        ? nil
        : "\(isNegative ? "-" : "")\(magnitude.exactDescription) by \(r): "
          + "\(format.hexadecimal(found)), not ±\(format.hexadecimal(expected))"
    }
    #expect(failure == nil)
  }

  @Test(
    "between all neighbours of 8 bits the number of bits that lead away is the part",
    arguments: [FloatFormat.e4m3, .e5m2])
  func neighbours(format: FloatFormat) {
    for low in 0..<format.greatestFiniteBits {
      let (from, to) = (format.decode(low), format.decode(low + 1))
      for parts in [1, 2, 3, 1 << 16, 1 << 31, 0xdead_beef, (1 << 32) - 1] as [UInt64] {
        let value = from + (to - from) * (Double(parts) * 0x1p-32)
        // Of the 2^32 values of r the last `parts` lead away.
        let first = UInt32(truncatingIfNeeded: 1 << 32 - parts)
        #expect(format.encode(value, stochastic: first) == low + 1)
        #expect(format.encode(value, stochastic: first - 1) == low)
        #expect(format.encode(-value, stochastic: first) == format.negated(low + 1))
        #expect(format.encode(-value, stochastic: first - 1) == format.negated(low))
      }
      // Less than one part in 2^32 never does.
      let value = from + (to - from) * 0x1p-33
      #expect(format.encode(value, stochastic: .max) == low)
    }
  }

  @Test("never changes a value of the format", arguments: FloatFormat.all)
  func values(format: FloatFormat) {
    let failure = counterexample(in: 50_000) { random in
      let bits = random.next() & format.bitMask
      let value = format.decode(bits)
      let r = random.bits(about: 0)
      let found = format.encode(value, stochastic: r)
      let expected = value.isNaN ? format.nanBits : bits
      return found == expected ? nil : "\(format.hexadecimal(bits)) by \(r)"
    }
    #expect(failure == nil)
  }

  @Test("is monotonic for given bits", arguments: narrow)
  func monotonic(format: FloatFormat) {
    let failure = counterexample(in: 20_000) { random in
      let x = random.magnitude(for: format) * (random.bool() ? 1 : -1)
      let y = random.bool() ? x.nextUp : random.magnitude(for: format)
      let r = random.bits(about: 1 << 31)
      // NaN is E4M3's word for an overflow.
      let other = format.overflowing(to: .saturate)
      let a = other.decode(other.encode(min(x, y), stochastic: r))
      let b = other.decode(other.encode(max(x, y), stochastic: r))
      return a <= b ? nil : "\(x.exactDescription), \(y.exactDescription) by \(r)"
    }
    #expect(failure == nil)
  }

  @Test(
    "beyond the largest value the spacing and then the policy decide", arguments: narrow)
  func overflow(format: FloatFormat) {
    let greatest = format.greatestFinite
    let spacing = greatest - format.decode(format.greatestFiniteBits - 1)
    for policy in [FloatFormat.OverflowPolicy.infinity, .nan, .saturate] {
      if policy == .infinity && format.infinityBits == nil { continue }
      let other = format.overflowing(to: policy)
      let largest = format.greatestFiniteBits
      let over = other.overflowBits
      for (value, r, expected) in [
        (greatest, .max, largest), (greatest + spacing / 4, 0, largest),
        (greatest + spacing / 4, 0xbfff_ffff, largest),
        (greatest + spacing / 4, 0xc000_0000, over),
        (greatest + spacing, 0, over), (greatest + spacing * 1.25, 0, over),
        (greatest * 4, 0, over), (.greatestFiniteMagnitude, 0, over),
        (.infinity, 0, format.infinityBits ?? over),
      ] as [(Double, UInt32, UInt64)] {
        #expect(other.encode(value, stochastic: r) == expected, "\(value) by \(r)")
        #expect(other.encode(-value, stochastic: r) == format.negated(expected))
      }
    }
  }

  @Test("far below the smallest subnormal it is zero of the same sign", arguments: narrow)
  func underflow(format: FloatFormat) {
    let least = format.leastPositive
    for (value, r, expected) in [
      (least / 2, 0x7fff_ffff, 0), (least / 2, 0x8000_0000, 1),
      (least * 0x1p-32, .max, 1),
      (least * 0x1p-32, .max - 1, 0), ((least * 0x1p-32).nextDown, .max, 0),
      (.leastNormalMagnitude, .max, 0), (.leastNonzeroMagnitude, .max, 0),
    ] as [(Double, UInt32, UInt64)] {
      #expect(format.encode(value, stochastic: r) == expected, "\(value) by \(r)")
      #expect(format.encode(-value, stochastic: r) == format.negated(expected))
    }
  }
}
