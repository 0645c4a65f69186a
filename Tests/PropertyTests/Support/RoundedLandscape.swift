import Formats
import _TestSupport

/// A quadratic that is gone down in a format.
struct RoundedLandscape: Shrinkable, Hashable, Sendable {
  var landscape: Landscape
  var format: FloatFormat

  var simpler: [RoundedLandscape] { simpler(in: \.landscape) }

  /// The formats whose roundings are small beside what they round.
  static let wideFormats: [FloatFormat] = [.binary64, .binary32, .binary16, .bfloat16]
}
