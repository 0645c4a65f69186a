#ifndef CPEERS_H
#define CPEERS_H

#include <stddef.h>

/// How an array of binary32 values is rounded to a narrower format.
typedef enum { ROUND_TO_BINARY16, ROUND_TO_BFLOAT16 } array_format;

/// Rounds each of `count` values to the nearest of the format, ties to even.
void round_array(float *values, size_t count, array_format format);

/// One RMSprop step that rounds after each array operation; `scratch` has
/// twice `count` elements.
void array_rmsprop(
    float *parameters, const float *gradients, float *squares, float *scratch,
    size_t count, float rate, float decay, float complement, float epsilon,
    array_format format);

/// One Adam step that rounds after each array operation; `scratch` has twice
/// `count` elements. The scalars are rounded to the format already.
void array_adam(
    float *parameters, const float *gradients, float *firsts, float *seconds,
    float *scratch, size_t count, float rate, float beta1, float complement1,
    float beta2, float complement2, float correction1, float correction2,
    float epsilon, array_format format);

/// Reads the gradients and `state_count` + 1 arrays, and writes the latter: what
/// an optimizer moves through memory, with one addition an element and array.
void move_arrays(
    float *parameters, const float *gradients, float *const *states,
    size_t state_count, size_t start, size_t end);

#endif
