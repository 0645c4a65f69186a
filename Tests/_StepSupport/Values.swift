import Dialects
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
    let format = Scalar.format
    return Scalar.values(encodedBy: (0..<count).map { _ in wildEncoding(format) })
  }

  /// Values in [−3, 3], which no rule takes to a NaN.
  public mutating func tameValues<Scalar: StorageScalar>(
    _ count: Int, _: Scalar.Type = Scalar.self
  ) -> [Scalar] {
    Scalar.values(nearestTo: (0..<count).map { _ in double(in: -3...3) })
  }
}

/// The values that bit patterns encode.
public func values<Scalar: StorageScalar>(
  encodedBy bits: [UInt64], _: Scalar.Type = Scalar.self
) -> [Scalar] {
  Scalar.values(encodedBy: bits)
}

/// The bit patterns of values, with one NaN.
public func canonicalEncodings<Scalar: StorageScalar>(
  _ values: some Sequence<Scalar>
) -> [UInt64] {
  Scalar.canonicalEncodings(of: Array(values))
}

extension Optimizer {
  /// The bit patterns of a state buffer, with one NaN; none if there is no such state.
  public func canonicalState(_ slot: StateSlot, ofTensor tensor: Int) -> [UInt64] {
    let values = Scalar.values(encodedBy: stateEncodings(slot, ofTensor: tensor) ?? [])
    return canonicalEncodings(values)
  }
}
