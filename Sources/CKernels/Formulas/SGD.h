// SGD (SPEC §2).
INLINE void NAME(SGD)(const Scalars *k, Lanes *x, bool hasMomentum) {
  Vector g = gradientOf(k, x);
  Vector s = hasMomentum ? momentumStep(k, g, &x->state[0])
                         : multiply(k->learningRate, g);
  x->theta = applied(k, s, x->theta);
}

LOOP(SGD, 0, NAME(SGD)(k, &x, false))
LOOP(SGDMomentum, 1, NAME(SGD)(k, &x, true))
