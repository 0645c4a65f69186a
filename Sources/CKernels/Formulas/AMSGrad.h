// AMSGrad (SPEC §6).
INLINE void NAME(AMSGrad)(const Scalars *k, Lanes *x) {
  moments(k, x, gradientOf(k, x));
  Vector w = maximum(x->state[2], divided(x->state[1], k->momentCorrection));
  x->state[2] = w;
  Vector n = divided(x->state[0], k->firstCorrection);
  Vector d = denominator(k, scaled(k->scale, w));
  x->theta = applied(k, multiply(k->learningRate, divide(n, d)), x->theta);
}

LOOP(AMSGrad, 3, NAME(AMSGrad)(k, &x))
