#ifndef RMSPEC_CFORMATS_H
#define RMSPEC_CFORMATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Bulk rounding between binary32 or binary64 and formats of at most 32 bits.
 *
 * Everything is integer arithmetic on encodings, lane by lane, or an instruction that
 * gives the same: the results depend neither on the floating-point environment, nor on
 * length and alignment, nor on the instruction set. */

/* How the discarded bits decide. */
typedef enum : uint32_t {
  CFORMATS_NEAREST_EVEN,
  CFORMATS_NEAREST_AWAY,
  CFORMATS_TOWARD_ZERO,
  CFORMATS_UP,
  CFORMATS_DOWN,
  /* By 32 random bits a value, see SPEC.md, section 13. */
  CFORMATS_STOCHASTIC,
} cformats_rounding;

/* A format of 8, 16 or 32 bits whose values binary32 has, and its special
 * encodings for one rounding; all but the sign bit are encodings of magnitudes. */
typedef struct {
  /* The number of significand bits, including the implicit one: at least 2. */
  uint32_t precision;
  /* The exponent of the smallest normal value: at least −126. */
  int32_t minimum_exponent;
  /* The sign bit. */
  uint32_t sign;
  /* The largest finite value. */
  uint32_t greatest;
  /* What an infinity becomes. */
  uint32_t infinity;
  /* What finite values beyond the largest become, by their sign. */
  uint32_t overflow_positive, overflow_negative;
  /* The NaN that is written, with its sign bit. */
  uint32_t nan;
  /* The last encoding before those of NaNs. */
  uint32_t last_number;
} cformats_format;

/* The kernels of one instruction set. The width of encodings is in bytes: 1, 2 or 4.
 * Results may replace the values in place; otherwise they must not overlap. */
typedef struct {
  /* Encodings of values of fewer than 24 (binary32), 53 (binary64) bits of
   * precision. `random` is read for stochastic rounding only. */
  void (*_Nonnull encode_float)(
      const cformats_format *_Nonnull format, cformats_rounding rounding,
      const float *_Nonnull values, const uint32_t *_Nullable random,
      void *_Nonnull encodings, size_t width, size_t count);
  void (*_Nonnull encode_double)(
      const cformats_format *_Nonnull format, cformats_rounding rounding,
      const double *_Nonnull values, const uint32_t *_Nullable random,
      void *_Nonnull encodings, size_t width, size_t count);

  /* The same, decoded again. */
  void (*_Nonnull round_float)(
      const cformats_format *_Nonnull format, cformats_rounding rounding,
      const float *_Nonnull values, const uint32_t *_Nullable random,
      float *_Nonnull results, size_t count);
  void (*_Nonnull round_double)(
      const cformats_format *_Nonnull format, cformats_rounding rounding,
      const double *_Nonnull values, const uint32_t *_Nullable random,
      double *_Nonnull results, size_t count);

  /* The values of encodings, exactly; any NaN becomes the positive quiet one. */
  void (*_Nonnull decode_float)(
      const cformats_format *_Nonnull format, const void *_Nonnull encodings,
      size_t width, float *_Nonnull values, size_t count);
  void (*_Nonnull decode_double)(
      const cformats_format *_Nonnull format, const void *_Nonnull encodings,
      size_t width, double *_Nonnull values, size_t count);

  /* The random bits of consecutive elements, given the hash of what precedes the
   * element's number in its position. */
  void (*_Nonnull random_bits)(
      uint32_t hash, uint32_t first_element, uint32_t *_Nonnull bits, size_t count);
} cformats_kernels;

/* Vectors of 128 bits, or what else the architecture has without asking. */
const cformats_kernels *_Nonnull cformats_baseline(void);
/* NULL where this processor lacks them. */
const cformats_kernels *_Nullable cformats_avx2(void);
const cformats_kernels *_Nullable cformats_avx512(void);

/* The environment variable RMSPEC_SIMD, or NULL. */
const char *_Nullable cformats_simd_variable(void);

#endif
