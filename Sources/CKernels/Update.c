#include "Loops.h"

/// The elements of a piece of work: a multiple of every vector's length, and
/// enough to hide the cost of sharing.
static const size_t piece = 16384;

typedef struct {
  CKLoop loop;
  const CKStep *step;
  const CKTensor *tensor;
} Work;

static void run(const void *context, size_t begin, size_t end) {
  const Work *work = context;
  work->loop(work->step, work->tensor, begin, end);
}

void CKUpdate(
    CKLevel level, CKNumbers numbers, const CKStep *step, const CKTensor *tensor,
    size_t threads) {
  const CKLoop *loops = CKBaselineLoops[numbers];
#ifdef __x86_64__
  if (level == CKLevelAVX2) loops = CKAVX2Loops[numbers];
  if (level == CKLevelAVX512) loops = CKAVX512Loops[numbers];
#else
  (void)level;
#endif
  Work work = {loops[step->rule], step, tensor};
  CKParallel(tensor->count, piece, threads, run, &work);
}
