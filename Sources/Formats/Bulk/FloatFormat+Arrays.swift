extension FloatFormat {
  /// Each value rounded to this format.
  public func round(
    _ values: [Float], _ direction: RoundingDirection = .nearestEven
  ) -> [Float] {
    array(of: values) { round($0, into: $1, direction) }
  }

  /// Each value rounded to this format.
  public func round(
    _ values: [Double], _ direction: RoundingDirection = .nearestEven
  ) -> [Double] {
    array(of: values) { round($0, into: $1, direction) }
  }

  /// The encoding of each value, rounded to this format.
  ///
  ///     let stored = FloatFormat.bfloat16.encode(weights, as: UInt16.self)
  public func encode<Word: FixedWidthInteger & UnsignedInteger>(
    _ values: [Float], as word: Word.Type,
    rounding direction: RoundingDirection = .nearestEven
  ) -> [Word] {
    array(of: values) { encode($0, into: $1, rounding: direction) }
  }

  /// The encoding of each value, rounded once to this format.
  public func encode<Word: FixedWidthInteger & UnsignedInteger>(
    _ values: [Double], as word: Word.Type,
    rounding direction: RoundingDirection = .nearestEven
  ) -> [Word] {
    array(of: values) { encode($0, into: $1, rounding: direction) }
  }

  /// The encoding of each value, rounded stochastically by the bits that `source` has
  /// for consecutive elements, SPEC.md section 13.
  public func encode<Word: FixedWidthInteger & UnsignedInteger>(
    _ values: [Float], as word: Word.Type, stochastic source: StochasticSource,
    step: Int, tensor: Int, firstElement: Int = 0
  ) -> [Word] {
    let bits = source.bits(
      step: step, tensor: tensor, elements: firstElement..<firstElement + values.count)
    return bits.withUnsafeBufferPointer { bits in
      array(of: values) { encode($0, into: $1, stochastic: bits) }
    }
  }

  /// Each value rounded stochastically by the bits that `source` has for consecutive
  /// elements, SPEC.md section 13.
  public func round(
    _ values: [Float], stochastic source: StochasticSource, step: Int, tensor: Int,
    firstElement: Int = 0
  ) -> [Float] {
    let bits = source.bits(
      step: step, tensor: tensor, elements: firstElement..<firstElement + values.count)
    return bits.withUnsafeBufferPointer { bits in
      array(of: values) { round($0, into: $1, stochastic: bits) }
    }
  }

  /// The value of each encoding, exactly; `Float` must have all values of the format.
  public func decode<Word: FixedWidthInteger & UnsignedInteger>(
    _ encodings: [Word], as value: Float.Type
  ) -> [Float] {
    array(of: encodings) { decode($0, into: $1) }
  }

  /// The value of each encoding, exactly.
  public func decode<Word: FixedWidthInteger & UnsignedInteger>(
    _ encodings: [Word], as value: Double.Type
  ) -> [Double] {
    array(of: encodings) { decode($0, into: $1) }
  }
}

/// The array of what `convert` makes of each element.
private func array<Element, Result>(
  of elements: [Element],
  _ convert: (UnsafeBufferPointer<Element>, UnsafeMutableBufferPointer<Result>) -> Void
) -> [Result] {
  elements.withUnsafeBufferPointer { source in
    [Result](unsafeUninitializedCapacity: source.count) { results, count in
      convert(source, UnsafeMutableBufferPointer(rebasing: results[..<source.count]))
      count = source.count
    }
  }
}
