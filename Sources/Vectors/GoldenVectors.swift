import Formats

/// What all published vectors have in common.
public enum GoldenVectors {
  /// The version of the layout.
  public static let schemaVersion = 3
  /// The version of the data.
  public static let dataVersion = "3.0.0"
  /// The budget κ of the published enclosures.
  public static let budget = 4.0
  /// The formats that vectors are published in.
  public static let formats: [FloatFormat] = [.binary64, .binary32, .binary16, .bfloat16]
  /// The formats that only the main dialects have vectors in.
  public static let tinyFormats: [FloatFormat] = [.e4m3, .e5m2]
}
