#ifndef LOOPS_H
#define LOOPS_H

#include "CKernels.h"

/// A loop over the elements from `begin` to `end`.
typedef void (*CKLoop)(
    const CKStep *step, const CKTensor *tensor, size_t begin, size_t end);

// The loops of each level: for each kind of numbers a table by rule.
extern const CKLoop *const CKBaselineLoops[CKNumbersCount];
#ifdef __x86_64__
extern const CKLoop *const CKAVX2Loops[CKNumbersCount];
extern const CKLoop *const CKAVX512Loops[CKNumbersCount];
#endif

/// Runs `body` on pieces of 0..<count, on up to `threads` threads.
void CKParallel(
    size_t count, size_t piece, size_t threads,
    void (*body)(const void *context, size_t begin, size_t end), const void *context);

#endif
