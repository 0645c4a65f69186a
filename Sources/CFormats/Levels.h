#ifndef LEVELS_H
#define LEVELS_H

#include "CFormats.h"

extern const CFKernels CFBaselineKernels;
#if defined(__x86_64__)
extern const CFKernels CFAVX2Kernels;
extern const CFKernels CFAVX512Kernels;
#endif

#endif
