/// The target format, in words.
typedef struct {
  /// The field that the exponent of the smallest normal value has in the source.
  WORD lowest;
  /// The number of discarded bits of what becomes normal.
  WORD dropped;
  /// The number of stored significand bits.
  WORD trailing;
  /// How far the sign bit is from that of the source.
  WORD signShift;
  WORD sign, greatest, infinity, overflowPositive, overflowNegative, nan, lastNumber;
} NAME(Target);

INLINE NAME(Target) NAME(makeTarget)(const CFFormat *format) {
  return (NAME(Target)){
      .lowest = (WORD)format->minimumExponent + BIAS,
      .dropped = FRACTION + 1 - format->precision,
      .trailing = format->precision - 1,
      .signShift = WORD_BITS - 32 + (WORD)__builtin_clz(format->sign),
      .sign = format->sign,
      .greatest = format->greatest,
      .infinity = format->infinity,
      .overflowPositive = format->overflowPositive,
      .overflowNegative = format->overflowNegative,
      .nan = format->nan,
      .lastNumber = format->lastNumber,
  };
}
