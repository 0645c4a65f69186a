#ifndef CPEERS_H
#define CPEERS_H

#include <stdbool.h>
#include <stddef.h>

/// The format that arrays of binary32 values are rounded to, the nearest, ties to even.
typedef struct {
  int precision, min_exponent, max_exponent;
  /// Whether to use code that was compiled for the format, binary16 or bfloat16.
  bool is_known;
} array_format;

/// One RMSprop step that rounds after each array operation; `scratch` has
/// twice `count` elements.
void array_rmsprop(
    float *parameters, const float *gradients, float *squares, float *scratch,
    size_t count, float rate, float decay, float complement, float epsilon,
    const array_format *format);

/// One Adam step that rounds after each array operation; `scratch` has twice
/// `count` elements. The scalars are rounded to the format already.
void array_adam(
    float *parameters, const float *gradients, float *firsts, float *seconds,
    float *scratch, size_t count, float rate, float beta1, float complement1,
    float beta2, float complement2, float correction1, float correction2,
    float epsilon, const array_format *format);

/// Reads the gradients and `state_count` + 1 arrays, and writes the latter: what
/// an optimizer moves through memory, with one addition an element and array.
void move_arrays(
    float *parameters, const float *gradients, float *const *states,
    size_t state_count, size_t start, size_t end);

#endif
