// NAdam (SPEC §7).
INLINE void NAME(NAdam)(const Scalars *k, Lanes *x) {
  Vector g = gradientOf(k, x);
  moments(k, x, g);
  Vector mix =
      add(multiply(k->momentWeight, x->state[0]), multiply(k->gradientWeight, g));
  Vector n = divided(mix, k->firstCorrection);
  Vector d = denominator(k, scaled(k->scale, x->state[1]));
  x->theta = applied(k, multiply(k->learningRate, divide(n, d)), x->theta);
}

LOOP(NAdam, 2, NAME(NAdam)(k, &x))
