// AdaMax (SPEC §8).
INLINE void NAME(AdaMax)(const Scalars *k, Lanes *x) {
  Vector g = gradientOf(k, x);
  Vector m = firstAverage(k, x->state[0], g);
  Vector u = maximum(
      raised(multiply(k->secondDecay, x->state[1]), k->normFloor),
      raised(magnitude(g), k->gradientFloor));
  u = raised(u, k->stateFloor);
  x->state[0] = m;
  x->state[1] = u;
  Vector n = divided(m, k->firstCorrection);
  Vector s = multiply(k->learningRate, divide(n, raised(u, k->denominatorFloor)));
  x->theta = applied(k, s, x->theta);
}

LOOP(AdaMax, 2, NAME(AdaMax)(k, &x))
