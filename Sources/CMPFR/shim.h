#ifndef RMSPEC_CMPFR_SHIM_H
#define RMSPEC_CMPFR_SHIM_H

#include <mpfr.h>
#include <stdbool.h>

#if MPFR_VERSION < MPFR_VERSION_NUM(4, 2, 0)
#error "RMSpec needs MPFR 4.2.0 or later: earlier ones have no mpfr_cospi"
#endif

#if GMP_NUMB_BITS != 64
#error "RMSpec reads the leading 64 bits of a number as one limb"
#endif

/* Swift does not import macros that cast. */
static inline mpfr_flags_t cmpfr_all_flags(void) { return MPFR_FLAGS_ALL; }

/* As macros these tests cost no call; Swift would call the functions. */
static inline bool cmpfr_is_nan(mpfr_srcptr x) { return mpfr_nan_p(x); }
static inline bool cmpfr_is_infinite(mpfr_srcptr x) { return mpfr_inf_p(x); }
static inline bool cmpfr_is_zero(mpfr_srcptr x) { return mpfr_zero_p(x); }
/* Neither NaN nor infinite nor zero. */
static inline bool cmpfr_is_regular(mpfr_srcptr x) { return mpfr_regular_p(x); }

#endif
