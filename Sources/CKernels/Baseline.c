// The loops in vectors of 128 bits, which every 64-bit architecture has.
#define LOOPS CKBaselineLoops
#define VECTOR_BYTES 16
#include "AllNumbers.h"
