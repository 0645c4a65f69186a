/* The target format, in words. */
typedef struct {
  /* The field that the exponent of the smallest normal value has in the source. */
  WORD lowest;
  /* The number of discarded bits of what becomes normal. */
  WORD dropped;
  /* The number of stored significand bits. */
  WORD trailing;
  /* How far the sign bit is from that of the source. */
  WORD sign_shift;
  WORD sign, greatest, infinity, overflow_positive, overflow_negative, nan, last_number;
} NAME(target);

INLINE NAME(target) NAME(make_target)(const cformats_format *format) {
  return (NAME(target)){
      .lowest = (WORD)format->minimum_exponent + BIAS,
      .dropped = FRACTION + 1 - format->precision,
      .trailing = format->precision - 1,
      .sign_shift = WORD_BITS - 32 + (WORD)__builtin_clz(format->sign),
      .sign = format->sign,
      .greatest = format->greatest,
      .infinity = format->infinity,
      .overflow_positive = format->overflow_positive,
      .overflow_negative = format->overflow_negative,
      .nan = format->nan,
      .last_number = format->last_number,
  };
}
