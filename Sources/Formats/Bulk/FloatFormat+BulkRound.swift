extension FloatFormat {
  /// Rounds each value to this format.
  ///
  /// The results are those of `round(_:_:)` for a single value, whatever the length,
  /// the alignment and the instruction set; any NaN becomes the positive quiet one.
  /// The buffers must have the same number of elements. They may be the same buffer,
  /// and must not overlap otherwise. A format of other values than those of `Float`
  /// must have them all.
  ///
  /// - Complexity: O(*n*): about 0.3 ns a value where there is AVX-512.
  public func round(
    _ values: UnsafeBufferPointer<Float>,
    into results: UnsafeMutableBufferPointer<Float>,
    _ direction: RoundingDirection = .nearestEven
  ) {
    round(values, into: results, .toward(direction), .current)
  }

  /// Rounds each value to this format, as of `Float`.
  public func round(
    _ values: UnsafeBufferPointer<Double>,
    into results: UnsafeMutableBufferPointer<Double>,
    _ direction: RoundingDirection = .nearestEven
  ) {
    round(values, into: results, .toward(direction), .current)
  }

  /// Rounds each value stochastically to this format, by 32 random bits each.
  ///
  /// The results are the values of `encode(_:stochastic:)`, SPEC.md section 13; the
  /// rest is as in rounding in a direction.
  public func round(
    _ values: UnsafeBufferPointer<Float>,
    into results: UnsafeMutableBufferPointer<Float>,
    stochastic bits: UnsafeBufferPointer<UInt32>
  ) {
    round(values, into: results, .stochastic(bits), .current)
  }

  /// Rounds each value stochastically to this format, as of `Float`.
  public func round(
    _ values: UnsafeBufferPointer<Double>,
    into results: UnsafeMutableBufferPointer<Double>,
    stochastic bits: UnsafeBufferPointer<UInt32>
  ) {
    round(values, into: results, .stochastic(bits), .current)
  }

  func round<Value: KernelValue>(
    _ values: UnsafeBufferPointer<Value>,
    into results: UnsafeMutableBufferPointer<Value>,
    _ rounding: BulkRounding, _ level: SIMDLevel
  ) {
    precondition(values.count == results.count, "as many results as values")
    if case .stochastic(let bits) = rounding {
      precondition(bits.count == values.count, "as many random bits as values")
    }
    guard let source = values.baseAddress, let target = results.baseAddress else {
      return
    }
    if Value.format.isSubset(of: self) {
      for i in 0..<values.count { target[i] = source[i].isNaN ? .nan : source[i] }
      return
    }
    precondition(isSubset(of: Value.format), "\(name) has values that Float has not")
    if let kernels = kernels(level, of: Value.self) {
      var format = kernelFormat(rounding)
      kernels.round(
        &format, rounding.kernelCase, source, rounding.randomBits, target, values.count)
      return
    }
    for i in 0..<values.count {
      target[i] = Value(decode(encode(Double(source[i]), rounding, at: i)))
    }
  }
}
