// AdaBelief (SPEC §5.1).
INLINE void NAME(AdaBelief)(const Scalars *k, Lanes *x) {
  Vector g = gradientOf(k, x);
  x->state[0] = firstAverage(k, x->state[0], g);
  Vector error = subtract(g, x->state[0]);
  Vector s = secondAverage(k, x->state[1], multiply(error, error));
  x->state[1] = raised(s, k->stateFloor);
  Vector n = divided(x->state[0], k->firstCorrection);
  Vector d = denominator(k, x->state[1]);
  x->theta = applied(k, multiply(k->learningRate, divide(n, d)), x->theta);
}

LOOP(AdaBelief, 2, NAME(AdaBelief)(k, &x))
