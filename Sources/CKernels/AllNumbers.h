// All loops of one level, which the including file has chosen: the name of their
// table in LOOPS, the length of the machine's vectors in VECTOR_BYTES, and in PARTS16
// of how many of them a vector of 16-bit and 8-bit numbers consists.
#include <math.h>
#include <string.h>

#include "Loops.h"

// Every operation is rounded by itself (SPEC §1).
#pragma STDC FP_CONTRACT OFF
#pragma clang fp contract(off) reassociate(off)

#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
/// The name of something that exists once for each `NUMBERS`.
#define NAME(name) JOIN(name, NUMBERS)
#define INLINE static inline __attribute__((always_inline))
#define VECTOR(type, lanes) type __attribute__((ext_vector_type(lanes)))

// Operations wait for those before them, most of all where each is rounded to a
// narrow format in several instructions. With several vectors of the machine side by
// side there is always one that need not wait.
#define PARTS 2

// No vector crosses a call: everything that takes one is inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#define LANES16 (PARTS16 * VECTOR_BYTES / 4)
typedef VECTOR(float, LANES16) Wide16;
typedef VECTOR(int32_t, LANES16) WideBits16;
typedef VECTOR(uint32_t, LANES16) UnsignedBits16;
typedef VECTOR(uint16_t, LANES16) Bits16;

#include "Formats/Binary16.h"
#include "Formats/BFloat16.h"
#include "Formats/Float8.h"
#include "Formats/E4M3.h"
#include "Formats/E5M2.h"

#define NUMBERS Binary64
#define ELEMENT double
#define LANES (PARTS * VECTOR_BYTES / 8)
#define INTEGER int64_t
#define STORED double
#define LOADED(bits) (bits)
#define STORABLE(value) (value)
#define ROUNDED(value) (value)
#include "Numbers.h"

#define NUMBERS Binary32
#define ELEMENT float
#define LANES (PARTS * VECTOR_BYTES / 4)
#define INTEGER int32_t
#define STORED float
#define LOADED(bits) (bits)
#define STORABLE(value) (value)
#define ROUNDED(value) (value)
#include "Numbers.h"

#define NUMBERS Binary32InBinary64
#define ELEMENT double
#define LANES (PARTS * VECTOR_BYTES / 8)
#define INTEGER int64_t
#define STORED float
#define LOADED(bits) __builtin_convertvector(bits, Vector)
#define STORABLE(value) __builtin_convertvector(value, StoredVector)
#define ROUNDED(value) (value)
#include "Numbers.h"

// Rounding + − × ÷ √ to binary32 first is innocuous for the narrower formats.

#define NUMBERS Binary16
#define ELEMENT float
#define LANES LANES16
#define INTEGER int32_t
#define STORED uint16_t
#define LOADED(bits) decodedBinary16(bits)
#define STORABLE(value) storableBinary16(value)
#define ROUNDED(value) decodedBinary16(encodedBinary16(value))
#include "Numbers.h"

#define NUMBERS Binary16InBinary32
#define ELEMENT float
#define LANES LANES16
#define INTEGER int32_t
#define STORED uint16_t
#define LOADED(bits) decodedBinary16(bits)
#define STORABLE(value) storableBinary16(value)
#define ROUNDED(value) (value)
#include "Numbers.h"

#define NUMBERS BFloat16
#define ELEMENT float
#define LANES LANES16
#define INTEGER int32_t
#define STORED uint16_t
#define LOADED(bits) decodedBFloat16(bits)
#define STORABLE(value) storableBFloat16(value)
#define ROUNDED(value) roundedToBFloat16(value)
#include "Numbers.h"

#define NUMBERS BFloat16InBinary32
#define ELEMENT float
#define LANES LANES16
#define INTEGER int32_t
#define STORED uint16_t
#define LOADED(bits) decodedBFloat16(bits)
#define STORABLE(value) encodedBFloat16(value)
#define ROUNDED(value) (value)
#include "Numbers.h"

#define NUMBERS E4M3
#define ELEMENT float
#define LANES LANES16
#define INTEGER int32_t
#define STORED uint8_t
#define LOADED(bits) decodedE4M3(bits)
#define STORABLE(value) storableE4M3(value)
#define ROUNDED(value) roundedToE4M3(value)
#include "Numbers.h"

#define NUMBERS E4M3InBinary32
#define ELEMENT float
#define LANES LANES16
#define INTEGER int32_t
#define STORED uint8_t
#define LOADED(bits) decodedE4M3(bits)
#define STORABLE(value) storableE4M3(value)
#define ROUNDED(value) (value)
#include "Numbers.h"

#define NUMBERS E5M2
#define ELEMENT float
#define LANES LANES16
#define INTEGER int32_t
#define STORED uint8_t
#define LOADED(bits) decodedE5M2(bits)
#define STORABLE(value) storableE5M2(value)
#define ROUNDED(value) roundedToE5M2(value)
#include "Numbers.h"

#define NUMBERS E5M2InBinary32
#define ELEMENT float
#define LANES LANES16
#define INTEGER int32_t
#define STORED uint8_t
#define LOADED(bits) decodedE5M2(bits)
#define STORABLE(value) storableE5M2(value)
#define ROUNDED(value) (value)
#include "Numbers.h"

const CKLoop *const LOOPS[CKNumbersCount] = {
    [CKNumbersBinary64] = loopsBinary64,
    [CKNumbersBinary32] = loopsBinary32,
    [CKNumbersBinary32InBinary64] = loopsBinary32InBinary64,
    [CKNumbersBinary16] = loopsBinary16,
    [CKNumbersBinary16InBinary32] = loopsBinary16InBinary32,
    [CKNumbersBFloat16] = loopsBFloat16,
    [CKNumbersBFloat16InBinary32] = loopsBFloat16InBinary32,
    [CKNumbersE4M3] = loopsE4M3,
    [CKNumbersE4M3InBinary32] = loopsE4M3InBinary32,
    [CKNumbersE5M2] = loopsE5M2,
    [CKNumbersE5M2InBinary32] = loopsE5M2InBinary32,
};
