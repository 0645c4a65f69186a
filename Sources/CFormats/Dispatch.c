#include "CFormats.h"
#include "Levels.h"

#include <stdlib.h>

const cformats_kernels *cformats_baseline(void) { return &cformats_kernels_baseline; }

#if defined(__x86_64__)

const cformats_kernels *cformats_avx2(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("f16c")
             ? &cformats_kernels_avx2
             : NULL;
}

const cformats_kernels *cformats_avx512(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("f16c") && __builtin_cpu_supports("avx512f") &&
                 __builtin_cpu_supports("avx512bw") &&
                 __builtin_cpu_supports("avx512dq") &&
                 __builtin_cpu_supports("avx512vl")
             ? &cformats_kernels_avx512
             : NULL;
}

#else

const cformats_kernels *cformats_avx2(void) { return NULL; }
const cformats_kernels *cformats_avx512(void) { return NULL; }

#endif

const char *cformats_simd_variable(void) { return getenv("RMSPEC_SIMD"); }
