#define KERNELS cformats_kernels_baseline
#define VECTOR_BYTES 16
#include "Kernels.h"
