// The operations of SPEC §1 and §14 on vectors; a scalar stands for a vector of it.

INLINE Vector add(Vector a, Vector b) { return ROUNDED(a + b); }
INLINE Vector subtract(Vector a, Vector b) { return ROUNDED(a - b); }
INLINE Vector multiply(Vector a, Vector b) { return ROUNDED(a * b); }
INLINE Vector divide(Vector a, Vector b) { return ROUNDED(a / b); }
INLINE Vector squareRoot(Vector a) {
  return ROUNDED(__builtin_elementwise_sqrt(a));
}

/// The absolute value, exactly.
INLINE Vector magnitude(Vector a) { return __builtin_elementwise_abs(a); }

/// The greater; NaN if either is NaN, and +0 for zeros of different sign.
INLINE Vector maximum(Vector a, Vector b) {
  Vector greater = a > b ? a : b;
  // Equal numbers differ at most in the sign of zero.
  greater = a == b ? (Vector)((Bits)a & (Bits)b) : greater;
  // `greater` is b already where b is NaN.
  return a == a ? greater : a;
}

/// max(a, 0); NaN stays NaN, as a comparison with it is false.
INLINE Vector clampedAtZero(Vector a) { return a <= 0 ? (Vector)0 : a; }
