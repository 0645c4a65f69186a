#if defined(__x86_64__)

#define KERNELS cformats_kernels_avx512
#define VECTOR_BYTES 64
#define TARGET "avx512f,avx512bw,avx512dq,avx512vl"
#include "Kernels.h"

#endif
