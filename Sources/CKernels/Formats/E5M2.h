// E5M2 in the lanes of a binary32 vector: infinity from 61440, which is halfway
// from the largest number to what would be the next.

static const float lowestE5M2 = 0x1p-14f, overflowE5M2 = 61440;

INLINE Wide16 decodedE5M2(Bits8 bits) {
  // It is the upper half of a binary16 encoding.
  return decodedBinary16(__builtin_convertvector(bits, Bits16) << 8);
}

INLINE Wide16 roundedToE5M2(Wide16 value) {
  Wide16 magnitude = __builtin_elementwise_abs(value);
  Wide16 rounded = rounded8(magnitude, lowestE5M2, 3);
  // NaN stays NaN.
  rounded =
      magnitude < overflowE5M2 ? rounded : magnitude + (Wide16)__builtin_inff();
  return withSign8(rounded, value);
}

/// With the one NaN for every NaN.
INLINE Bits8 storableE5M2(Wide16 value) {
  Wide16 magnitude = __builtin_elementwise_abs(value);
  WideBits16 bits = encoded8(magnitude, lowestE5M2, 3);
  bits = (magnitude < overflowE5M2 ? bits : (WideBits16)0x7c) | sign8(value);
  bits = magnitude == magnitude ? bits : (WideBits16)0x7e;
  return __builtin_convertvector(bits, Bits8);
}
