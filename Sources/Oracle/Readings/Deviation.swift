import Formats
import Multiprecision

/// How far an observed value is from the exact one, in budgets.
public enum Deviation {
  /// `|observed − exact| / unit`: a first-order estimate of κ*.
  ///
  /// `unit` is how far a budget of κ = 1 reaches, so the estimate is the
  /// smallest sufficient budget wherever enclosures grow in proportion to it.
  ///
  /// - Parameters:
  ///   - bits: The encoding of the observed value.
  ///   - format: Its format.
  ///   - exact: The exact value as published: decimal digits, `inf`, `-inf` or `nan`.
  ///   - unit: The unit as published; nil where the rule has no stable value.
  /// - Returns: nil if there is no unit to measure in; infinity if no budget
  ///   leads from the exact value to the observed one.
  public static func estimate(
    of bits: UInt64, in format: FloatFormat, from exact: String, unit: Double?
  ) -> Double? {
    guard let unit else { return nil }
    let observed = format.decode(bits)
    if exact == "nan" { return observed.isNaN ? 0 : .infinity }
    if observed.isNaN { return .infinity }
    guard let distance = distance(from: observed, to: exact, in: format) else {
      return nil
    }
    return distance == 0 ? 0 : distance / unit
  }

  private static func distance(
    from observed: Double, to exact: String, in format: FloatFormat
  ) -> Double? {
    // Up to binary32 the unit is at least 2^-25 of the value or of what it was
    // made from, and a Double is near enough to the exact value.
    if format.precision <= 24 {
      guard let value = Double(exact) else { return nil }
      return observed == value ? 0 : (observed - value).magnitude
    }
    guard var value = BigFloat(decimal: exact, precision: 128) else { return nil }
    if value.isInfinite || observed.isInfinite {
      return value.compare(observed) == 0 ? 0 : .infinity
    }
    value.subtract(BigFloat(observed))
    return value.toDouble().magnitude
  }
}
