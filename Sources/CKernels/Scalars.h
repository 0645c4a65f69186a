// The scalars of a step, in every lane of a vector, and the elements of a lane.

/// A divisor; dividing by 1 is left out.
typedef struct {
  Vector value;
  bool isOne;
} Divisor;

typedef struct {
  const CKStep *step;
  Vector decay, learningRate;
  Vector firstDecay, firstIntake, secondDecay, secondIntake;
  Divisor firstCorrection, momentCorrection, correction, rootCorrection;
  Vector scale, epsilonRoot, epsilon;
  Vector momentum, momentumSquared, plain, momentumIntake, lookAhead, outlet;
  Vector accumulatorDecay;
  Vector momentWeight, gradientWeight;
  Vector gradientFloor, normFloor, stateFloor, denominatorFloor;
} Scalars;

typedef struct {
  Vector theta, gradient, state[3];
} Lanes;

INLINE Divisor divisor(double value) {
  return (Divisor){splat(value), value == 1};
}

INLINE Scalars scalarsOf(const CKStep *step) {
  return (Scalars){
      .step = step,
      .decay = splat(step->decay),
      .learningRate = splat(step->learningRate),
      .firstDecay = splat(step->first.decay),
      .firstIntake = splat(step->first.intake),
      .secondDecay = splat(step->second.decay),
      .secondIntake = splat(step->second.intake),
      .firstCorrection = divisor(step->firstCorrection),
      .momentCorrection = divisor(step->momentCorrection),
      .correction = divisor(step->correction),
      .rootCorrection = divisor(step->rootCorrection),
      .scale = splat(step->scale),
      .epsilonRoot = splat(step->epsilonRoot),
      .epsilon = splat(step->epsilon),
      .momentum = splat(step->momentum),
      .momentumSquared = splat(step->momentumSquared),
      .plain = splat(step->plain),
      .momentumIntake = splat(step->momentumIntake),
      .lookAhead = splat(step->lookAhead),
      .outlet = splat(step->outlet),
      .accumulatorDecay = splat(step->accumulatorDecay),
      .momentWeight = splat(step->momentWeight),
      .gradientWeight = splat(step->gradientWeight),
      .gradientFloor = splat(step->gradientFloor),
      .normFloor = splat(step->normFloor),
      .stateFloor = splat(step->stateFloor),
      .denominatorFloor = splat(step->denominatorFloor),
  };
}
