// The kernels of one instruction set: the text is the same for all. The includer
// defines
//
//   KERNELS       the name of the table
//   VECTOR_BYTES  the width of vectors
//   TARGET        the features beyond the architecture's that may be used, if any

#include "Levels.h"

#include <string.h>

// Vectors go through functions that are always inlined; no ABI is involved.
#pragma clang diagnostic ignored "-Wpsabi"

#ifdef TARGET
#pragma clang attribute push(__attribute__((target(TARGET))), apply_to = function)
#endif

#define INLINE static inline __attribute__((always_inline))
#define VECTOR(element, count)                                                  \
  element __attribute__((vector_size((count) * sizeof(element))))

typedef enum { ActionEncode, ActionDecode, ActionRound } Action;

#define WORD_BITS 32
#include "Words.h"
#undef WORD_BITS

#define WORD_BITS 64
#include "Words.h"
#undef WORD_BITS

#include "Random.h"

const CFKernels KERNELS = {
    .encodeFloat = encode32,
    .encodeDouble = encode64,
    .roundFloat = round32,
    .roundDouble = round64,
    .decodeFloat = decode32,
    .decodeDouble = decode64,
    .randomBits = randomBits,
};

#ifdef TARGET
#pragma clang attribute pop
#endif
