extension FloatFormat {
  /// IEEE 754 double precision.
  public static let binary64 = FloatFormat(
    name: "binary64", bitWidth: 64, precision: 53, minimumExponent: -1022,
    maximumExponent: 1023, specialEncoding: .infinitiesAndNaNs, overflow: .infinity)
  /// IEEE 754 single precision.
  public static let binary32 = FloatFormat(
    name: "binary32", bitWidth: 32, precision: 24, minimumExponent: -126,
    maximumExponent: 127, specialEncoding: .infinitiesAndNaNs, overflow: .infinity)
  /// IEEE 754 half precision.
  public static let binary16 = FloatFormat(
    name: "binary16", bitWidth: 16, precision: 11, minimumExponent: -14,
    maximumExponent: 15, specialEncoding: .infinitiesAndNaNs, overflow: .infinity)
  /// The upper half of binary32.
  public static let bfloat16 = FloatFormat(
    name: "bfloat16", bitWidth: 16, precision: 8, minimumExponent: -126,
    maximumExponent: 127, specialEncoding: .infinitiesAndNaNs, overflow: .infinity)
  /// OFP8 E4M3: no infinities, one NaN, largest value 448; overflow gives NaN.
  public static let e4m3 = FloatFormat(
    name: "e4m3", bitWidth: 8, precision: 4, minimumExponent: -6, maximumExponent: 8,
    specialEncoding: .singleNaN, overflow: .nan)
  /// OFP8 E5M2: IEEE-like, largest value 57344.
  public static let e5m2 = FloatFormat(
    name: "e5m2", bitWidth: 8, precision: 3, minimumExponent: -14, maximumExponent: 15,
    specialEncoding: .infinitiesAndNaNs, overflow: .infinity)

  /// Every format that RMSpec knows, widest first.
  public static let all: [FloatFormat] = [
    .binary64, .binary32, .binary16, .bfloat16, .e4m3, .e5m2,
  ]

  /// The format of that name, or nil if there is none.
  public init?(named name: String) {
    guard let format = FloatFormat.all.first(where: { $0.name == name }) else {
      return nil
    }
    self = format
  }
}
