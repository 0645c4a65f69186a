// RMSprop (SPEC §4).
INLINE void NAME(RMSprop)(
    const Scalars *k, Lanes *x, bool isCentered, bool hasMomentum) {
  Vector g = gradientOf(k, x);
  Vector v = secondAverage(k, x->state[0], multiply(g, g));
  x->state[0] = v;
  Vector q = divided(v, k->momentCorrection);
  if (isCentered) {
    Vector m = secondAverage(k, x->state[1], g);
    x->state[1] = m;
    Vector mean = divided(m, k->momentCorrection);
    q = subtract(q, multiply(mean, mean));
    if (k->step->clampsVariance) q = clampedAtZero(q);
  }
  Vector r = divide(g, root(k, q));
  Vector s = hasMomentum ? momentumStep(k, r, &x->state[isCentered ? 2 : 1])
                         : multiply(k->learningRate, r);
  x->theta = applied(k, s, x->theta);
}

LOOP(RMSprop, 1, NAME(RMSprop)(k, &x, false, false))
LOOP(RMSpropMomentum, 2, NAME(RMSprop)(k, &x, false, true))
LOOP(RMSpropCentered, 2, NAME(RMSprop)(k, &x, true, false))
LOOP(RMSpropCenteredMomentum, 3, NAME(RMSprop)(k, &x, true, true))
