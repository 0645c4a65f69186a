// The rules. One that is added gets a line in each of the two lists.
//
// Included where LISTED(loop) is defined, this lists the loops; those whose state depends
// on the hyperparameters are several. Included otherwise, it has the formulas and makes
// the loops.

#ifdef LISTED

LISTED(SGD)
LISTED(SGDMomentum)
LISTED(AdaGrad)
LISTED(Adadelta)
LISTED(RMSprop)
LISTED(RMSpropMomentum)
LISTED(RMSpropCentered)
LISTED(RMSpropCenteredMomentum)
LISTED(Adam)
LISTED(AdaBelief)
LISTED(AMSGrad)
LISTED(NAdam)
LISTED(AdaMax)
LISTED(RAdam)

#else

#include "Formulas/SGD.h"
#include "Formulas/AdaGrad.h"
#include "Formulas/Adadelta.h"
#include "Formulas/RMSprop.h"
#include "Formulas/Adam.h"
#include "Formulas/AdaBelief.h"
#include "Formulas/AMSGrad.h"
#include "Formulas/NAdam.h"
#include "Formulas/AdaMax.h"
#include "Formulas/RAdam.h"

#endif
