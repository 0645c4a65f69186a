#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "CKernels.h"

CKLevel CKBestLevel(void) {
#ifdef __x86_64__
  __builtin_cpu_init();
  if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("f16c"))
    return CKLevelBaseline;
  return __builtin_cpu_supports("avx512f") ? CKLevelAVX512 : CKLevelAVX2;
#else
  return CKLevelBaseline;
#endif
}

CKLevel CKLevelNamed(const char *name) {
  static const char *const names[] = {
      [CKLevelScalar] = "scalar",
      [CKLevelBaseline] = "baseline",
      [CKLevelAVX2] = "avx2",
      [CKLevelAVX512] = "avx512",
  };
  CKLevel best = CKBestLevel();
  if (name == NULL) return best;
  for (int level = CKLevelScalar; level <= (int)best; level++)
    if (strcmp(name, names[level]) == 0) return (CKLevel)level;
  return best;
}

CKLevel CKDefaultLevel(void) {
  // Racing threads find the same value.
  static atomic_int known = -1;
  int level = atomic_load_explicit(&known, memory_order_relaxed);
  if (level < 0) {
    level = (int)CKLevelNamed(getenv("RMSPEC_SIMD"));
    atomic_store_explicit(&known, level, memory_order_relaxed);
  }
  return (CKLevel)level;
}
