#ifndef RMSPEC_CFORMATS_LEVELS_H
#define RMSPEC_CFORMATS_LEVELS_H

#include "CFormats.h"

extern const cformats_kernels cformats_kernels_baseline;
#if defined(__x86_64__)
extern const cformats_kernels cformats_kernels_avx2;
extern const cformats_kernels cformats_kernels_avx512;
#endif

#endif
