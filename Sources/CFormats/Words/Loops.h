/// What a kernel does, of which all but `t` is known where it is compiled.
typedef struct {
  NAME(Target) t;
  CFRounding rounding;
  bool wide;
  Action action;
  /// The bytes of what comes in, and goes out.
  size_t widthIn, widthOut;
} NAME(Task);

/// At most a vector of values.
INLINE void NAME(block)(
    NAME(Task) task, const char *in, const uint32_t *random, char *out, size_t count) {
  WORDS words = NAME(load)(in, task.widthIn, count);
  WORDS r = {};
  if (task.rounding == CFRoundingStochastic) {
    r = NAME(load)((const char *)random, sizeof(uint32_t), count);
  }
  switch (task.action) {
    case ActionEncode:
      words = NAME(encodeWords)(words, r, task.t, task.rounding, task.wide);
      break;
    case ActionDecode: words = NAME(decodeWords)(words, task.t, task.wide); break;
    case ActionRound:
      words = NAME(roundWords)(words, r, task.t, task.rounding, task.wide);
      break;
  }
  NAME(store)(words, out, task.widthOut, count);
}

INLINE void NAME(loop)(
    NAME(Task) task, const char *in, const uint32_t *random, char *out, size_t count) {
  if (task.action == ActionRound) task.t = NAME(decodingTarget)(task.t, task.wide);
  while (count >= LANES) {
    NAME(block)(task, in, random, out, LANES);
    in += LANES * task.widthIn;
    out += LANES * task.widthOut;
    if (task.rounding == CFRoundingStochastic) random += LANES;
    count -= LANES;
  }
  if (count > 0) NAME(block)(task, in, random, out, count);
}

INLINE void NAME(loopByRange)(
    NAME(Task) task, const char *in, const uint32_t *random, char *out, size_t count) {
  task.wide = false;
#if WORD_BITS == 32
  if (task.t.lowest == 1) {
    task.wide = true;
    NAME(loop)(task, in, random, out, count);
    return;
  }
#endif
  NAME(loop)(task, in, random, out, count);
}

INLINE void NAME(loopByRounding)(
    NAME(Task) task, const char *in, const uint32_t *random, char *out, size_t count) {
#define CASE(value)                                                             \
  case value:                                                                   \
    task.rounding = value;                                                      \
    NAME(loopByRange)(task, in, random, out, count);                            \
    break;
  switch (task.rounding) {
    CASE(CFRoundingNearestEven)
    CASE(CFRoundingNearestAway)
    CASE(CFRoundingTowardZero)
    CASE(CFRoundingUp)
    CASE(CFRoundingDown)
    CASE(CFRoundingStochastic)
  }
#undef CASE
}
