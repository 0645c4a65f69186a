import Formats

/// The arithmetic that element operations are done in (SPEC §1.2).
///
/// An operation is done in `Value` and its result passed through `round`. For
/// the narrower formats `Value` is `Float`: rounding + − × ÷ √ first to binary32
/// and then to the format gives the correctly rounded result.
protocol ElementArithmetic: Sendable {
  /// The type that carries the values of the format.
  associatedtype Value: BinaryFloatingPoint & Sendable

  /// The format of every result.
  static var format: FloatFormat { get }
  /// The result of one operation in `Value`, rounded to the format.
  static func round(_ value: Value) -> Value
  /// The value of the format nearest to `value`, rounded once.
  static func nearest(_ value: Double) -> Value
  /// A value of the format, exactly.
  static func exactDouble(_ value: Value) -> Double
  /// A stored value, exactly.
  static func load<Storage: StoredNumber>(_ stored: Storage) -> Value
  /// A value of the format, rounded once to storage.
  static func store<Storage: StoredNumber>(_ value: Value) -> Storage
}

extension ElementArithmetic where Value == Float {
  static func exactDouble(_ value: Float) -> Double { Double(value) }
  @inline(__always)
  static func load<Storage: StoredNumber>(_ stored: Storage) -> Float {
    stored.nearestFloat
  }
  @inline(__always)
  static func store<Storage: StoredNumber>(_ value: Float) -> Storage {
    Storage(nearest: value)
  }
}

/// Arithmetic in binary64.
enum Binary64Arithmetic: ElementArithmetic {
  static var format: FloatFormat { .binary64 }
  @inline(__always) static func round(_ value: Double) -> Double { value }
  static func nearest(_ value: Double) -> Double { value }
  static func exactDouble(_ value: Double) -> Double { value }
  @inline(__always)
  static func load<Storage: StoredNumber>(_ stored: Storage) -> Double {
    stored.exactDouble
  }
  @inline(__always)
  static func store<Storage: StoredNumber>(_ value: Double) -> Storage {
    Storage(nearest: value)
  }
}

/// Arithmetic in binary32.
enum Binary32Arithmetic: ElementArithmetic {
  static var format: FloatFormat { .binary32 }
  @inline(__always) static func round(_ value: Float) -> Float { value }
  static func nearest(_ value: Double) -> Float { Float(value) }
}

/// Arithmetic in binary16, emulated.
enum Binary16Arithmetic: ElementArithmetic {
  static var format: FloatFormat { .binary16 }
  @inline(__always) static func round(_ value: Float) -> Float { Float(Binary16(value)) }
  static func nearest(_ value: Double) -> Float { Float(Binary16(nearest: value)) }
}

/// Arithmetic in bfloat16, emulated.
enum BFloat16Arithmetic: ElementArithmetic {
  static var format: FloatFormat { .bfloat16 }
  @inline(__always) static func round(_ value: Float) -> Float { Float(BFloat16(value)) }
  static func nearest(_ value: Double) -> Float { Float(BFloat16(nearest: value)) }
}

/// Arithmetic in E4M3, emulated.
enum E4M3Arithmetic: ElementArithmetic {
  static var format: FloatFormat { .e4m3 }
  @inline(__always) static func round(_ value: Float) -> Float { Float(E4M3(value)) }
  static func nearest(_ value: Double) -> Float { Float(E4M3(nearest: value)) }
}

/// Arithmetic in E5M2, emulated.
enum E5M2Arithmetic: ElementArithmetic {
  static var format: FloatFormat { .e5m2 }
  @inline(__always) static func round(_ value: Float) -> Float { Float(E5M2(value)) }
  static func nearest(_ value: Double) -> Float { Float(E5M2(nearest: value)) }
}
