// What several rules have in common.

INLINE Vector divided(Vector a, Term divisor) {
  return divisor.isAbsent ? a : divide(a, divisor.value);
}

INLINE Vector scaled(Term factor, Vector a) {
  return factor.isAbsent ? a : multiply(factor.value, a);
}

INLINE Vector raised(Vector a, Term addend) {
  return addend.isAbsent ? a : add(a, addend.value);
}

/// `β1` × old + `1 − β1` × new.
INLINE Vector firstAverage(const Scalars *k, Vector old, Vector new) {
  return add(multiply(k->firstDecay, old), multiply(k->firstIntake, new));
}

/// `β2` × old + `1 − β2` × new.
INLINE Vector secondAverage(const Scalars *k, Vector old, Vector new) {
  return add(multiply(k->secondDecay, old), multiply(k->secondIntake, new));
}

/// Advances both moments of Adam and its relatives (SPEC §5 to §7, §9).
INLINE void moments(const Scalars *k, Lanes *x, Vector g) {
  x->state[0] = firstAverage(k, x->state[0], g);
  x->state[1] = secondAverage(k, x->state[1], multiply(g, g));
}

/// √(q + `ε_root`) + `ε`.
INLINE Vector root(const Scalars *k, Vector q) {
  return raised(squareRoot(raised(q, k->epsilonRoot)), k->epsilon);
}

/// D of SPEC §5, in the frame of the dialect.
INLINE Vector denominator(const Scalars *k, Vector q) {
  q = divided(q, k->correction);
  return divided(root(k, q), k->rootCorrection);
}

/// Advances a momentum buffer by x and returns the step s (SPEC §2, §4).
INLINE Vector momentumStep(const Scalars *k, Vector x, Vector *buffer) {
  Vector plain = scaled(k->plain, x);
  *buffer = k->step->startsFromInput
      ? plain
      : add(multiply(k->momentum, *buffer), scaled(k->momentumIntake, x));
  Vector result = *buffer;
  switch (k->step->nesterov) {
    case CKNesterovOff: break;
    case CKNesterovStandard:
      result = add(plain, multiply(k->momentum, *buffer));
      break;
    case CKNesterovChainer:
      result = add(multiply(k->momentumSquared, *buffer), multiply(k->lookAhead, x));
      break;
  }
  return scaled(k->outlet, result);
}
