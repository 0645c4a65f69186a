import Formats

/// What the engines need of a storage type (SPEC §1.2).
///
/// It is not public, so that `Float` and `Double` gain no members in a program that
/// imports the library.
protocol StoredNumber: StorageScalar {
  /// The format of the stored values.
  static var storageFormat: FloatFormat { get }
  /// The arithmetic that an optimizer uses unless told otherwise.
  static var standardArithmetic: FloatFormat { get }
  /// The arithmetics that it can be used with; each holds all of its values.
  static var arithmetics: [FloatFormat] { get }
  /// The update loops of a group in an arithmetic, or nil if there are none for it.
  ///
  /// A conformance makes them where all types are known, so that generic code, whatever
  /// it is compiled to, reaches loops that were specialized. Supported arithmetics
  /// without loops of their own run on staged values.
  static func kernel(of group: GroupRule, in arithmetic: FloatFormat)
    -> UpdateKernel<Self>?

  /// The value that the low bits of `encoding` encode.
  init(encoding: UInt64)
  /// The value nearest to `value`, rounded once.
  init(nearest value: Float)
  /// The value nearest to `value`, rounded once.
  init(nearest value: Double)

  /// The encoding, in the low bits.
  var encoding: UInt64 { get }
  /// The value, exactly where binary32 holds it.
  var nearestFloat: Float { get }
  /// The value, exactly.
  var exactDouble: Double { get }
}

/// The type whose values are stored in a format, or nil if there is none.
func storedNumber(in format: FloatFormat) -> (any StoredNumber.Type)? {
  switch format {
  case .binary64: Double.self
  case .binary32: Float.self
  case .binary16: Binary16.self
  case .bfloat16: BFloat16.self
  case .e4m3: E4M3.self
  case .e5m2: E5M2.self
  default: nil
  }
}
