#ifndef CKERNELS_H
#define CKERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The element loops of SPEC.md in vector code.
//
// Every operation is rounded as SPEC §1 says: the loops give the bits of the
// generic Swift loops, wherever an element lies in its tensor and however many
// threads share the work. All NaNs are one (SPEC §14). The Swift loops
// (Sources/Optimizers/Kernels) are the reference that the tests compare them with.
//
// Style of the C in this package: two spaces, lines of at most 90 columns, braces at the
// end of the line, `case` one step in, continuation lines two steps in. Types,
// enumerators and what other files see begin with a capital letter, with the prefix CK
// here and CF in CFormats; functions, variables and members are lowerCamelCase; macros
// are UPPER_CASE. What exists once for each kind of numbers is named by NAME(). `///`
// says what a declaration is, `//` says why code is as it is, in whole sentences.

/// Which instructions the loops use; the machine must have them.
typedef enum {
  /// Vectors of 128 bits, which every 64-bit architecture has.
  CKLevelBaseline,
  /// With F16C.
  CKLevelAVX2,
  /// With F16C; of AVX-512 no more than F.
  CKLevelAVX512,
} CKLevel;

/// A storage format with the format in which operations are done (SPEC §1.2).
typedef enum {
  CKNumbersBinary64,
  CKNumbersBinary32,
  CKNumbersBinary32InBinary64,
  CKNumbersBinary16,
  CKNumbersBinary16InBinary32,
  CKNumbersBFloat16,
  CKNumbersBFloat16InBinary32,
  CKNumbersE4M3,
  CKNumbersE4M3InBinary32,
  CKNumbersE5M2,
  CKNumbersE5M2InBinary32,
  CKNumbersCount,
} CKNumbers;

/// The loops, such as CKRuleAdam.
typedef enum {
#define LISTED(loop) CKRule##loop,
#include "../Rules.h"
#undef LISTED
  CKRuleCount,
} CKRule;

/// Where weight decay enters (SPEC §1.4).
typedef enum {
  CKDecayNone,
  /// g + λ × θ.
  CKDecayGradient,
  /// θ × `1 − α × λ` − s.
  CKDecayBefore,
  /// θ − (s + `α × λ` × θ).
  CKDecaySame,
  /// (θ − s) × `1 − α × λ`.
  CKDecayAfter,
} CKDecayForm;

/// Which look-ahead is made from a momentum buffer (SPEC §2).
typedef enum { CKNesterovOff, CKNesterovStandard, CKNesterovChainer } CKNesterov;

/// What becomes of a parameter in a step of RAdam (SPEC §9).
typedef enum {
  CKRectified,
  CKUnrectified,
  CKDecayOnly,
  CKNothing,
} CKRectification;

/// The coefficients of a moving average.
typedef struct {
  double decay, intake;
} CKAverage;

/// The scalars of a step, each a value of the arithmetic.
///
/// An absent term is one that leaves every number as it is: an addend of −0, a
/// factor of 1, a divisor of 1.
typedef struct {
  CKRule rule;

  CKDecayForm decayForm;
  /// The one scalar that the form needs.
  double decay;
  bool negatesGradient, negatesDecayedGradient;

  double learningRate;
  CKAverage first, second;
  /// What the first moment, or a mean in its place, is divided by.
  double firstCorrection;
  /// What a second moment is divided by before it is compared or centered.
  double momentCorrection;

  /// D = (√(q × `scale` / `correction` + `epsilonRoot`) + `epsilon`) /
  /// `rootCorrection`.
  double scale, correction, epsilonRoot, epsilon, rootCorrection;

  /// SGD and RMSprop: the buffer and what enters and leaves it.
  double momentum, momentumSquared, plain, momentumIntake, lookAhead, outlet;
  bool startsFromInput;
  CKNesterov nesterov;

  /// AdaGrad.
  double accumulatorDecay;
  bool keepsDecayFromNumerator;
  /// RMSprop.
  bool clampsVariance;
  /// NAdam.
  double momentWeight, gradientWeight;
  /// Where else ε may be added: to |g|, to the decayed norm, to the new state, and to
  /// the denominator (AdaMax).
  double gradientFloor, normFloor, stateFloor, denominatorFloor;
  /// RAdam.
  CKRectification rectification;
} CKStep;

/// The buffers of a tensor, or of a part of it; they must not overlap.
typedef struct {
  void *parameters;
  const void *gradients;
  /// The first state buffer of the rule; each begins `stride` elements after the
  /// one before it.
  void *state;
  size_t stride;
  size_t count;
} CKTensor;

/// Takes a step, on up to `threads` threads.
void CKUpdate(
    CKLevel level, CKNumbers numbers, const CKStep *step, const CKTensor *tensor,
    size_t threads);

#endif
