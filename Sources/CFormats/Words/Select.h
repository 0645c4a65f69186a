// Choices lane by lane.

/// `yes` where the mask is all ones, `no` where it is zero.
INLINE WORDS NAME(select)(WORDS mask, WORDS yes, WORDS no) {
  return (mask & yes) | (~mask & no);
}

INLINE WORDS NAME(maximum)(WORDS a, WORD b) {
  return NAME(select)(MASK(a > b), a, (WORDS){} + b);
}

INLINE WORDS NAME(minimum)(WORDS a, WORD b) {
  return NAME(select)(MASK(a < b), a, (WORDS){} + b);
}
