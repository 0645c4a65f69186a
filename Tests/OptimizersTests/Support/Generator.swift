import Formats
import _StepSupport
import _TestSupport

/// A generator for one test, whose seed is printed so that it can be repeated.
func seeded(_ salt: UInt64, for test: String = #function) -> SplitMix64 {
  print("\(test): RMSPEC_TEST_SEED=\(Search.seed), salt \(salt)")
  return SplitMix64(seed: Search.seed &+ salt)
}

extension SplitMix64 {
  /// Encodings of tame and wild values.
  mutating func encodings(_ count: Int, _ format: FloatFormat) -> [UInt64] {
    (0..<count).map { _ in encoding(format) }
  }

  /// Values in [−3, 3].
  mutating func values<Scalar: BinaryFloatingPoint>(_ count: Int) -> [Scalar] {
    (0..<count).map { _ in Scalar(double(in: -3...3)) }
  }
}
