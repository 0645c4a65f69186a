// AdaMax (SPEC §8).
INLINE void NAME(AdaMax)(const Scalars *k, Lanes *x) {
  Vector g = gradientOf(k, x);
  Vector m = firstAverage(k, x->state[0], g);
  Vector u = maximum(
      add(multiply(k->secondDecay, x->state[1]), k->normFloor),
      add(magnitude(g), k->gradientFloor));
  u = add(u, k->stateFloor);
  x->state[0] = m;
  x->state[1] = u;
  Vector n = divided(m, k->firstCorrection);
  Vector s = multiply(k->learningRate, divide(n, add(u, k->denominatorFloor)));
  x->theta = applied(k, s, x->theta);
}
