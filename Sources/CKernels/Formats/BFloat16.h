// bfloat16 in the lanes of a binary32 vector; every NaN becomes the one NaN.
//
// The conversions that some processors have flush subnormals, so integers do it.

typedef VECTOR(uint32_t, VECTOR_BYTES / 4) UnsignedBits16;

INLINE Wide16 decodedBFloat16(Bits16 bits) {
  return (Wide16)(__builtin_convertvector(bits, UnsignedBits16) << 16);
}

INLINE Wide16 roundedToBFloat16(Wide16 value) {
  UnsignedBits16 bits = (UnsignedBits16)value;
  // Adding half of the last place kept, less one if that place is even, carries
  // exactly when rounding goes away from zero.
  UnsignedBits16 rounded = (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff0000;
  return value == value ? (Wide16)rounded : (Wide16)(UnsignedBits16)0x7fc00000;
}

INLINE Bits16 encodedBFloat16(Wide16 value) {
  UnsignedBits16 bits = (UnsignedBits16)roundedToBFloat16(value);
  return __builtin_convertvector(bits >> 16, Bits16);
}
