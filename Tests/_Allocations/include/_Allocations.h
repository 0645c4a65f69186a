#ifndef ALLOCATIONS_H
#define ALLOCATIONS_H

#include <stdbool.h>
#include <stdint.h>

// Counts what is asked of the allocator, freed or not.

typedef struct {
  uint64_t count, bytes;
} Allocations;

/// Whether allocations are counted: in programs linked with glibc.
bool allocationsAreCounted(void);

/// What the calling thread has asked for so far.
Allocations allocationsOfThread(void);

/// How often any thread has asked so far.
uint64_t allocationCount(void);

#endif
