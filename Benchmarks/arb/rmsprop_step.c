/* The exact trajectory of RMSprop in Arb's balls: v ← ρv + (1 − ρ)g² and
   x ← x − η × (g ÷ (√v + ε)), with gradients as data.

   apt-get install libflint-arb-dev libflint-dev    (Debian 12: Arb 2.23, FLINT 2.9)
   cc -O3 -march=native rmsprop_step.c -lflint-arb -lflint -o rmsprop_step

   rmsprop_step BITS STEPS RUNS prints nanoseconds for a step, the least of the
   runs, and the decimal digits that are certain of x and of v after the last step. */

#include <arb.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* The generator of the vectors: 12 bits of Lehmer's, times 2^-10. */
static double next_gradient(unsigned long *seed) {
  *seed = *seed * 48271 % 0x7fffffff;
  return ((double)((*seed >> 11) & 0xfff) - 0x800) * 0x1p-10;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

int main(int count, char **arguments) {
  long bits = count > 1 ? atol(arguments[1]) : 192;
  long steps = count > 2 ? atol(arguments[2]) : 1000;
  long runs = count > 3 ? atol(arguments[3]) : 20;
  double *gradients = malloc(sizeof(double) * steps);
  unsigned long seed = 20250101;
  for (long t = 0; t < steps; t++) gradients[t] = next_gradient(&seed);

  arb_t decay, complement, rate, epsilon, gradient, v, x, a, b;
  arb_init(decay), arb_init(complement), arb_init(rate), arb_init(epsilon);
  arb_init(gradient), arb_init(v), arb_init(x), arb_init(a), arb_init(b);
  arb_set_d(decay, 0.9), arb_set_d(rate, 0.001), arb_set_d(epsilon, 1e-8);
  arb_sub_ui(complement, decay, 1, bits);
  arb_neg(complement, complement);

  double least = 1e9;
  for (long run = 0; run < runs; run++) {
    arb_zero(v), arb_one(x);
    double start = seconds();
    for (long t = 0; t < steps; t++) {
      arb_set_d(gradient, gradients[t]);
      arb_mul(a, decay, v, bits);
      arb_mul(b, gradient, gradient, bits);
      arb_mul(b, complement, b, bits);
      arb_add(v, a, b, bits);
      arb_sqrt(a, v, bits);
      arb_add(a, a, epsilon, bits);
      arb_div(a, gradient, a, bits);
      arb_mul(a, rate, a, bits);
      arb_sub(x, x, a, bits);
    }
    double time = (seconds() - start) / steps;
    if (time < least) least = time;
  }
  printf("arb      %5ld bits  %8.1f ns/step  certain digits of x %.1f, of v %.1f\n", bits,
         least * 1e9, arb_rel_accuracy_bits(x) * 0.30103,
         arb_rel_accuracy_bits(v) * 0.30103);
  return 0;
}
