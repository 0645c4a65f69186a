#if defined(__x86_64__)

#include <immintrin.h>

#define KERNELS CFAVX2Kernels
#define VECTOR_BYTES 32
#define TARGET "avx2,f16c"
#include "Kernels.h"

#endif
