#if defined(__x86_64__)

#include <immintrin.h>

#define KERNELS CFAVX512Kernels
#define VECTOR_BYTES 64
#define TARGET "f16c,avx512f,avx512bw,avx512dq,avx512vl"
#include "Kernels.h"

#endif
