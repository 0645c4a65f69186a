#include "CFormats.h"
#include "Levels.h"

#include <stdlib.h>

const CFKernels *CFBaseline(void) { return &CFBaselineKernels; }

#if defined(__x86_64__)

const CFKernels *CFAVX2(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("f16c")
             ? &CFAVX2Kernels
             : NULL;
}

const CFKernels *CFAVX512(void) {
  __builtin_cpu_init();
  return __builtin_cpu_supports("f16c") && __builtin_cpu_supports("avx512f") &&
                 __builtin_cpu_supports("avx512bw") &&
                 __builtin_cpu_supports("avx512dq") &&
                 __builtin_cpu_supports("avx512vl")
             ? &CFAVX512Kernels
             : NULL;
}

#else

const CFKernels *CFAVX2(void) { return NULL; }
const CFKernels *CFAVX512(void) { return NULL; }

#endif

const char *CFSIMDVariable(void) { return getenv("RMSPEC_SIMD"); }
