// AdaGrad (SPEC §3).
INLINE void NAME(AdaGrad)(const Scalars *k, Lanes *x) {
  Vector g = gradientOf(k, x);
  Vector v = add(scaled(k->accumulatorDecay, x->state[0]), multiply(g, g));
  x->state[0] = v;
  Vector numerator =
      k->step->keepsDecayFromNumerator ? undecayedGradient(k, x) : g;
  Vector s = multiply(k->learningRate, divide(numerator, root(k, v)));
  x->theta = applied(k, s, x->theta);
}

LOOP(AdaGrad, 1, NAME(AdaGrad)(k, &x))
