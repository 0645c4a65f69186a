// The loops in vectors of 512 bits.
#ifdef __x86_64__
#include <immintrin.h>
#pragma clang attribute push( \
    __attribute__((target("avx512f,f16c"))), apply_to = function)
#define LOOPS CKAVX512Loops
#define VECTOR_BYTES 64
#define PARTS16 8
#include "AllNumbers.h"
#pragma clang attribute pop
#endif
