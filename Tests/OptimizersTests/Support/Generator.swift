import Formats
import _TestSupport

/// A generator for one test, whose seed is printed so that it can be repeated.
func seeded(_ salt: UInt64, for test: String = #function) -> SplitMix64 {
  print("\(test): RMSPEC_TEST_SEED=\(Search.seed), salt \(salt)")
  return SplitMix64(seed: Search.seed &+ salt)
}

extension SplitMix64 {
  /// An encoding of a tame value, a zero, or anything at all.
  mutating func encoding(_ format: FloatFormat) -> UInt64 {
    switch integer(in: 0...9) {
    case 0: return next() & format.bitMask
    case 1: return format.encode(choice([0, -0.0]))
    case 2:
      return format.encode(
        double(exponent: format.smallestSubnormalExponent...format.maximumExponent))
    default: return format.encode(double(in: -3...3))
    }
  }

  /// Encodings of tame and wild values.
  mutating func encodings(_ count: Int, _ format: FloatFormat) -> [UInt64] {
    (0..<count).map { _ in encoding(format) }
  }

  /// Values in [−3, 3].
  mutating func values<Scalar: BinaryFloatingPoint>(_ count: Int) -> [Scalar] {
    (0..<count).map { _ in Scalar(double(in: -3...3)) }
  }
}
