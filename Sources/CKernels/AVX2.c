// The loops in vectors of 256 bits.
#ifdef __x86_64__
#include <immintrin.h>
#pragma clang attribute push( \
    __attribute__((target("avx2,f16c"))), apply_to = function)
#define LOOPS CKAVX2Loops
#define VECTOR_BYTES 32
#define PARTS16 8
#include "AllNumbers.h"
#pragma clang attribute pop
#endif
