// A formula applied to memory, a vector of elements at a time.

INLINE Vector loaded(const STORED *place) {
  StoredVector stored;
  memcpy(&stored, place, sizeof stored);
  return LOADED(stored);
}

INLINE void store(STORED *place, Vector value) {
  StoredVector stored = STORABLE(value);
  memcpy(place, &stored, sizeof stored);
}

/// LOOP(rule, slots, formula) makes the loop of a rule that keeps that many values of
/// state for each element; the formula advances the lanes `x` by the scalars `k`.
///
/// The rest of less than a vector takes the same way through padded copies, so
/// that no bit depends on where an element lies.
///
/// In a round the compiler does not know the scalars of the one before: else it
/// makes a loop of its own for each combination of absent terms.
///
/// A loop starts a line of the cache: where it lies in one changes its speed by a tenth,
/// and must not depend on the loops before it.
#define LOOP(rule, slots, ...)                                                 \
  static __attribute__((noinline)) void NAME(vectorsOf##rule)(                 \
      const Scalars *k, STORED *theta, const STORED *gradient,                 \
      STORED *const *state, size_t count) {                                    \
    [[clang::code_align(64)]] for (size_t i = 0; i < count; i += LANES) {      \
      __asm__("" : "+r"(k));                                                   \
      Lanes x = {.theta = loaded(theta + i), .gradient = loaded(gradient + i)}; \
      for (size_t slot = 0; slot < slots; slot++)                              \
        x.state[slot] = loaded(state[slot] + i);                               \
      __VA_ARGS__;                                                             \
      for (size_t slot = 0; slot < slots; slot++)                              \
        store(state[slot] + i, x.state[slot]);                                 \
      store(theta + i, x.theta);                                               \
    }                                                                          \
  }                                                                            \
                                                                               \
  static void NAME(loopOf##rule)(                                              \
      const CKStep *step, const CKTensor *tensor, size_t begin, size_t end) {  \
    const Scalars k = scalarsOf(step);                                         \
    STORED *theta = (STORED *)tensor->parameters + begin;                      \
    const STORED *gradient = (const STORED *)tensor->gradients + begin;        \
    STORED *state[3];                                                          \
    for (size_t slot = 0; slot < slots; slot++)                                \
      state[slot] = (STORED *)tensor->state + slot * tensor->stride + begin;   \
    size_t rest = (end - begin) % LANES, whole = end - begin - rest;           \
    NAME(vectorsOf##rule)(&k, theta, gradient, state, whole);                  \
    if (rest == 0) return;                                                     \
    size_t bytes = rest * sizeof(STORED);                                      \
    STORED copies[5][LANES] = {0};                                             \
    STORED *padded[3] = {copies[2], copies[3], copies[4]};                     \
    memcpy(copies[0], theta + whole, bytes);                                   \
    memcpy(copies[1], gradient + whole, bytes);                                \
    for (size_t slot = 0; slot < slots; slot++)                                \
      memcpy(padded[slot], state[slot] + whole, bytes);                        \
    NAME(vectorsOf##rule)(&k, copies[0], copies[1], padded, LANES);            \
    for (size_t slot = 0; slot < slots; slot++)                                \
      memcpy(state[slot] + whole, padded[slot], bytes);                        \
    memcpy(theta + whole, copies[0], bytes);                                   \
  }
