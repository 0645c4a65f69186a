import Formats

/// The values that a computation within a budget may give.
///
/// Whatever judges a value asks `admits(_:in:)`: vectors, live readings and studies
/// alike.
public struct BudgetEnclosure: Hashable, Sendable {
  /// The least and the greatest admitted value; nil where the rule has no stable
  /// value, so that every value is admitted.
  ///
  /// Both are NaN where the value must be NaN.
  public let bounds: Bounds?

  /// Encodings in the format of the value.
  public struct Bounds: Hashable, Sendable {
    /// The least value.
    public let low: UInt64
    /// The greatest value.
    public let high: UInt64

    /// Creates bounds.
    public init(low: UInt64, high: UInt64) {
      self.low = low
      self.high = high
    }
  }

  /// Creates an enclosure; nil admits everything.
  public init(_ bounds: Bounds?) { self.bounds = bounds }

  /// Whether a value of `format` is admitted.
  ///
  /// The two zeros are one value, and so are all NaNs.
  public func admits(_ bits: UInt64, in format: FloatFormat) -> Bool {
    guard let bounds else { return true }
    if format.isNaN(bits) || format.isNaN(bounds.low) {
      return format.isNaN(bits) && format.isNaN(bounds.low)
    }
    let value = format.decode(bits)
    return format.decode(bounds.low) <= value && value <= format.decode(bounds.high)
  }
}
