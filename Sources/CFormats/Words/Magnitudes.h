// Finite magnitudes: encoded as if there were no largest one, and decoded.

/// The significand without its last `dropped` bits, rounded; the last place kept is
/// that of its quotient. `bits` is `dropped`, but at most enough to discard all.
INLINE WORDS NAME(quotient)(
    WORDS significand, WORDS dropped, WORDS bits, WORDS negative, WORDS random,
    CFRounding rounding) {
  WORDS unit = (WORDS){} + 1 << bits;
  WORDS rest = unit - 1;
  switch (rounding) {
    case CFRoundingNearestEven:
      // Half a unit, less one if the quotient is even, carries exactly when rounding
      // goes away from zero.
      return (significand + (rest >> 1) + (significand >> bits & 1)) >> bits;
    case CFRoundingNearestAway:
      return (significand + (unit >> 1)) >> bits;
    case CFRoundingTowardZero:
      return significand >> bits;
    case CFRoundingUp:
      // In this order: clang makes slow code of `rest & ~negative`.
      return (significand + rest - (rest & negative)) >> bits;
    case CFRoundingDown:
      return (significand + (rest & negative)) >> bits;
    case CFRoundingStochastic: {
      // The rest in units of 2^−32 of the last place, cut to an integer.
      WORDS left = NAME(maximum)(dropped, 32);
      WORDS parts = (significand & rest) << (left - dropped)
                    >> NAME(minimum)(left - 32, WORD_BITS - 1);
      WORDS sum = parts + random;
#if WORD_BITS == 32
      WORDS carry = MASK(sum < parts) & 1;
#else
      WORDS carry = sum >> 32;
#endif
      return (significand >> bits) + carry;
    }
  }
}

/// The encoding of a finite magnitude, as if there were no largest one.
///
/// `wide`: the target has the exponents of the source, so that what is subnormal in
/// one is so in the other, and every value loses the same number of bits.
INLINE WORDS NAME(encodeMagnitude)(
    WORDS magnitude, WORDS negative, WORDS random, NAME(Target) t,
    CFRounding rounding, bool wide) {
  if (wide) {
    // Consecutive encodings have consecutive values, so the fields may take part.
    WORDS dropped = (WORDS){} + t.dropped;
    return NAME(quotient)(magnitude, dropped, dropped, negative, random, rounding);
  }
  WORDS field = NAME(maximum)(magnitude >> FRACTION, 1);
  WORDS significand = magnitude - ((field - 1) << FRACTION);
  WORDS effective = NAME(maximum)(field, t.lowest);
  WORDS dropped = effective - field + t.dropped;
  // The significand is less than half of 2^(FRACTION + 2).
  WORDS bits = NAME(minimum)(dropped, FRACTION + 2);
  return ((effective - t.lowest) << t.trailing)
         + NAME(quotient)(significand, dropped, bits, negative, random, rounding);
}

/// The magnitude of a finite encoding.
INLINE WORDS NAME(decodeMagnitude)(WORDS encoding, NAME(Target) t, bool wide) {
  WORDS normal = (encoding << t.dropped) + ((t.lowest - 1) << FRACTION);
  if (wide) return normal;
  // Without the implicit bit: one is put in, and its value subtracted, exactly. The
  // mask is for the negative zero of rounding downward.
  REALS implicit = (REALS)((WORDS){} + (t.lowest << FRACTION));
  REALS subnormal = (REALS)(normal + ((WORD)1 << FRACTION)) - implicit;
  return NAME(select)(
      MASK(encoding >> t.trailing == 0), (WORDS)subnormal & ~SIGN, normal);
}
