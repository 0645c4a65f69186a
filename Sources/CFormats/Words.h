// Rounding in words of WORD_BITS, which hold encodings of binary32 or binary64.

#if WORD_BITS == 32
#define NAME(name) name##32
#define WORD uint32_t
#define SIGNED_WORD int32_t
#define REAL float
#define FRACTION 23
#else
#define NAME(name) name##64
#define WORD uint64_t
#define SIGNED_WORD int64_t
#define REAL double
#define FRACTION 52
#endif

#define LANES (VECTOR_BYTES / sizeof(WORD))
#define WORDS VECTOR(WORD, LANES)
#define SIGNED_WORDS VECTOR(SIGNED_WORD, LANES)
#define REALS VECTOR(REAL, LANES)

#define SIGN ((WORD)1 << (WORD_BITS - 1))
// All ones in the exponent field.
#define FIELDS (SIGN - ((WORD)1 << FRACTION))
#define BIAS ((FIELDS >> FRACTION) / 2)
#define QUIET_NAN (FIELDS | (WORD)1 << (FRACTION - 1))

// Comparisons give all ones or zero, as signed integers.
#define MASK(comparison) ((WORDS)(comparison))

#include "Words/Target.h"
#include "Words/Select.h"
#include "Words/Magnitudes.h"
#include "Words/Values.h"
#include "Words/Memory.h"
#include "Words/Loops.h"
#if WORD_BITS == 32
#include "Words/Shortcuts.h"
#endif
#include "Words/Entries.h"

#undef NAME
#undef WORD
#undef REAL
#undef FRACTION
#undef LANES
#undef WORDS
#undef SIGNED_WORD
#undef SIGNED_WORDS
#undef REALS
#undef SIGN
#undef FIELDS
#undef BIAS
#undef QUIET_NAN
#undef MASK
