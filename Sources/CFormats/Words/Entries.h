/* The functions of the table. */

static void NAME(encode)(
    const cformats_format *format, cformats_rounding rounding, const REAL *values,
    const uint32_t *random, void *encodings, size_t width, size_t count) {
#if WORD_BITS == 32
  if (width == 2 && takes_shortcut(format, rounding, values, encodings, count, ENCODE))
    return;
#endif
  NAME(task)
  task = {
      .t = NAME(make_target)(format), .rounding = rounding, .action = ENCODE,
      .width_in = sizeof(WORD)};
#define CASE(value) \
  case value: \
    task.width_out = value; \
    NAME(loop_by_rounding)(task, (const char *)values, random, encodings, count); \
    break;
  switch (width) {
    CASE(1)
    CASE(2)
#if WORD_BITS == 64 /* What has 32 bits and less precision exceeds binary32. */
    CASE(4)
#endif
  }
#undef CASE
}

static void NAME(round)(
    const cformats_format *format, cformats_rounding rounding, const REAL *values,
    const uint32_t *random, REAL *results, size_t count) {
#if WORD_BITS == 32
  if (takes_shortcut(format, rounding, values, (char *)results, count, ROUND)) return;
#endif
  NAME(task)
  task = {
      .t = NAME(make_target)(format), .rounding = rounding, .action = ROUND,
      .width_in = sizeof(WORD), .width_out = sizeof(WORD)};
  NAME(loop_by_rounding)(
      task, (const char *)values, random, (char *)results, count);
}

static void NAME(decode)(
    const cformats_format *format, const void *encodings, size_t width, REAL *values,
    size_t count) {
  NAME(task)
  task = {
      .t = NAME(make_target)(format), .rounding = CFORMATS_NEAREST_EVEN,
      .action = DECODE, .width_out = sizeof(WORD)};
#define CASE(value) \
  case value: \
    task.width_in = value; \
    NAME(loop_by_range)(task, encodings, NULL, (char *)values, count); \
    break;
  switch (width) {
    CASE(1)
    CASE(2)
    CASE(4)
  }
#undef CASE
}
