// One RMSprop step in Arb's ball arithmetic, for the digits that the oracle
// publishes: 30 certified decimals and the nearest binary64 number of every new
// parameter and average.
//
//   arb-rmsprop BITS LENGTH     for each line of input, the nanoseconds of a step;
//                               for the line "sample", the first 16 parameters;
//                               for the line "describe", the version

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#if __has_include(<flint/arb.h>)
#include <flint/arb.h>
#else
#include <arb.h>
#endif

// FLINT 3 contains Arb.
#if __FLINT_RELEASE >= 30000
#define VERSION "FLINT " FLINT_VERSION
#else
#define VERSION "Arb " ARB_VERSION
#endif

static long bits;
static size_t length;
static arb_ptr parameters, gradients;
static double *nearest;

// The inputs of peers/inputs.py.
static uint32_t word(size_t index, uint32_t seed) {
  return (uint32_t)index * 2654435769u + seed * 2246822507u;
}

// Powers of ten, of the exponents -LARGEST to LARGEST.
#define LARGEST 400
static arb_ptr powers;
static arb_t half, scaled;
static fmpz_t integer;

// 30 digits and what else a decimal of binary64's range needs.
static char decimal[64];

// Writes the value rounded to 30 digits, such as -1.234e-5, and returns whether
// `bits` decide them.
//
// The integer of 30 digits is scaled, rounded and asked for whether it is the only
// one: that takes half the time of arb_get_str(value, 30, ARB_STR_NO_RADIUS).
static int write_decimal(const arb_t value) {
  // The exponent of the first digit, floor((e - 1) log10(2)), or one less.
  slong place = ((ARF_EXP(arb_midref(value)) - 1) * 78913) >> 18;
  if (arb_contains_zero(value) || place < 30 - LARGEST || place > LARGEST - 30) return 0;
  char *digits;
  for (;; place++) {
    arb_mul(scaled, value, powers + LARGEST + 29 - place, bits);
    arb_add(scaled, scaled, half, bits);
    arb_floor(scaled, scaled, bits);
    if (!arb_get_unique_fmpz(integer, scaled)) return 0;
    digits = fmpz_get_str(NULL, 10, integer);
    if (strlen(digits) - (digits[0] == '-') == 30) break;
    flint_free(digits);
  }
  int sign = digits[0] == '-';
  char *first = digits + sign;
  decimal[0] = '-';
  decimal[sign] = first[0];
  decimal[sign + 1] = '.';
  memcpy(decimal + sign + 2, first + 1, 29);
  snprintf(decimal + sign + 31, sizeof decimal - 32, "e%ld", (long)place);
  flint_free(digits);
  return 1;
}

// Certifies and converts a result; exits where `bits` do not decide it.
static double publish(const arb_t value) {
  if (!write_decimal(value) ||
      !arb_can_round_arf(value, 53, ARF_RND_NEAR)) {
    fprintf(stderr, "arb-rmsprop: undecided at %ld bits\n", bits);
    exit(1);
  }
  return arf_get_d(arb_midref(value), ARF_RND_NEAR);
}

static void step(void) {
  arb_t rate, decay, complement, epsilon, kept, v, r;
  arb_init(rate), arb_init(decay), arb_init(complement), arb_init(epsilon);
  arb_init(kept), arb_init(v), arb_init(r);
  arb_set_d(rate, 1e-2);
  arb_set_d(decay, 0.99);
  arb_set_d(epsilon, 1e-8);
  arb_sub_ui(complement, decay, 1, bits);
  arb_neg(complement, complement);
  arb_set_d(kept, 0.25);
  arb_mul(kept, kept, decay, bits);
  for (size_t i = 0; i < length; i++) {
    arb_sqr(r, gradients + i, bits);
    arb_set(v, kept);
    arb_addmul(v, r, complement, bits);
    arb_sqrt(r, v, bits);
    arb_add(r, r, epsilon, bits);
    arb_div(r, gradients + i, r, bits);
    arb_mul(r, r, rate, bits);
    arb_sub(r, parameters + i, r, bits);
    nearest[2 * i] = publish(r);
    nearest[2 * i + 1] = publish(v);
  }
  arb_clear(rate), arb_clear(decay), arb_clear(complement), arb_clear(epsilon);
  arb_clear(kept), arb_clear(v), arb_clear(r);
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}

int main(int count, char **arguments) {
  if (count != 3) return 2;
  bits = atol(arguments[1]);
  length = strtoul(arguments[2], NULL, 10);
  parameters = _arb_vec_init(length);
  gradients = _arb_vec_init(length);
  powers = _arb_vec_init(2 * LARGEST + 1);
  fmpz_init(integer), arb_init(scaled), arb_init(half);
  for (int i = -LARGEST; i <= LARGEST; i++) {
    fmpz_set_si(integer, i);
    arb_set_ui(powers + LARGEST + i, 10);
    arb_pow_fmpz(powers + LARGEST + i, powers + LARGEST + i, integer, bits);
  }
  arb_set_d(half, 0.5);
  nearest = calloc(2 * length, sizeof *nearest);
  for (size_t i = 0; i < length; i++) {
    uint32_t w = word(i, 1);
    double magnitude = 0.25 + w / 8589934592.0;
    arb_set_d(parameters + i, (float)(word(i, 0) / 4294967296.0 - 0.5));
    arb_set_d(gradients + i, (float)(w & 1 ? -magnitude : magnitude));
  }
  step();
  char line[32];
  while (fgets(line, sizeof line, stdin)) {
    if (strcmp(line, "sample\n") == 0) {
      for (size_t i = 0; i < 16 && i < length; i++) printf("%.17g ", nearest[2 * i]);
      printf("\n");
    } else if (strcmp(line, "describe\n") == 0) {
      printf("%s in C\n", VERSION);
    } else {
      step();
      int64_t start = now();
      step();
      printf("%lld\n", (long long)(now() - start));
    }
    fflush(stdout);
  }
}
