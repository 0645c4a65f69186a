import Formats

/// A type that parameters, gradients and state are stored in (SPEC §1.2).
///
/// The module provides the conformances: `Double`, `Float`, and the emulated
/// `Binary16`, `BFloat16`, `E4M3` and `E5M2`.
public protocol StorageScalar: Hashable, Sendable {
  /// The format of the stored values.
  static var storageFormat: FloatFormat { get }
  /// The arithmetic that an optimizer uses unless told otherwise.
  static var standardArithmetic: FloatFormat { get }
  /// The arithmetics that it can be used with; each holds all of its values.
  static var arithmetics: [FloatFormat] { get }
  /// The update loops compiled for this type.
  static var kernels: KernelProvider<Self> { get }

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

extension StorageScalar {
  /// The encoding, with every NaN replaced by the format's one (SPEC §14).
  public var canonicalEncoding: UInt64 {
    let format = Self.storageFormat
    return format.isNaN(encoding) ? format.nanBits : encoding
  }
}
