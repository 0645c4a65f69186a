// All values: signs, overflows, infinities and NaNs put on magnitudes.

/// What becomes of finite values beyond the largest.
INLINE WORDS NAME(overflow)(
    WORDS negative, WORD ifPositive, WORD ifNegative, CFRounding rounding) {
  WORDS same = (WORDS){} + ifPositive;
  bool depends = rounding == CFRoundingUp || rounding == CFRoundingDown;
  return depends ? same ^ (negative & (ifPositive ^ ifNegative)) : same;
}

/// The encodings of values.
INLINE WORDS NAME(encodeWords)(
    WORDS source, WORDS random, NAME(Target) t, CFRounding rounding, bool wide) {
  WORDS magnitude = source & ~SIGN;
  WORDS negative = MASK((SIGNED_WORDS)source >> (WORD_BITS - 1));
  WORDS encoding =
      NAME(encodeMagnitude)(magnitude, negative, random, t, rounding, wide);
  WORDS overflow =
      NAME(overflow)(negative, t.overflowPositive, t.overflowNegative, rounding);
  encoding = NAME(select)(MASK(encoding > t.greatest), overflow, encoding);
  encoding =
      NAME(select)(MASK(magnitude == FIELDS), (WORDS){} + t.infinity, encoding);
  encoding |= negative & t.sign;
  return NAME(select)(MASK(magnitude > FIELDS), (WORDS){} + t.nan, encoding);
}

/// The values of encodings.
INLINE WORDS NAME(decodeWords)(WORDS encoding, NAME(Target) t, bool wide) {
  WORDS magnitude = encoding & (t.sign - 1);
  WORDS result = NAME(decodeMagnitude)(magnitude, t, wide);
  result = NAME(select)(MASK(magnitude > t.greatest), (WORDS){} + FIELDS, result);
  result |= (encoding & t.sign) << t.signShift;
  return NAME(select)(
      MASK(magnitude > t.lastNumber), (WORDS){} + QUIET_NAN, result);
}

/// What encoding and decoding give, with less to do for special values: `t` has the
/// values of those encodings that may result.
INLINE WORDS NAME(roundWords)(
    WORDS source, WORDS random, NAME(Target) t, CFRounding rounding, bool wide) {
  WORDS magnitude = source & ~SIGN;
  WORDS negative = MASK((SIGNED_WORDS)source >> (WORD_BITS - 1));
  WORDS encoding =
      NAME(encodeMagnitude)(magnitude, negative, random, t, rounding, wide);
  WORDS result = NAME(decodeMagnitude)(encoding, t, wide);
  WORDS overflow =
      NAME(overflow)(negative, t.overflowPositive, t.overflowNegative, rounding);
  result = NAME(select)(MASK(encoding > t.greatest), overflow, result);
  result = NAME(select)(MASK(magnitude == FIELDS), (WORDS){} + t.infinity, result);
  WORDS nan = MASK(magnitude > FIELDS) | MASK(result > FIELDS);
  return NAME(select)(nan, (WORDS){} + QUIET_NAN, result | (source & SIGN));
}

/// The target whose overflows and infinities are values.
INLINE NAME(Target) NAME(decodingTarget)(NAME(Target) t, bool wide) {
  NAME(Target) result = t;
  WORDS codes = {t.overflowPositive, t.overflowNegative};
  WORDS values = NAME(decodeWords)(codes, t, wide);
  result.overflowPositive = values[0];
  result.overflowNegative = values[1];
  result.infinity = NAME(decodeWords)((WORDS){} + t.infinity, t, wide)[0];
  return result;
}
