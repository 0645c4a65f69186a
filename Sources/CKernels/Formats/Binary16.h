// binary16 in the lanes of a binary32 vector.

#if VECTOR_BYTES == 16

INLINE Wide16 decodedBinary16(Bits16 bits) {
  WideBits16 wide = __builtin_convertvector(bits, WideBits16);
  WideBits16 magnitude = wide & 0x7fff;
  // Below 2^−14 the encoding counts units of 2^−24.
  Wide16 small = __builtin_convertvector(magnitude, Wide16) * 0x1p-24f;
  WideBits16 exponent = magnitude >= 0x7c00 ? (WideBits16)0x70000000
                                            : (WideBits16)0x38000000;
  WideBits16 large = (magnitude << 13) + exponent;
  large = magnitude >= 0x0400 ? large : (WideBits16)small;
  return (Wide16)(large | (wide & 0x8000) << 16);
}

INLINE Bits16 encodedBinary16(Wide16 value) {
  WideBits16 bits = (WideBits16)value;
  WideBits16 magnitude = bits & 0x7fffffff;
  WideBits16 sign = (bits ^ magnitude) >> 16 & 0x8000;
  // Subnormal: adding 0.5 aligns the last place of binary32 with 2^−24, so that
  // the addition itself rounds to nearest even.
  WideBits16 small = (WideBits16)((Wide16)magnitude + 0.5f) - 0x3f000000;
  // Normal: rebias the exponent (127 − 15) and round 13 bits away.
  WideBits16 large = (magnitude - 0x38000000 + 0xfff + (magnitude >> 13 & 1)) >> 13;
  large = magnitude < 0x38800000 ? small : large;
  // 2^16 and above, infinity included; and NaN.
  large = magnitude >= 0x47800000 ? (WideBits16)0x7c00 : large;
  large = magnitude > 0x7f800000 ? (WideBits16)0x7e00 : large;
  return __builtin_convertvector(large | sign, Bits16);
}

#else

#if VECTOR_BYTES == 64
typedef __m512 Part16;
typedef __m256i PartBits16;
#define DECODE _mm512_cvtph_ps
#define ENCODE _mm512_cvtps_ph
#else
typedef __m256 Part16;
typedef __m128i PartBits16;
#define DECODE _mm256_cvtph_ps
#define ENCODE _mm256_cvtps_ph
#endif

INLINE Wide16 decodedBinary16(Bits16 bits) {
  PartBits16 encoded[PARTS16];
  Part16 parts[PARTS16];
  memcpy(encoded, &bits, sizeof encoded);
  for (int i = 0; i < PARTS16; i++) {
    parts[i] = DECODE(encoded[i]);
    // This emits nothing; without it the compiler sees that it could compare in
    // binary16, and does so lane by lane.
    __asm__("" : "+v"(parts[i]));
  }
  Wide16 value;
  memcpy(&value, parts, sizeof value);
  return value;
}

INLINE Bits16 encodedBinary16(Wide16 value) {
  Part16 parts[PARTS16];
  PartBits16 encoded[PARTS16];
  memcpy(parts, &value, sizeof parts);
  for (int i = 0; i < PARTS16; i++)
    encoded[i] = ENCODE(parts[i], _MM_FROUND_TO_NEAREST_INT);
  Bits16 bits;
  memcpy(&bits, encoded, sizeof bits);
  return bits;
}

#undef DECODE
#undef ENCODE

#endif

/// The same with the one NaN for every NaN, which is what is stored.
INLINE Bits16 storableBinary16(Wide16 value) {
  Bits16 bits = encodedBinary16(value);
  return (bits & 0x7fff) > 0x7c00 ? (Bits16)0x7e00 : bits;
}
