// Adam and AdamW (SPEC §5).

/// Advances both moments.
INLINE void moments(const Scalars *k, Lanes *x, Vector g) {
  x->state[0] = firstAverage(k, x->state[0], g);
  x->state[1] = secondAverage(k, x->state[1], multiply(g, g));
}

INLINE void NAME(Adam)(const Scalars *k, Lanes *x) {
  moments(k, x, gradientOf(k, x));
  Vector n = divided(x->state[0], k->firstCorrection);
  Vector d = denominator(k, x->state[1]);
  x->theta = applied(k, multiply(k->learningRate, divide(n, d)), x->theta);
}
