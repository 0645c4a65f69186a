#ifndef CFORMATS_H
#define CFORMATS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The style of the C here is that of CKernels; see CKernels.h.

// Bulk rounding between binary32 or binary64 and formats of at most 32 bits.
//
// Everything is integer arithmetic on encodings, lane by lane, or an instruction that
// gives the same: the results depend neither on the floating-point environment, nor on
// length and alignment, nor on the instruction set.

/// How the discarded bits decide.
typedef enum : uint32_t {
  CFRoundingNearestEven,
  CFRoundingNearestAway,
  CFRoundingTowardZero,
  CFRoundingUp,
  CFRoundingDown,
  /// By 32 random bits a value, see SPEC.md, section 13.
  CFRoundingStochastic,
} CFRounding;

/// A format of 8, 16 or 32 bits whose values binary32 has, and its special
/// encodings for one rounding; all but the sign bit are encodings of magnitudes.
typedef struct {
  /// The number of significand bits, including the implicit one: at least 2.
  uint32_t precision;
  /// The exponent of the smallest normal value: at least −126.
  int32_t minimumExponent;
  /// The sign bit.
  uint32_t sign;
  /// The largest finite value.
  uint32_t greatest;
  /// What an infinity becomes.
  uint32_t infinity;
  /// What finite values beyond the largest become, by their sign.
  uint32_t overflowPositive, overflowNegative;
  /// The NaN that is written, with its sign bit.
  uint32_t nan;
  /// The last encoding before those of NaNs.
  uint32_t lastNumber;
} CFFormat;

/// The kernels of one instruction set. The width of encodings is in bytes: 1, 2 or 4.
/// Results may replace the values in place; otherwise they must not overlap.
typedef struct {
  /// Encodings of values of fewer than 24 (binary32), 53 (binary64) bits of
  /// precision. `random` is read for stochastic rounding only.
  void (*_Nonnull encodeFloat)(
      const CFFormat *_Nonnull format, CFRounding rounding,
      const float *_Nonnull values, const uint32_t *_Nullable random,
      void *_Nonnull encodings, size_t width, size_t count);
  void (*_Nonnull encodeDouble)(
      const CFFormat *_Nonnull format, CFRounding rounding,
      const double *_Nonnull values, const uint32_t *_Nullable random,
      void *_Nonnull encodings, size_t width, size_t count);

  /// The same, decoded again.
  void (*_Nonnull roundFloat)(
      const CFFormat *_Nonnull format, CFRounding rounding,
      const float *_Nonnull values, const uint32_t *_Nullable random,
      float *_Nonnull results, size_t count);
  void (*_Nonnull roundDouble)(
      const CFFormat *_Nonnull format, CFRounding rounding,
      const double *_Nonnull values, const uint32_t *_Nullable random,
      double *_Nonnull results, size_t count);

  /// The values of encodings, exactly; any NaN becomes the positive quiet one.
  void (*_Nonnull decodeFloat)(
      const CFFormat *_Nonnull format, const void *_Nonnull encodings,
      size_t width, float *_Nonnull values, size_t count);
  void (*_Nonnull decodeDouble)(
      const CFFormat *_Nonnull format, const void *_Nonnull encodings,
      size_t width, double *_Nonnull values, size_t count);

  /// The random bits of consecutive elements, given the hash of what precedes the
  /// element's number in its position.
  void (*_Nonnull randomBits)(
      uint32_t hash, uint32_t firstElement, uint32_t *_Nonnull bits, size_t count);
} CFKernels;

/// The kernels in vectors of 128 bits, or what else the architecture always has.
const CFKernels *_Nonnull CFBaseline(void);
/// The kernels in AVX2, or NULL where this processor lacks it.
const CFKernels *_Nullable CFAVX2(void);
/// The kernels in AVX-512, or NULL where this processor lacks it.
const CFKernels *_Nullable CFAVX512(void);

/// The environment variable RMSPEC_SIMD, or NULL.
const char *_Nullable CFSIMDVariable(void);

#endif
