/// A binary floating-point interchange format, as data.
///
/// A finite non-zero value is `±s · 2^(e − precision + 1)` with an integer
/// significand `0 < s < 2^precision`. It is *normal* if
/// `s ≥ 2^(precision − 1)` and *subnormal* otherwise; subnormals all have
/// `e = minimumExponent`. Every format described here is a subset of binary64,
/// so a `Double` carries any of its values exactly.
///
/// Sources: IEEE 754-2019 §3.6 for binary16, binary32 and binary64; the OCP
/// 8-bit floating-point specification (OFP8) for E4M3 and E5M2; bfloat16 as
/// implemented in hardware (binary32 with 16 fewer significand bits).
public struct FloatFormat: Hashable, Sendable {
  /// The name used in files and on the command line, such as `binary32`.
  public let name: String
  /// The width of an encoding, in bits.
  public let bitWidth: Int
  /// The number of significand bits, including the implicit one.
  public let precision: Int
  /// The exponent of the smallest normal value.
  public let minimumExponent: Int
  /// The exponent of the largest finite value.
  public let maximumExponent: Int
  /// What the all-ones exponent field encodes.
  public let specialEncoding: SpecialEncoding
  /// What becomes of a value too large for the format.
  public let overflow: OverflowPolicy

  /// What the all-ones exponent field encodes.
  public enum SpecialEncoding: String, Hashable, Sendable {
    /// Infinities (zero trailing significand) and NaNs, as in IEEE 754.
    case infinitiesAndNaNs
    /// Finite values, except the all-ones trailing significand, which is NaN.
    /// There are no infinities (OFP8 E4M3).
    case singleNaN
  }

  /// What rounding to nearest yields beyond the largest finite value.
  public enum OverflowPolicy: String, Hashable, Sendable {
    /// An infinity of the same sign.
    case infinity
    /// NaN.
    case nan
    /// The largest finite value of the same sign.
    case saturate
  }

  /// Describes a format by its parameters.
  public init(
    name: String, bitWidth: Int, precision: Int, minimumExponent: Int,
    maximumExponent: Int, specialEncoding: SpecialEncoding, overflow: OverflowPolicy
  ) {
    precondition(
      specialEncoding == .infinitiesAndNaNs || overflow != .infinity,
      "a format without infinities cannot overflow to one")
    self.name = name
    self.bitWidth = bitWidth
    self.precision = precision
    self.minimumExponent = minimumExponent
    self.maximumExponent = maximumExponent
    self.specialEncoding = specialEncoding
    self.overflow = overflow
  }

  /// The same format under another overflow policy.
  public func overflowing(to policy: OverflowPolicy) -> FloatFormat {
    FloatFormat(
      name: name, bitWidth: bitWidth, precision: precision,
      minimumExponent: minimumExponent, maximumExponent: maximumExponent,
      specialEncoding: specialEncoding, overflow: policy)
  }
}

extension FloatFormat: CustomStringConvertible {
  /// The name.
  public var description: String { name }
}
