#if defined(__x86_64__)

#include <immintrin.h>

#define KERNELS cformats_kernels_avx2
#define VECTOR_BYTES 32
#define TARGET "avx2,f16c"
#include "Kernels.h"

#endif
