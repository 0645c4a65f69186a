import CMPFR

/// Multiplies as `mpfr_mul` does, faster where a factor is short.
///
/// Gradients, hyperparameters and what is made of few of them are short at any
/// precision; but MPFR multiplies all limbs, zeros as well.
@inline(__always)
func setToProduct(
  _ target: UnsafeMutablePointer<__mpfr_struct>,
  _ a: UnsafePointer<__mpfr_struct>, _ b: UnsafePointer<__mpfr_struct>,
  _ rounding: mpfr_rnd_t
) -> Int32 {
  guard a.hasSpareLimbs || b.hasSpareLimbs else {
    return mpfr_mul(target, a, b, rounding)
  }
  var (a, b) = (a.trimmed, b.trimmed)
  return mpfr_mul(target, &a, &b, rounding)
}

extension UnsafePointer<__mpfr_struct> {
  /// Whether low limbs are zero; zeros, infinities and NaN have none to look at.
  fileprivate var hasSpareLimbs: Bool {
    @inline(__always) get { cmpfr_is_regular(self) && pointee._mpfr_d[0] == 0 }
  }

  /// A header of the same value without low limbs that are zero.
  fileprivate var trimmed: __mpfr_struct {
    @inline(__always) get {
      var header = pointee
      guard hasSpareLimbs else { return header }
      let limbs = (Int(header._mpfr_prec) &- 1) >> 6 &+ 1
      var zeros = 1
      // The last limb has the leading bit, so that the loop ends there.
      while header._mpfr_d[zeros] == 0 { zeros &+= 1 }
      header._mpfr_d += zeros
      header._mpfr_prec = (limbs &- zeros) &<< 6
      return header
    }
  }
}
