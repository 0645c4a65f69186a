// RAdam (SPEC §9).
INLINE void NAME(RAdam)(const Scalars *k, Lanes *x) {
  moments(k, x, gradientOf(k, x));
  Vector n = divided(x->state[0], k->firstCorrection);
  switch (k->step->rectification) {
    case CKRectified:
      n = divide(n, denominator(k, x->state[1]));
      // The step is the learning rate, which is rectified already, times n.
    case CKUnrectified:
      x->theta = applied(k, multiply(k->learningRate, n), x->theta);
      break;
    case CKDecayOnly: x->theta = decayed(k, x->theta); break;
    case CKNothing: break;
  }
}

LOOP(RAdam, 2, NAME(RAdam)(k, &x))
