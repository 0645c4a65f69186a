// The scalars of a step, and the elements of a vector's lanes.

/// A scalar whose term is left out where it changes no number: an addend of −0, a
/// factor or a divisor of 1.
typedef struct {
  ELEMENT value;
  bool isAbsent;
} Term;

typedef struct {
  const CKStep *step;
  ELEMENT decay, learningRate;
  ELEMENT firstDecay, firstIntake, secondDecay, secondIntake;
  Term firstCorrection, momentCorrection, correction, rootCorrection;
  Term scale, epsilonRoot, epsilon;
  ELEMENT momentum, momentumSquared, lookAhead;
  Term plain, momentumIntake, outlet;
  Term accumulatorDecay;
  ELEMENT momentWeight, gradientWeight;
  Term gradientFloor, normFloor, stateFloor, denominatorFloor;
} Scalars;

typedef struct {
  Vector theta, gradient, state[3];
} Lanes;

/// A factor or a divisor.
INLINE Term factor(double value) { return (Term){value, value == 1}; }

INLINE Term addend(double value) {
  return (Term){value, value == 0 && signbit(value)};
}

INLINE Scalars scalarsOf(const CKStep *step) {
  return (Scalars){
      .step = step,
      .decay = step->decay,
      .learningRate = step->learningRate,
      .firstDecay = step->first.decay,
      .firstIntake = step->first.intake,
      .secondDecay = step->second.decay,
      .secondIntake = step->second.intake,
      .firstCorrection = factor(step->firstCorrection),
      .momentCorrection = factor(step->momentCorrection),
      .correction = factor(step->correction),
      .rootCorrection = factor(step->rootCorrection),
      .scale = factor(step->scale),
      .epsilonRoot = addend(step->epsilonRoot),
      .epsilon = addend(step->epsilon),
      .momentum = step->momentum,
      .momentumSquared = step->momentumSquared,
      .plain = factor(step->plain),
      .momentumIntake = factor(step->momentumIntake),
      .lookAhead = step->lookAhead,
      .outlet = factor(step->outlet),
      .accumulatorDecay = factor(step->accumulatorDecay),
      .momentWeight = step->momentWeight,
      .gradientWeight = step->gradientWeight,
      .gradientFloor = addend(step->gradientFloor),
      .normFloor = addend(step->normFloor),
      .stateFloor = addend(step->stateFloor),
      .denominatorFloor = addend(step->denominatorFloor),
  };
}
