// The functions of the table.

static void NAME(encode)(
    const CFFormat *format, CFRounding rounding, const REAL *values,
    const uint32_t *random, void *encodings, size_t width, size_t count) {
#if WORD_BITS == 32
  if (width == 2
      && takesShortcut(format, rounding, values, encodings, count, ActionEncode))
    return;
#endif
  NAME(Task) task = {
      .t = NAME(makeTarget)(format), .rounding = rounding, .action = ActionEncode,
      .widthIn = sizeof(WORD)};
#define CASE(value)                                                             \
  case value:                                                                   \
    task.widthOut = value;                                                      \
    NAME(loopByRounding)(task, (const char *)values, random, encodings, count); \
    break;
  switch (width) {
    CASE(1)
    CASE(2)
#if WORD_BITS == 64
    // What has 32 bits and less precision exceeds binary32.
    CASE(4)
#endif
  }
#undef CASE
}

static void NAME(round)(
    const CFFormat *format, CFRounding rounding, const REAL *values,
    const uint32_t *random, REAL *results, size_t count) {
#if WORD_BITS == 32
  if (takesShortcut(format, rounding, values, (char *)results, count, ActionRound))
    return;
#endif
  NAME(Task) task = {
      .t = NAME(makeTarget)(format), .rounding = rounding, .action = ActionRound,
      .widthIn = sizeof(WORD), .widthOut = sizeof(WORD)};
  NAME(loopByRounding)(
      task, (const char *)values, random, (char *)results, count);
}

static void NAME(decode)(
    const CFFormat *format, const void *encodings, size_t width, REAL *values,
    size_t count) {
  NAME(Task) task = {
      .t = NAME(makeTarget)(format), .rounding = CFRoundingNearestEven,
      .action = ActionDecode, .widthOut = sizeof(WORD)};
#define CASE(value)                                                             \
  case value:                                                                   \
    task.widthIn = value;                                                       \
    NAME(loopByRange)(task, encodings, NULL, (char *)values, count);            \
    break;
  switch (width) {
    CASE(1)
    CASE(2)
    CASE(4)
  }
#undef CASE
}
