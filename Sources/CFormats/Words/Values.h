/* All values: signs, overflows, infinities and NaNs put on magnitudes. */

/* What becomes of finite values beyond the largest. */
INLINE WORDS NAME(overflow)(
    WORDS negative, WORD if_positive, WORD if_negative, cformats_rounding rounding) {
  WORDS same = (WORDS){} + if_positive;
  bool depends = rounding == CFORMATS_UP || rounding == CFORMATS_DOWN;
  return depends ? same ^ (negative & (if_positive ^ if_negative)) : same;
}

INLINE WORDS NAME(encode_words)(
    WORDS source, WORDS random, NAME(target) t, cformats_rounding rounding, bool wide) {
  WORDS magnitude = source & ~SIGN;
  WORDS negative = MASK((SIGNED_WORDS)source >> (WORD_BITS - 1));
  WORDS encoding =
      NAME(encode_magnitude)(magnitude, negative, random, t, rounding, wide);
  WORDS overflow =
      NAME(overflow)(negative, t.overflow_positive, t.overflow_negative, rounding);
  encoding = NAME(select)(MASK(encoding > t.greatest), overflow, encoding);
  encoding =
      NAME(select)(MASK(magnitude == FIELDS), (WORDS){} + t.infinity, encoding);
  encoding |= negative & t.sign;
  return NAME(select)(MASK(magnitude > FIELDS), (WORDS){} + t.nan, encoding);
}

INLINE WORDS NAME(decode_words)(WORDS encoding, NAME(target) t, bool wide) {
  WORDS magnitude = encoding & (t.sign - 1);
  WORDS result = NAME(decode_magnitude)(magnitude, t, wide);
  result = NAME(select)(MASK(magnitude > t.greatest), (WORDS){} + FIELDS, result);
  result |= (encoding & t.sign) << t.sign_shift;
  return NAME(select)(
      MASK(magnitude > t.last_number), (WORDS){} + QUIET_NAN, result);
}

/* What encoding and decoding give, with less to do for special values: `t` has the
 * values of those encodings that may result. */
INLINE WORDS NAME(round_words)(
    WORDS source, WORDS random, NAME(target) t, cformats_rounding rounding, bool wide) {
  WORDS magnitude = source & ~SIGN;
  WORDS negative = MASK((SIGNED_WORDS)source >> (WORD_BITS - 1));
  WORDS encoding =
      NAME(encode_magnitude)(magnitude, negative, random, t, rounding, wide);
  WORDS result = NAME(decode_magnitude)(encoding, t, wide);
  WORDS overflow =
      NAME(overflow)(negative, t.overflow_positive, t.overflow_negative, rounding);
  result = NAME(select)(MASK(encoding > t.greatest), overflow, result);
  result = NAME(select)(MASK(magnitude == FIELDS), (WORDS){} + t.infinity, result);
  WORDS nan = MASK(magnitude > FIELDS) | MASK(result > FIELDS);
  return NAME(select)(nan, (WORDS){} + QUIET_NAN, result | (source & SIGN));
}

/* The target whose overflows and infinities are values. */
INLINE NAME(target) NAME(decoding_target)(NAME(target) t, bool wide) {
  NAME(target) result = t;
  WORDS codes = {t.overflow_positive, t.overflow_negative};
  WORDS values = NAME(decode_words)(codes, t, wide);
  result.overflow_positive = values[0];
  result.overflow_negative = values[1];
  result.infinity = NAME(decode_words)((WORDS){} + t.infinity, t, wide)[0];
  return result;
}
