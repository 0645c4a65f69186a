// The loops in vectors of 128 bits, which every 64-bit architecture has.
#define LOOPS CKBaselineLoops
#define VECTOR_BYTES 16
#define PARTS16 4
#include "AllNumbers.h"
