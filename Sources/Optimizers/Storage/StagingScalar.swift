import Formats

/// A type that stored values are staged in.
protocol StagingScalar: StoredNumber {
  /// Decodes as many encodings in a format as there are values, exactly.
  static func decode(
    _ encodings: UnsafeRawPointer, _ format: FloatFormat,
    into values: UnsafeMutableBufferPointer<Self>, _ level: FloatFormat.SIMDLevel)

  /// Encodes each value in a format, rounded to nearest, or by random bits if there
  /// are any.
  static func encode(
    _ values: UnsafeBufferPointer<Self>, _ format: FloatFormat,
    into encodings: UnsafeMutableRawPointer,
    stochastic bits: UnsafeBufferPointer<UInt32>?,
    _ level: FloatFormat.SIMDLevel)
}

extension Float: StagingScalar {
  static func decode(
    _ encodings: UnsafeRawPointer, _ format: FloatFormat,
    into values: UnsafeMutableBufferPointer<Float>, _ level: FloatFormat.SIMDLevel
  ) {
    format.decode(encodings, into: values, level)
  }

  static func encode(
    _ values: UnsafeBufferPointer<Float>, _ format: FloatFormat,
    into encodings: UnsafeMutableRawPointer,
    stochastic bits: UnsafeBufferPointer<UInt32>?,
    _ level: FloatFormat.SIMDLevel
  ) {
    format.encode(values, into: encodings, stochastic: bits, level)
  }
}

extension Double: StagingScalar {
  static func decode(
    _ encodings: UnsafeRawPointer, _ format: FloatFormat,
    into values: UnsafeMutableBufferPointer<Double>, _ level: FloatFormat.SIMDLevel
  ) {
    format.decode(encodings, into: values, level)
  }

  static func encode(
    _ values: UnsafeBufferPointer<Double>, _ format: FloatFormat,
    into encodings: UnsafeMutableRawPointer,
    stochastic bits: UnsafeBufferPointer<UInt32>?,
    _ level: FloatFormat.SIMDLevel
  ) {
    format.encode(values, into: encodings, stochastic: bits, level)
  }
}
