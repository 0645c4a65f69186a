// Adam and AdamW (SPEC §5).
INLINE void NAME(Adam)(const Scalars *k, Lanes *x) {
  moments(k, x, gradientOf(k, x));
  Vector n = divided(x->state[0], k->firstCorrection);
  Vector d = denominator(k, x->state[1]);
  x->theta = applied(k, multiply(k->learningRate, divide(n, d)), x->theta);
}

LOOP(Adam, 2, NAME(Adam)(k, &x))
