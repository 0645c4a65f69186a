#define KERNELS CFBaselineKernels
#define VECTOR_BYTES 16
#include "Kernels.h"
