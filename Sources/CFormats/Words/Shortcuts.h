/* Shorter ways for the commonest conversions: binary32 to the nearest of binary16, for
 * which there are instructions, and of bfloat16. */

/* Whether the special encodings are those of IEEE 754 with this many exponents. */
INLINE bool is_ieee(
    const cformats_format *format, uint32_t precision, int32_t minimum_exponent,
    uint32_t infinity) {
  return format->precision == precision && format->minimum_exponent == minimum_exponent
         && format->sign == 0x8000 && format->infinity == infinity
         && format->greatest == infinity - 1 && format->overflow_positive == infinity
         && format->overflow_negative == infinity && format->nan < 0x8000
         && format->nan > infinity;
}

/* An addition of half a unit also carries what overflows into infinity. */
INLINE WORDS nearest_bfloat16(WORDS source, action action) {
  WORDS sum = source + 0x7fff + (source >> 16 & 1);
  return action == ENCODE ? sum >> 16 : sum & 0xffff0000;
}

#if VECTOR_BYTES == 64

INLINE WORDS nearest_binary16(WORDS source, action action) {
  __m256i half = _mm512_cvtps_ph((__m512)source, _MM_FROUND_TO_NEAREST_INT);
  return action == ENCODE ? (WORDS)_mm512_cvtepu16_epi32(half)
                          : (WORDS)_mm512_cvtph_ps(half);
}

#elif defined(TARGET)

INLINE WORDS nearest_binary16(WORDS source, action action) {
  __m128i half = _mm256_cvtps_ph((__m256)source, _MM_FROUND_TO_NEAREST_INT);
  return action == ENCODE ? (WORDS)_mm256_cvtepu16_epi32(half)
                          : (WORDS)_mm256_cvtph_ps(half);
}

#else

/* Not used: there are no such instructions. */
INLINE WORDS nearest_binary16(WORDS source, action action) { return source; }

#endif

typedef enum { BFLOAT16, BINARY16 } shortcut;

INLINE WORDS nearest(WORDS source, WORD nan, action action, shortcut target) {
  WORDS result = target == BFLOAT16 ? nearest_bfloat16(source, action)
                                    : nearest_binary16(source, action);
  return NAME(select)(MASK((source & ~SIGN) > FIELDS), (WORDS){} + nan, result);
}

INLINE void nearest_all(
    const char *in, char *out, size_t count, WORD nan, action action,
    shortcut target) {
  size_t width = action == ENCODE ? sizeof(uint16_t) : sizeof(WORD);
  for (; count >= LANES; count -= LANES) {
    WORDS words = NAME(load)(in, sizeof(WORD), LANES);
    NAME(store)(nearest(words, nan, action, target), out, width, LANES);
    in += LANES * sizeof(WORD);
    out += LANES * width;
  }
  if (count == 0) return;
  WORDS words = NAME(load)(in, sizeof(WORD), count);
  NAME(store)(nearest(words, nan, action, target), out, width, count);
}

/* Rounds the values if there is a shorter way to do it. */
INLINE bool takes_shortcut(
    const cformats_format *format, cformats_rounding rounding, const float *values,
    char *out, size_t count, action action) {
  if (rounding != CFORMATS_NEAREST_EVEN) return false;
  WORD nan = action == ENCODE ? format->nan : QUIET_NAN;
  if (is_ieee(format, 8, -126, 0x7f80)) {
    nearest_all((const char *)values, out, count, nan, action, BFLOAT16);
    return true;
  }
#ifdef TARGET
  if (is_ieee(format, 11, -14, 0x7c00)) {
    nearest_all((const char *)values, out, count, nan, action, BINARY16);
    return true;
  }
#endif
  return false;
}
