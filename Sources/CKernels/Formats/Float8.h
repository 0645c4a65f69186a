// The formats of 8 bits in the lanes of a binary32 vector.
//
// Adding a power of two far above a number rounds it to nearest even at the last
// place of binary32 there, which is chosen to be that of the narrow format.

typedef VECTOR(uint8_t, LANES16) Bits8;

/// The power of two whose last place is that of a number, which is not negative,
/// in a format of `precision` bits with the smallest normal number `lowest`.
///
/// It has no such power for numbers of 2^106 and more.
INLINE Wide16 alignment8(Wide16 magnitude, float lowest, int precision) {
  Wide16 power = (Wide16)((WideBits16)magnitude & 0x7f800000);
  power = power > lowest ? power : (Wide16)lowest;
  return (Wide16)((WideBits16)power + ((24 - precision) << 23));
}

/// The finite number nearest to one that is not negative.
INLINE Wide16 rounded8(Wide16 magnitude, float lowest, int precision) {
  Wide16 power = alignment8(magnitude, lowest, precision);
  return (magnitude + power) - power;
}

/// The encoding of that number.
INLINE WideBits16 encoded8(Wide16 magnitude, float lowest, int precision) {
  WideBits16 power = (WideBits16)alignment8(magnitude, lowest, precision);
  // The significand, with its implicit bit if it is normal, which then adds one to
  // the exponent's field: subnormal or not, it counts from that of `lowest`.
  WideBits16 significand = (WideBits16)(magnitude + (Wide16)power) - power;
  WideBits16 first = (WideBits16)alignment8((Wide16)lowest, lowest, precision);
  return ((power - first) >> (24 - precision)) + significand;
}

INLINE WideBits16 sign8(Wide16 value) {
  return (WideBits16)value >> 24 & 0x80;
}

INLINE Wide16 withSign8(Wide16 magnitude, Wide16 value) {
  return (Wide16)((WideBits16)magnitude | ((WideBits16)value & (int32_t)0x80000000));
}
