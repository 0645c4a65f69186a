// The sign of the gradient and weight decay (SPEC §1.4).

/// The gradient that the rule sees.
INLINE Vector gradientOf(const Scalars *k, const Lanes *x) {
  Vector g = k->step->negatesGradient ? -x->gradient : x->gradient;
  if (k->step->decayForm == CKDecayGradient) g = add(g, multiply(k->decay, x->theta));
  return k->step->negatesDecayedGradient ? -g : g;
}

/// The gradient without weight decay, with the sign that the rule gives it.
INLINE Vector undecayedGradient(const Scalars *k, const Lanes *x) {
  bool negates = k->step->negatesGradient || k->step->negatesDecayedGradient;
  return negates ? -x->gradient : x->gradient;
}

/// The parameter after a step that is only weight decay.
INLINE Vector decayed(const Scalars *k, Vector theta) {
  switch (k->step->decayForm) {
    case CKDecayNone:
    case CKDecayGradient: return theta;
    case CKDecayBefore:
    case CKDecayAfter: return multiply(theta, k->decay);
    case CKDecaySame: return subtract(theta, multiply(k->decay, theta));
  }
}

/// The parameter after the step s.
INLINE Vector applied(const Scalars *k, Vector s, Vector theta) {
  switch (k->step->decayForm) {
    case CKDecayNone:
    case CKDecayGradient: return subtract(theta, s);
    case CKDecayBefore: return subtract(multiply(theta, k->decay), s);
    case CKDecaySame: return subtract(theta, add(s, multiply(k->decay, theta)));
    case CKDecayAfter: return multiply(subtract(theta, s), k->decay);
  }
}
