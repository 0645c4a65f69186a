// Adadelta (SPEC §10).
INLINE void NAME(Adadelta)(const Scalars *k, Lanes *x) {
  Vector g = gradientOf(k, x);
  Vector v = secondAverage(k, x->state[0], multiply(g, g));
  Vector old = x->state[1];
  Vector roots = divide(
      squareRoot(raised(old, k->epsilonRoot)), squareRoot(raised(v, k->epsilonRoot)));
  Vector u = multiply(roots, g);
  x->state[0] = v;
  x->state[1] = secondAverage(k, old, multiply(u, u));
  x->theta = applied(k, multiply(k->learningRate, u), x->theta);
}

LOOP(Adadelta, 2, NAME(Adadelta)(k, &x))
