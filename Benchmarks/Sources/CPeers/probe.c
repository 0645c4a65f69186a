// What the memory can do: the traffic of an optimizer with next to no arithmetic.

#include "cpeers.h"
#include "dispatch.h"

WIDEST_VECTORS
void move_arrays(
    float *restrict p, const float *restrict g, float *const *states,
    size_t state_count, size_t start, size_t end) {
  // One loop a number of arrays, so that all are moved at the same time.
  float *restrict a = state_count > 0 ? states[0] : 0;
  float *restrict b = state_count > 1 ? states[1] : 0;
  float *restrict c = state_count > 2 ? states[2] : 0;
  switch (state_count) {
    case 0:
      for (size_t i = start; i < end; i++) p[i] += g[i];
      break;
    case 1:
      for (size_t i = start; i < end; i++) {
        p[i] += g[i];
        a[i] += g[i];
      }
      break;
    case 2:
      for (size_t i = start; i < end; i++) {
        p[i] += g[i];
        a[i] += g[i];
        b[i] += g[i];
      }
      break;
    default:
      for (size_t i = start; i < end; i++) {
        p[i] += g[i];
        a[i] += g[i];
        b[i] += g[i];
        c[i] += g[i];
      }
  }
}
