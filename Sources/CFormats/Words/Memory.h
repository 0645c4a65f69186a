// Encodings in memory, of 1, 2 or 4 bytes, or as wide as words.

/// `count` encodings, in words.
INLINE WORDS NAME(load)(const char *encodings, size_t width, size_t count) {
  switch (width) {
    case 1: {
      VECTOR(uint8_t, LANES) narrow = {};
      memcpy(&narrow, encodings, count);
      return __builtin_convertvector(narrow, WORDS);
    }
    case 2: {
      VECTOR(uint16_t, LANES) narrow = {};
      memcpy(&narrow, encodings, 2 * count);
      return __builtin_convertvector(narrow, WORDS);
    }
    case 4: {
      VECTOR(uint32_t, LANES) narrow = {};
      memcpy(&narrow, encodings, 4 * count);
      return __builtin_convertvector(narrow, WORDS);
    }
    default: {
      WORDS words = {};
      memcpy(&words, encodings, sizeof(WORD) * count);
      return words;
    }
  }
}

INLINE void NAME(store)(WORDS words, char *encodings, size_t width, size_t count) {
  switch (width) {
    case 1: {
      VECTOR(uint8_t, LANES) narrow =
          __builtin_convertvector(words, VECTOR(uint8_t, LANES));
      memcpy(encodings, &narrow, count);
      break;
    }
    case 2: {
      VECTOR(uint16_t, LANES) narrow =
          __builtin_convertvector(words, VECTOR(uint16_t, LANES));
      memcpy(encodings, &narrow, 2 * count);
      break;
    }
    case 4: {
      VECTOR(uint32_t, LANES) narrow =
          __builtin_convertvector(words, VECTOR(uint32_t, LANES));
      memcpy(encodings, &narrow, 4 * count);
      break;
    }
    default: memcpy(encodings, &words, sizeof(WORD) * count);
  }
}
