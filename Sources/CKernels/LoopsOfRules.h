// The formulas applied to memory, a vector of elements at a time.

INLINE Vector loaded(const STORED *place) {
  StoredVector stored;
  memcpy(&stored, place, sizeof stored);
  return LOADED(stored);
}

INLINE void store(STORED *place, Vector value) {
  StoredVector stored = STORABLE(value);
  memcpy(place, &stored, sizeof stored);
}

/// The rest of less than a vector takes the same way through padded copies, so
/// that no bit depends on where an element lies.
///
/// Step and tensor are copied so that the compiler knows that no store to the
/// buffers changes them.
#define LOOP(rule, slots, ...)                                                 \
  INLINE void NAME(advance##rule)(                                             \
      const Scalars *k, STORED *theta, const STORED *gradient,                 \
      STORED *const *state) {                                                  \
    Lanes x = {.theta = loaded(theta), .gradient = loaded(gradient)};          \
    for (size_t slot = 0; slot < slots; slot++)                                \
      x.state[slot] = loaded(state[slot]);                                     \
    __VA_ARGS__;                                                               \
    for (size_t slot = 0; slot < slots; slot++)                                \
      store(state[slot], x.state[slot]);                                       \
    store(theta, x.theta);                                                     \
  }                                                                            \
                                                                               \
  static void NAME(loopOf##rule)(                                              \
      const CKStep *shared, const CKTensor *tensor, size_t begin, size_t end) { \
    const CKStep step = *shared;                                               \
    const Scalars k = scalarsOf(&step);                                        \
    STORED *theta = (STORED *)tensor->parameters + begin;                      \
    const STORED *gradient = (const STORED *)tensor->gradients + begin;        \
    STORED *state[3];                                                          \
    for (size_t slot = 0; slot < slots; slot++)                                \
      state[slot] = (STORED *)tensor->state + slot * tensor->stride + begin;   \
    size_t count = end - begin;                                                \
    size_t i = 0;                                                              \
    for (; i + LANES <= count; i += LANES) {                                   \
      STORED *here[3];                                                         \
      for (size_t slot = 0; slot < slots; slot++) here[slot] = state[slot] + i; \
      NAME(advance##rule)(&k, theta + i, gradient + i, here);                  \
    }                                                                          \
    if (i == count) return;                                                    \
    size_t rest = (count - i) * sizeof(STORED);                                \
    STORED copies[5][LANES] = {0};                                             \
    STORED *padded[3] = {copies[2], copies[3], copies[4]};                     \
    memcpy(copies[0], theta + i, rest);                                        \
    memcpy(copies[1], gradient + i, rest);                                     \
    for (size_t slot = 0; slot < slots; slot++)                                \
      memcpy(padded[slot], state[slot] + i, rest);                             \
    NAME(advance##rule)(&k, copies[0], copies[1], padded);                     \
    for (size_t slot = 0; slot < slots; slot++)                                \
      memcpy(state[slot] + i, padded[slot], rest);                             \
    memcpy(theta + i, copies[0], rest);                                        \
  }

LOOP(SGD, 0, NAME(SGD)(k, &x, false))
LOOP(SGDMomentum, 1, NAME(SGD)(k, &x, true))
LOOP(AdaGrad, 1, NAME(AdaGrad)(k, &x))
LOOP(Adadelta, 2, NAME(Adadelta)(k, &x))
LOOP(RMSprop, 1, NAME(RMSprop)(k, &x, false, false))
LOOP(RMSpropMomentum, 2, NAME(RMSprop)(k, &x, false, true))
LOOP(RMSpropCentered, 2, NAME(RMSprop)(k, &x, true, false))
LOOP(RMSpropCenteredMomentum, 3, NAME(RMSprop)(k, &x, true, true))
LOOP(Adam, 2, NAME(Adam)(k, &x))
LOOP(AMSGrad, 3, NAME(AMSGrad)(k, &x))
LOOP(NAdam, 2, NAME(NAdam)(k, &x))
LOOP(AdaMax, 2, NAME(AdaMax)(k, &x))
LOOP(RAdam, 2, NAME(RAdam)(k, &x))

#undef LOOP
