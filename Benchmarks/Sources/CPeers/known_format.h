// Rounding where the format is known when it is compiled: written for vector code.

static inline float to_bfloat16(float value) {
  uint32_t bits = bits_of(value);
  uint32_t rounded = (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff0000;
  // The carry must not turn a NaN into a number.
  return value != value ? value : float_of(rounded);
}

static inline float to_binary16(float value) {
  uint32_t bits = bits_of(value), sign = bits & 0x80000000;
  uint32_t magnitude = bits & 0x7fffffff;
  uint32_t normal = (magnitude + 0xfff + (magnitude >> 13 & 1)) & 0xffffe000;
  // Adding 1/2 aligns the last place of binary32 with 2^-24.
  uint32_t subnormal = bits_of((float_of(magnitude) + 0.5f) - 0.5f);
  uint32_t result = magnitude < 0x38800000 ? subnormal : normal;
  result = magnitude >= 0x477ff000 ? 0x7f800000 : result;
  result = magnitude > 0x7f800000 ? magnitude : result;
  return float_of(result | sign);
}
