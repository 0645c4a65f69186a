import Testing
import _TestSupport

@testable import Formats

@Suite("Bulk stochastic rounding")
struct BulkStochasticTests {
  @Test(
    "of random values by random bits, many of them at the border",
    arguments: FloatFormat.all + FloatFormat.unusual)
  func random(format: FloatFormat) {
    let levels = FloatFormat.SIMDLevel.supported
    let failure = counterexample(in: 20) { random in
      let doubles = (0..<500).map { _ in
        random.integer(in: 0...3) == 0
          ? random.weightedDouble()
          : random.magnitude(for: format) * (random.bool() ? 1 : -1)
      }
      let floats = doubles.map { Float($0) }
      // The least bits that lead away, or one less: what is cut off counts.
      let bits = doubles.map { value -> UInt32 in
        switch random.integer(in: 0...3) {
        case 0: return random.choice([0, 1, .max, .max - 1])
        case 1: return UInt32(truncatingIfNeeded: random.next())
        default:
          let first = format.leastBits(leadingAway: value)
          return random.bool() ? first : first &- 1
        }
      }
      return bits.withUnsafeBufferPointer { bits in
        difference(of: format, on: floats, .stochastic(bits), levels)
          ?? difference(of: format, on: doubles, .stochastic(bits), levels)
      }
    }
    #expect(failure == nil)
  }

  @Test("by the bits of a source: those of single elements")
  func source() {
    var random = SplitMix64(seed: Search.seed)
    for level in FloatFormat.SIMDLevel.supported {
      for count in [0, 1, 3, 15, 16, 17, 70] {
        let source = StochasticSource(seed: UInt32(truncatingIfNeeded: random.next()))
        let step = random.integer(in: 0...1_000_000)
        let tensor = random.integer(in: 0...300)
        for first in [0, 1, 12345, 0xffff_fff8] {
          var bits = [UInt32](repeating: 0, count: count)
          bits.withUnsafeMutableBufferPointer {
            source.bits(step: step, tensor: tensor, firstElement: first, into: $0, level)
          }
          let expected = (0..<count).map {
            source.bits(step: step, tensor: tensor, element: first + $0)
          }
          #expect(bits == expected, "\(level) \(source.seed) \(step) \(tensor) \(first)")
        }
      }
    }
  }

  @Test("of arrays by a source")
  func arrays() {
    let source = StochasticSource(seed: 7)
    let values = (0..<100).map { Float($0) * 0.37 - 11 }
    let expected = values.indices.map { i in
      let r = source.bits(step: 3, tensor: 2, element: 40 + i)
      return FloatFormat.e4m3.encode(Double(values[i]), stochastic: r)
    }
    let found = FloatFormat.e4m3.encode(
      values, as: UInt8.self, stochastic: source, step: 3, tensor: 2, firstElement: 40)
    #expect(found.map(UInt64.init) == expected)
    let rounded = FloatFormat.e4m3.round(
      values, stochastic: source, step: 3, tensor: 2, firstElement: 40)
    #expect(rounded.map(Double.init) == expected.map(FloatFormat.e4m3.decode))
  }
}

extension FloatFormat {
  /// The least random bits by which `value` is rounded away from zero, by bisection.
  fileprivate func leastBits(leadingAway value: Double) -> UInt32 {
    let away = encode(value, stochastic: .max)
    var (low, high) = (UInt32.min, UInt32.max)
    while low < high {
      let middle = low + (high - low) / 2
      let isAway = encode(value, stochastic: middle) == away
      (low, high) = isAway ? (low, middle) : (middle + 1, high)
    }
    return low
  }
}
