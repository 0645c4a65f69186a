import Formats
import Optimizers
import _TestSupport

extension SplitMix64 {
  /// An encoding of a tame value, a zero, or anything at all.
  public mutating func encoding(_ format: FloatFormat) -> UInt64 {
    switch integer(in: 0...9) {
    case 0: return next() & format.bitMask
    case 1: return format.encode(choice([0, -0.0]))
    case 2:
      return format.encode(
        double(exponent: format.smallestSubnormalExponent...format.maximumExponent))
    default: return format.encode(double(in: -3...3))
    }
  }

  /// A value of any kind, the special ones often.
  public mutating func wildEncoding(_ format: FloatFormat) -> UInt64 {
    guard oneIn(6) else { return encoding(format) }
    let tiny = Double(
      sign: bool() ? .plus : .minus, exponent: format.smallestSubnormalExponent,
      significand: 1)
    let greatest = format.decode(format.greatestFiniteBits)
    return format.encode(
      choice([
        0, -0.0, .infinity, -.infinity, .nan, tiny, 1, -1, 3 * tiny, greatest, -greatest,
      ]))
  }

  /// Values of all kinds.
  public mutating func wildValues<Scalar: StorageScalar>(
    _ count: Int, _: Scalar.Type = Scalar.self
  ) -> [Scalar] {
    (0..<count).map { _ in Scalar(encoding: wildEncoding(Scalar.storageFormat)) }
  }

  /// Values in [−3, 3], which no rule takes to a NaN.
  public mutating func tameValues<Scalar: StorageScalar>(
    _ count: Int, _: Scalar.Type = Scalar.self
  ) -> [Scalar] {
    (0..<count).map { _ in Scalar(nearest: double(in: -3...3)) }
  }
}
