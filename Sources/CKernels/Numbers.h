// The loops for one storage and arithmetic, which the including file has chosen:
// ELEMENT carries the values of the arithmetic, INTEGER is as wide, STORED is the
// type in memory, LANES of them a vector; LOADED, STORABLE and ROUNDED convert.

#define Vector NAME(Vector)
#define Bits NAME(Bits)
#define StoredVector NAME(StoredVector)
#define Term NAME(Term)
#define Scalars NAME(Scalars)
#define Lanes NAME(Lanes)
#define add NAME(add)
#define subtract NAME(subtract)
#define multiply NAME(multiply)
#define divide NAME(divide)
#define squareRoot NAME(squareRoot)
#define maximum NAME(maximum)
#define clampedAtZero NAME(clampedAtZero)
#define magnitude NAME(magnitude)
#define factor NAME(factor)
#define addend NAME(addend)
#define scalarsOf NAME(scalarsOf)
#define gradientOf NAME(gradientOf)
#define undecayedGradient NAME(undecayedGradient)
#define decayed NAME(decayed)
#define applied NAME(applied)
#define divided NAME(divided)
#define scaled NAME(scaled)
#define raised NAME(raised)
#define firstAverage NAME(firstAverage)
#define secondAverage NAME(secondAverage)
#define root NAME(root)
#define denominator NAME(denominator)
#define momentumStep NAME(momentumStep)
#define moments NAME(moments)
#define loaded NAME(loaded)
#define store NAME(store)

typedef VECTOR(ELEMENT, LANES) Vector;
typedef VECTOR(INTEGER, LANES) Bits;
typedef VECTOR(STORED, LANES) StoredVector;

#include "Arithmetic.h"
#include "Scalars.h"
#include "Formulas/SignAndDecay.h"
#include "Formulas/Parts.h"
#include "Loop.h"
#include "Rules.h"

static const CKLoop NAME(loops)[CKRuleCount] = {
#define LISTED(loop) [CKRule##loop] = NAME(loopOf##loop),
#include "Rules.h"
#undef LISTED
};

#undef LOOP

#undef LANES
#undef Vector
#undef Bits
#undef StoredVector
#undef Term
#undef Scalars
#undef Lanes
#undef add
#undef subtract
#undef multiply
#undef divide
#undef squareRoot
#undef maximum
#undef clampedAtZero
#undef magnitude
#undef factor
#undef addend
#undef scalarsOf
#undef gradientOf
#undef undecayedGradient
#undef decayed
#undef applied
#undef divided
#undef scaled
#undef raised
#undef firstAverage
#undef secondAverage
#undef root
#undef denominator
#undef momentumStep
#undef moments
#undef loaded
#undef store
#undef NUMBERS
#undef ELEMENT
#undef INTEGER
#undef STORED
#undef LOADED
#undef STORABLE
#undef ROUNDED
