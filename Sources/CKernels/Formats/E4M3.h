// E4M3 in the lanes of a binary32 vector: no infinities, and NaN beyond 464, which
// is halfway from the largest number to what would be the next.

static const float lowestE4M3 = 0x1p-6f, lastE4M3 = 464;

INLINE Wide16 decodedE4M3(Bits8 bits) {
  Bits16 wide = __builtin_convertvector(bits, Bits16);
  // With a field of 5 bits for the exponent it is binary16, but for the bias.
  Wide16 value = decodedBinary16((wide & 0x80) << 8 | (wide & 0x7f) << 7) * 0x1p8f;
  return __builtin_elementwise_abs(value) > 448 ? (Wide16)__builtin_nanf("") : value;
}

INLINE Wide16 roundedToE4M3(Wide16 value) {
  Wide16 magnitude = __builtin_elementwise_abs(value);
  Wide16 rounded = rounded8(magnitude, lowestE4M3, 4);
  rounded = magnitude <= lastE4M3 ? rounded : (Wide16)__builtin_nanf("");
  return withSign8(rounded, value);
}

/// With the one NaN for every NaN.
INLINE Bits8 storableE4M3(Wide16 value) {
  Wide16 magnitude = __builtin_elementwise_abs(value);
  WideBits16 bits = encoded8(magnitude, lowestE4M3, 4) | sign8(value);
  bits = magnitude <= lastE4M3 ? bits : (WideBits16)0x7f;
  return __builtin_convertvector(bits, Bits8);
}
