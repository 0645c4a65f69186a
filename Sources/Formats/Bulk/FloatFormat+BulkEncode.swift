extension FloatFormat {
  /// Encodes each value, rounded to this format.
  ///
  /// The results are those of `encode(_:rounding:)` for a single value, whatever the
  /// length, the alignment and the instruction set. The buffers must have the same
  /// number of elements and must not overlap. `Word` is `UInt8`, `UInt16`, `UInt32`,
  /// `UInt64` or `UInt` and must have at least the format's `bitWidth`; it is fast where
  /// it has just that, as `UInt8` has for e4m3.
  ///
  /// - Complexity: O(*n*): about 0.2 ns a value where there is AVX-512.
  public func encode<Word: FixedWidthInteger & UnsignedInteger>(
    _ values: UnsafeBufferPointer<Float>,
    into encodings: UnsafeMutableBufferPointer<Word>,
    rounding direction: RoundingDirection = .nearestEven
  ) {
    encode(values, into: EncodingBuffer(encodings), .toward(direction), .current)
  }

  /// Encodes each value, rounded once to this format, as of `Float`.
  public func encode<Word: FixedWidthInteger & UnsignedInteger>(
    _ values: UnsafeBufferPointer<Double>,
    into encodings: UnsafeMutableBufferPointer<Word>,
    rounding direction: RoundingDirection = .nearestEven
  ) {
    encode(values, into: EncodingBuffer(encodings), .toward(direction), .current)
  }

  /// Encodes each value, rounded stochastically to this format by 32 random bits.
  ///
  /// The results are those of `encode(_:stochastic:)` for a single value, SPEC.md
  /// section 13; the rest is as in rounding in a direction.
  public func encode<Word: FixedWidthInteger & UnsignedInteger>(
    _ values: UnsafeBufferPointer<Float>,
    into encodings: UnsafeMutableBufferPointer<Word>,
    stochastic bits: UnsafeBufferPointer<UInt32>
  ) {
    encode(values, into: EncodingBuffer(encodings), .stochastic(bits), .current)
  }

  /// Encodes each value, rounded stochastically to this format, as of `Float`.
  public func encode<Word: FixedWidthInteger & UnsignedInteger>(
    _ values: UnsafeBufferPointer<Double>,
    into encodings: UnsafeMutableBufferPointer<Word>,
    stochastic bits: UnsafeBufferPointer<UInt32>
  ) {
    encode(values, into: EncodingBuffer(encodings), .stochastic(bits), .current)
  }

  func encode<Value: KernelValue>(
    _ values: UnsafeBufferPointer<Value>, into encodings: EncodingBuffer,
    _ rounding: BulkRounding, _ level: SIMDLevel
  ) {
    precondition(values.count == encodings.count, "as many encodings as values")
    precondition(encodings.wordBits >= bitWidth, "\(name) needs \(bitWidth) bits")
    if case .stochastic(let bits) = rounding {
      precondition(bits.count == values.count, "as many random bits as values")
    }
    guard let source = values.baseAddress, let target = encodings.base else { return }
    if encodings.wordBits == bitWidth, precision < Value.format.precision,
      let kernels = kernels(level, of: Value.self)
    {
      var format = kernelFormat(rounding)
      kernels.encode(
        &format, rounding.kernelCase, source, rounding.randomBits, target,
        bitWidth / 8, values.count)
      return
    }
    switch encodings.wordBits {
    case 8: encode(values, target.assumingMemoryBound(to: UInt8.self), rounding)
    case 16: encode(values, target.assumingMemoryBound(to: UInt16.self), rounding)
    case 32: encode(values, target.assumingMemoryBound(to: UInt32.self), rounding)
    default: encode(values, target.assumingMemoryBound(to: UInt64.self), rounding)
    }
  }

  /// Encodes each value singly, or without rounding where the format is binary64, or
  /// binary32 for `Float`.
  private func encode<Value: KernelValue, Word: FixedWidthInteger & UnsignedInteger>(
    _ values: UnsafeBufferPointer<Value>, _ encodings: UnsafeMutablePointer<Word>,
    _ rounding: BulkRounding
  ) {
    let nan = Word(truncatingIfNeeded: nanBits)
    if hasEncodings(of: .binary64) {
      for i in values.indices {
        let bits = Word(truncatingIfNeeded: Double(values[i]).bitPattern)
        encodings[i] = values[i].isNaN ? nan : bits
      }
    } else if hasEncodings(of: .binary32) && Value.self == Float.self {
      for i in values.indices {
        let bits = Word(truncatingIfNeeded: Float(values[i]).bitPattern)
        encodings[i] = values[i].isNaN ? nan : bits
      }
    } else {
      for i in values.indices {
        let bits = encode(Double(values[i]), rounding, at: i)
        encodings[i] = Word(truncatingIfNeeded: bits)
      }
    }
  }

  /// Whether values have the same encodings as in `other`, whatever overflows become.
  private func hasEncodings(of other: FloatFormat) -> Bool {
    bitWidth == other.bitWidth && precision == other.precision
      && minimumExponent == other.minimumExponent
      && specialEncoding == other.specialEncoding
  }
}
