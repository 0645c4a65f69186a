// Random bits by position, as in SPEC.md, section 13.

static void randomBits(
    uint32_t hash, uint32_t firstElement, uint32_t *bits, size_t count) {
  enum { lanes = VECTOR_BYTES / sizeof(uint32_t) };
  VECTOR(uint32_t, lanes) word;
  for (uint32_t lane = 0; lane < lanes; lane++) word[lane] = firstElement + lane + 1;
  for (size_t i = 0; i < count; i += lanes) {
    VECTOR(uint32_t, lanes) h = hash + 0x9e3779b9u * word;
    h ^= h >> 16;
    h *= 0x85ebca6bu;
    h ^= h >> 13;
    h *= 0xc2b2ae35u;
    h ^= h >> 16;
    memcpy(bits + i, &h, (count - i < lanes ? count - i : lanes) * sizeof(uint32_t));
    word += lanes;
  }
}
