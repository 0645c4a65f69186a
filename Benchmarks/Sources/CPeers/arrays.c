// "Round after each array operation": how CPFloat and others emulate a format with
// binary32 arrays. Every operation is a loop over the array that rounds its results.

#include <math.h>
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

#include "any_format.h"
#include "known_format.h"

#define NAMED(step) step##_in_any_format
#define ROUNDED(value) to_format(value, format)
#include "array_steps.h"
#undef NAMED
#undef ROUNDED

#define NAMED(step) step##_in_any_precision
#define ROUNDED(value) to_format_of_all_exponents(value, format)
#include "array_steps.h"
#undef NAMED
#undef ROUNDED

#define NAMED(step) step##_in_binary16
#define ROUNDED(value) to_binary16(value)
#include "array_steps.h"
#undef NAMED
#undef ROUNDED

#define NAMED(step) step##_in_bfloat16
#define ROUNDED(value) to_bfloat16(value)
#include "array_steps.h"

/// The step for a format that is known when it is compiled, or else for any.
#define CHOSEN(step)                                                    \
  (format->is_known ? (format->precision == 11 ? step##_in_binary16     \
                                               : step##_in_bfloat16)    \
                    : (has_all_exponents(format) ? step##_in_any_precision \
                                                 : step##_in_any_format))

static bool has_all_exponents(const array_format *format) {
  return format->min_exponent == -126 && format->max_exponent == 127;
}

void array_rmsprop(
    float *p, const float *g, float *v, float *scratch, size_t count, float rate,
    float decay, float complement, float epsilon, const array_format *format) {
  rounding prepared = rounding_to(format);
  CHOSEN(rmsprop)
  (p, g, v, scratch, count, rate, decay, complement, epsilon, &prepared);
}

void array_adam(
    float *p, const float *g, float *m, float *v, float *scratch, size_t count,
    float rate, float beta1, float complement1, float beta2, float complement2,
    float correction1, float correction2, float epsilon, const array_format *format) {
  rounding prepared = rounding_to(format);
  CHOSEN(adam)
  (p, g, m, v, scratch, count, rate, beta1, complement1, beta2, complement2,
   correction1, correction2, epsilon, &prepared);
}
