// Shorter ways for the most common conversions: binary32 to the nearest of binary16, for
// which there are instructions, and of bfloat16.

/// Whether the special encodings are those of IEEE 754 with this many exponents.
INLINE bool isIEEE(
    const CFFormat *format, uint32_t precision, int32_t minimumExponent,
    uint32_t infinity) {
  return format->precision == precision && format->minimumExponent == minimumExponent
         && format->sign == 0x8000 && format->infinity == infinity
         && format->greatest == infinity - 1 && format->overflowPositive == infinity
         && format->overflowNegative == infinity && format->nan < 0x8000
         && format->nan > infinity;
}

/// An addition of half a unit also carries what overflows into infinity.
INLINE WORDS nearestBFloat16(WORDS source, Action action) {
  WORDS sum = source + 0x7fff + (source >> 16 & 1);
  return action == ActionEncode ? sum >> 16 : sum & 0xffff0000;
}

#if VECTOR_BYTES == 64

INLINE WORDS nearestBinary16(WORDS source, Action action) {
  __m256i half = _mm512_cvtps_ph((__m512)source, _MM_FROUND_TO_NEAREST_INT);
  return action == ActionEncode ? (WORDS)_mm512_cvtepu16_epi32(half)
                                : (WORDS)_mm512_cvtph_ps(half);
}

#elif defined(TARGET)

INLINE WORDS nearestBinary16(WORDS source, Action action) {
  __m128i half = _mm256_cvtps_ph((__m256)source, _MM_FROUND_TO_NEAREST_INT);
  return action == ActionEncode ? (WORDS)_mm256_cvtepu16_epi32(half)
                                : (WORDS)_mm256_cvtph_ps(half);
}

#else

/// Not used: there are no such instructions.
INLINE WORDS nearestBinary16(WORDS source, Action action) { return source; }

#endif

typedef enum { ShortcutBFloat16, ShortcutBinary16 } Shortcut;

INLINE WORDS nearest(WORDS source, WORD nan, Action action, Shortcut target) {
  WORDS result = target == ShortcutBFloat16 ? nearestBFloat16(source, action)
                                            : nearestBinary16(source, action);
  return NAME(select)(MASK((source & ~SIGN) > FIELDS), (WORDS){} + nan, result);
}

INLINE void nearestAll(
    const char *in, char *out, size_t count, WORD nan, Action action, Shortcut target) {
  size_t width = action == ActionEncode ? sizeof(uint16_t) : sizeof(WORD);
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

/// Rounds the values if there is a shorter way to do it.
INLINE bool takesShortcut(
    const CFFormat *format, CFRounding rounding, const float *values, char *out,
    size_t count, Action action) {
  if (rounding != CFRoundingNearestEven) return false;
  WORD nan = action == ActionEncode ? format->nan : QUIET_NAN;
  if (isIEEE(format, 8, -126, 0x7f80)) {
    nearestAll((const char *)values, out, count, nan, action, ShortcutBFloat16);
    return true;
  }
#ifdef TARGET
  if (isIEEE(format, 11, -14, 0x7c00)) {
    nearestAll((const char *)values, out, count, nan, action, ShortcutBinary16);
    return true;
  }
#endif
  return false;
}
