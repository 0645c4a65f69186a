/* The kernels of one instruction set: the text is the same for all. The includer
 * defines
 *
 *   KERNELS       the name of the table
 *   VECTOR_BYTES  the width of vectors
 *   TARGET        the features beyond the architecture's that may be used, if any
 */

#include "Levels.h"

#include <string.h>

/* Vectors go through functions that are always inlined; no ABI is involved. */
#pragma clang diagnostic ignored "-Wpsabi"

#ifdef TARGET
#pragma clang attribute push(__attribute__((target(TARGET))), apply_to = function)
#endif

#define INLINE static inline __attribute__((always_inline))
#define VECTOR(element, count) \
  element __attribute__((vector_size((count) * sizeof(element))))

typedef enum { ENCODE, DECODE, ROUND } action;

#define WORD_BITS 32
#include "Words.h"
#undef WORD_BITS

#define WORD_BITS 64
#include "Words.h"
#undef WORD_BITS

#include "Random.h"

const cformats_kernels KERNELS = {
    .encode_float = encode_32,
    .encode_double = encode_64,
    .round_float = round_32,
    .round_double = round_64,
    .decode_float = decode_32,
    .decode_double = decode_64,
    .random_bits = random_bits,
};

#ifdef TARGET
#pragma clang attribute pop
#endif
