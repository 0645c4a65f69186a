// Rounding where the format is known when it runs: the approach of CPFloat (Fasi and
// Mikaitis, ACM TOMS 49(2), 2023), written anew.
//
// What does not depend on the value is prepared; integers round in the place that the
// precision says, which is further left for subnormals; thresholds decide underflow
// and overflow. A format with all exponents of binary32 needs none of this but the
// integers.

/// What is prepared of a format.
typedef struct {
  int precision, min_exponent;
  /// The smallest normal and subnormal numbers, and where infinity begins.
  float smallest, tiniest, bound;
} rounding;

static rounding rounding_to(const array_format *format) {
  int precision = format->precision, low = format->min_exponent;
  return (rounding){
      .precision = precision,
      .min_exponent = low,
      .smallest = ldexpf(1, low),
      .tiniest = ldexpf(1, low - precision + 1),
      .bound = (float)ldexp(2 - ldexp(1, -precision), format->max_exponent),
  };
}

static inline float to_format(float value, const rounding *format) {
  uint32_t bits = bits_of(value), sign = bits & 0x80000000;
  float magnitude = float_of(bits ^ sign);
  if (magnitude < format->tiniest)
    return float_of(
        magnitude <= format->tiniest / 2 ? sign : sign | bits_of(format->tiniest));
  if (magnitude >= format->bound) return float_of(sign | 0x7f800000);
  int precision = format->precision;
  if (magnitude < format->smallest)
    precision += (int)(bits >> 23 & 0xff) - 127 - format->min_exponent;
  uint32_t kept = 0xffffffff << (24 - precision);
  uint32_t last = bits >> (24 - precision) & 1;
  // The one bit of the smallest subnormals is the hidden one, which is odd.
  last |= precision == 1;
  return float_of((bits + ((~kept >> 1) + last)) & kept);
}

static inline float to_format_of_all_exponents(float value, const rounding *format) {
  uint32_t bits = bits_of(value);
  uint32_t kept = 0xffffffff << (24 - format->precision);
  uint32_t last = bits >> (24 - format->precision) & 1;
  return float_of((bits + (~kept >> 1) + last) & kept);
}
