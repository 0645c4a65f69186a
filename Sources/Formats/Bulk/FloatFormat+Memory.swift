// Conversions for memory whose type is only known to be as wide as the format. They
// are for the optimizers, whose instructions a test chooses.
extension FloatFormat {
  /// Decodes as many encodings as there are values, exactly.
  package func decode(
    _ encodings: UnsafeRawPointer, into values: UnsafeMutableBufferPointer<Float>,
    _ level: SIMDLevel
  ) {
    let source = UnsafeMutableRawPointer(mutating: encodings)
    decode(EncodingBuffer(source, count: values.count, of: self), into: values, level)
  }

  /// Decodes as many encodings as there are values, exactly.
  package func decode(
    _ encodings: UnsafeRawPointer, into values: UnsafeMutableBufferPointer<Double>,
    _ level: SIMDLevel
  ) {
    let source = UnsafeMutableRawPointer(mutating: encodings)
    decode(EncodingBuffer(source, count: values.count, of: self), into: values, level)
  }

  /// Encodes each value, rounded to nearest, or by random bits if there are any.
  package func encode(
    _ values: UnsafeBufferPointer<Float>, into encodings: UnsafeMutableRawPointer,
    stochastic bits: UnsafeBufferPointer<UInt32>?, _ level: SIMDLevel
  ) {
    encode(
      values, into: EncodingBuffer(encodings, count: values.count, of: self),
      bits.map(BulkRounding.stochastic) ?? .toward(.nearestEven), level)
  }

  /// Encodes each value, rounded to nearest, or by random bits if there are any.
  package func encode(
    _ values: UnsafeBufferPointer<Double>, into encodings: UnsafeMutableRawPointer,
    stochastic bits: UnsafeBufferPointer<UInt32>?, _ level: SIMDLevel
  ) {
    encode(
      values, into: EncodingBuffer(encodings, count: values.count, of: self),
      bits.map(BulkRounding.stochastic) ?? .toward(.nearestEven), level)
  }
}
