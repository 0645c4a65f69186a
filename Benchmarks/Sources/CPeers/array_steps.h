// Steps that round after each array operation, by a ROUNDED(value) that the including
// file has chosen, which may use `format`; NAMED(step) is what they are called.

// One array operation: `expression`, rounded, for each i.
#define ARRAY(target, expression) \
  for (size_t i = 0; i < count; i++) (target)[i] = ROUNDED(expression)

WIDEST_VECTORS
static void NAMED(rmsprop)(
    float *restrict p, const float *restrict g, float *restrict v,
    float *restrict scratch, size_t count, float rate, float decay,
    float complement, float epsilon, const rounding *format) {
#pragma STDC FP_CONTRACT OFF
  (void)format;
  float *restrict a = scratch;
  ARRAY(a, g[i] * g[i]);
  ARRAY(a, complement * a[i]);
  ARRAY(v, decay * v[i]);
  ARRAY(v, v[i] + a[i]);
  ARRAY(a, __builtin_elementwise_sqrt(v[i]));
  ARRAY(a, a[i] + epsilon);
  ARRAY(a, g[i] / a[i]);
  ARRAY(a, rate * a[i]);
  ARRAY(p, p[i] - a[i]);
}

WIDEST_VECTORS
static void NAMED(adam)(
    float *restrict p, const float *restrict g, float *restrict m,
    float *restrict v, float *restrict scratch, size_t count, float rate,
    float beta1, float complement1, float beta2, float complement2,
    float correction1, float correction2, float epsilon, const rounding *format) {
#pragma STDC FP_CONTRACT OFF
  (void)format;
  float *restrict a = scratch, *restrict n = scratch + count;
  ARRAY(a, complement1 * g[i]);
  ARRAY(m, beta1 * m[i]);
  ARRAY(m, m[i] + a[i]);
  ARRAY(a, g[i] * g[i]);
  ARRAY(a, complement2 * a[i]);
  ARRAY(v, beta2 * v[i]);
  ARRAY(v, v[i] + a[i]);
  ARRAY(n, m[i] / correction1);
  ARRAY(a, v[i] / correction2);
  ARRAY(a, __builtin_elementwise_sqrt(a[i]));
  ARRAY(a, a[i] + epsilon);
  ARRAY(a, n[i] / a[i]);
  ARRAY(a, rate * a[i]);
  ARRAY(p, p[i] - a[i]);
}

#undef ARRAY
