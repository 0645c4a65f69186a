#if defined(__x86_64__)

#define KERNELS cformats_kernels_avx2
#define VECTOR_BYTES 32
#define TARGET "avx2"
#include "Kernels.h"

#endif
