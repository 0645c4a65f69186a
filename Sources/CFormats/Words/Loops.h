/* What a kernel does, of which all but `t` is known where it is compiled. */
typedef struct {
  NAME(target) t;
  cformats_rounding rounding;
  bool wide;
  action action;
  /* The bytes of what comes in, and goes out. */
  size_t width_in, width_out;
} NAME(task);

INLINE void NAME(block)(
    NAME(task) task, const char *in, const uint32_t *random, char *out, size_t count) {
  WORDS words = NAME(load)(in, task.width_in, count);
  WORDS r = {};
  if (task.rounding == CFORMATS_STOCHASTIC) {
    r = NAME(load)((const char *)random, sizeof(uint32_t), count);
  }
  switch (task.action) {
  case ENCODE:
    words = NAME(encode_words)(words, r, task.t, task.rounding, task.wide);
    break;
  case DECODE: words = NAME(decode_words)(words, task.t, task.wide); break;
  case ROUND:
    words = NAME(round_words)(words, r, task.t, task.rounding, task.wide);
    break;
  }
  NAME(store)(words, out, task.width_out, count);
}

INLINE void NAME(loop)(
    NAME(task) task, const char *in, const uint32_t *random, char *out, size_t count) {
  if (task.action == ROUND) task.t = NAME(decoding_target)(task.t, task.wide);
  while (count >= LANES) {
    NAME(block)(task, in, random, out, LANES);
    in += LANES * task.width_in;
    out += LANES * task.width_out;
    if (task.rounding == CFORMATS_STOCHASTIC) random += LANES;
    count -= LANES;
  }
  if (count > 0) NAME(block)(task, in, random, out, count);
}

INLINE void NAME(loop_by_range)(
    NAME(task) task, const char *in, const uint32_t *random, char *out, size_t count) {
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

INLINE void NAME(loop_by_rounding)(
    NAME(task) task, const char *in, const uint32_t *random, char *out, size_t count) {
#define CASE(value) \
  case value: \
    task.rounding = value; \
    NAME(loop_by_range)(task, in, random, out, count); \
    break;
  switch (task.rounding) {
    CASE(CFORMATS_NEAREST_EVEN)
    CASE(CFORMATS_NEAREST_AWAY)
    CASE(CFORMATS_TOWARD_ZERO)
    CASE(CFORMATS_UP)
    CASE(CFORMATS_DOWN)
    CASE(CFORMATS_STOCHASTIC)
  }
#undef CASE
}
