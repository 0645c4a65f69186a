// bfloat16 in the lanes of a binary32 vector.
//
// The conversions that some processors have flush subnormals, so integers do it.

/// Every NaN that comes of it, here or in arithmetic on it, ends in 16 zero bits.
INLINE Wide16 decodedBFloat16(Bits16 bits) {
  return (Wide16)(__builtin_convertvector(bits, UnsignedBits16) << 16);
}

/// Rounds numbers, and NaNs that end in 16 zero bits, to themselves.
INLINE Wide16 roundedToBFloat16(Wide16 value) {
  UnsignedBits16 bits = (UnsignedBits16)value;
  // Adding half of the last place kept, less one if that place is even, carries
  // exactly when rounding goes away from zero.
  return (Wide16)((bits + 0x7fff + (bits >> 16 & 1)) & 0xffff0000);
}

/// The encoding of a value of the format; every NaN becomes the one NaN.
INLINE Bits16 storableBFloat16(Wide16 value) {
  UnsignedBits16 bits = (UnsignedBits16)value;
  bits = value == value ? bits : (UnsignedBits16)0x7fc00000;
  return __builtin_convertvector(bits >> 16, Bits16);
}

/// The encoding of the nearest value; every NaN becomes the one NaN.
INLINE Bits16 encodedBFloat16(Wide16 value) {
  UnsignedBits16 bits = (UnsignedBits16)roundedToBFloat16(value);
  bits = value == value ? bits : (UnsignedBits16)0x7fc00000;
  return __builtin_convertvector(bits >> 16, Bits16);
}
