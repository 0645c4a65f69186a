// "Round after each array operation": how CPFloat and others emulate a format with
// binary32 arrays. Every operation is a loop over the array, and a second loop
// rounds its results.

#include <stdint.h>
#include <string.h>

#include "cpeers.h"
#include "dispatch.h"

static inline uint32_t bits_of(float value) {
  uint32_t bits;
  memcpy(&bits, &value, sizeof bits);
  return bits;
}

static inline float float_of(uint32_t bits) {
  float value;
  memcpy(&value, &bits, sizeof value);
  return value;
}

static inline float to_bfloat16(float value) {
  uint32_t bits = bits_of(value);
  uint32_t rounded = (bits + 0x7fff + (bits >> 16 & 1)) & 0xffff0000;
  // The carry must not turn a NaN into a number.
  return value != value ? value : float_of(rounded);
}

static inline float to_binary16(float value) {
  uint32_t bits = bits_of(value), sign = bits & 0x80000000;
  uint32_t magnitude = bits & 0x7fffffff;
  uint32_t normal = (magnitude + 0xfff + (magnitude >> 13 & 1)) & 0xffffe000;
  // Adding 1/2 aligns the last place of binary32 with 2^-24.
  uint32_t subnormal = bits_of((float_of(magnitude) + 0.5f) - 0.5f);
  uint32_t result = magnitude < 0x38800000 ? subnormal : normal;
  result = magnitude >= 0x477ff000 ? 0x7f800000 : result;
  result = magnitude > 0x7f800000 ? magnitude : result;
  return float_of(result | sign);
}

WIDEST_VECTORS
void round_array(float *values, size_t count, array_format format) {
  if (format == ROUND_TO_BFLOAT16) {
    for (size_t i = 0; i < count; i++) values[i] = to_bfloat16(values[i]);
  } else {
    for (size_t i = 0; i < count; i++) values[i] = to_binary16(values[i]);
  }
}

// One array operation: `expression` for each i, then the rounding of `target`.
#define ARRAY(target, expression)                                        \
  do {                                                                   \
    for (size_t i = 0; i < count; i++) (target)[i] = (expression);       \
    round_array((target), count, format);                                \
  } while (0)

WIDEST_VECTORS
void array_rmsprop(
    float *restrict p, const float *restrict g, float *restrict v,
    float *restrict scratch, size_t count, float rate, float decay,
    float complement, float epsilon, array_format format) {
#pragma STDC FP_CONTRACT OFF
  float *restrict a = scratch;
  ARRAY(a, g[i] * g[i]);
  ARRAY(a, complement * a[i]);
  ARRAY(v, decay * v[i]);
  ARRAY(v, v[i] + a[i]);
  ARRAY(a, __builtin_elementwise_sqrt(v[i]));
  ARRAY(a, a[i] + epsilon);
  ARRAY(a, g[i] / a[i]);
  ARRAY(a, rate * a[i]);
  ARRAY(p, p[i] - a[i]);
}

WIDEST_VECTORS
void array_adam(
    float *restrict p, const float *restrict g, float *restrict m,
    float *restrict v, float *restrict scratch, size_t count, float rate,
    float beta1, float complement1, float beta2, float complement2,
    float correction1, float correction2, float epsilon, array_format format) {
#pragma STDC FP_CONTRACT OFF
  float *restrict a = scratch, *restrict n = scratch + count;
  ARRAY(a, complement1 * g[i]);
  ARRAY(m, beta1 * m[i]);
  ARRAY(m, m[i] + a[i]);
  ARRAY(a, g[i] * g[i]);
  ARRAY(a, complement2 * a[i]);
  ARRAY(v, beta2 * v[i]);
  ARRAY(v, v[i] + a[i]);
  ARRAY(n, m[i] / correction1);
  ARRAY(a, v[i] / correction2);
  ARRAY(a, __builtin_elementwise_sqrt(a[i]));
  ARRAY(a, a[i] + epsilon);
  ARRAY(a, n[i] / a[i]);
  ARRAY(a, rate * a[i]);
  ARRAY(p, p[i] - a[i]);
}
