#include <pthread.h>
#include <stdatomic.h>

#include "Loops.h"

// A pool of threads that live as long as the process and sleep between jobs.
//
// The tensors of a step come in quick succession, and to wake a thread takes longer
// than a small one: so whoever waits looks again for some microseconds first.
//
// Whoever brings a job works on it too. A worker that wakes late finds nothing
// left, and nobody waits for it; so a job is done even where no worker could be
// started.
//
// Every thread has a share of its own, the same in every step of a tensor, so that
// what its core has in cache is what it needs; who is done helps the others.

enum { maximumThreads = 256 };

/// The pieces of one thread, on a cache line of their own.
typedef struct {
  _Alignas(64) atomic_size_t next;
  size_t end;
} Share;

static Share shares[maximumThreads];

static struct {
  /// Held by who brings a job, for its length.
  pthread_mutex_t turn;
  /// Guards what is below, which changes only under it.
  pthread_mutex_t lock;
  pthread_cond_t hasJob, isIdle;
  size_t started;
  /// How many threads the job is for; 0 where none may join it any more.
  size_t threads;
  atomic_size_t active;
  atomic_uint_fast64_t job;

  size_t count, piece;
  void (*body)(const void *context, size_t begin, size_t end);
  const void *context;
} pool = {
    .turn = PTHREAD_MUTEX_INITIALIZER,
    .lock = PTHREAD_MUTEX_INITIALIZER,
    .hasJob = PTHREAD_COND_INITIALIZER,
    .isIdle = PTHREAD_COND_INITIALIZER,
};

/// Eases the other threads of the core while this one waits.
static void relax(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

static const int patience = 1000;

/// Waits a little for a job other than the one `seen`.
static void awaitJob(uint64_t seen) {
  for (int i = 0; i < patience && atomic_load(&pool.job) == seen; i++) relax();
}

/// Waits a little for the workers to be done.
static void awaitWorkers(void) {
  for (int i = 0; i < patience && atomic_load(&pool.active) > 0; i++) relax();
}

/// Works on the share of the thread, then on those of the others.
static void work(size_t self, size_t threads) {
  for (size_t i = 0; i < threads; i++) {
    Share *share = &shares[(self + i) % threads];
    for (;;) {
      size_t index = atomic_fetch_add_explicit(&share->next, 1, memory_order_relaxed);
      if (index >= share->end) break;
      size_t begin = index * pool.piece;
      size_t rest = pool.count - begin;
      pool.body(pool.context, begin, begin + (rest < pool.piece ? rest : pool.piece));
    }
  }
}

static void *runWorker(void *number) {
  size_t self = (size_t)number;
  pthread_mutex_lock(&pool.lock);
  for (uint64_t seen = 0;;) {
    while (pool.job == seen || self >= pool.threads)
      pthread_cond_wait(&pool.hasJob, &pool.lock);
    seen = pool.job;
    size_t threads = pool.threads;
    pool.active += 1;
    pthread_mutex_unlock(&pool.lock);
    work(self, threads);
    pthread_mutex_lock(&pool.lock);
    pool.active -= 1;
    if (pool.active == 0) pthread_cond_signal(&pool.isIdle);
    pthread_mutex_unlock(&pool.lock);
    awaitJob(seen);
    pthread_mutex_lock(&pool.lock);
  }
  return NULL;
}

static void startWorkers(size_t count) {
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0) return;
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  while (pool.started < count) {
    pthread_t thread;
    void *number = (void *)(pool.started + 1);
    if (pthread_create(&thread, &attributes, runWorker, number) != 0) break;
    pool.started += 1;
  }
  pthread_attr_destroy(&attributes);
}

void CKParallel(
    size_t count, size_t piece, size_t threads,
    void (*body)(const void *context, size_t begin, size_t end), const void *context) {
  size_t pieces = count / piece + (count % piece != 0);
  if (threads > pieces) threads = pieces;
  if (threads > maximumThreads) threads = maximumThreads;
  // While another job runs this one stays on its thread.
  if (threads < 2 || pthread_mutex_trylock(&pool.turn) != 0) {
    body(context, 0, count);
    return;
  }
  pthread_mutex_lock(&pool.lock);
  startWorkers(threads - 1);
  pool.count = count;
  pool.piece = piece;
  pool.body = body;
  pool.context = context;
  for (size_t i = 0; i < threads; i++) {
    atomic_store_explicit(&shares[i].next, pieces * i / threads, memory_order_relaxed);
    shares[i].end = pieces * (i + 1) / threads;
  }
  pool.threads = threads;
  pool.job += 1;
  pthread_cond_broadcast(&pool.hasJob);
  pthread_mutex_unlock(&pool.lock);

  work(0, threads);

  awaitWorkers();
  pthread_mutex_lock(&pool.lock);
  pool.threads = 0;
  while (pool.active > 0) pthread_cond_wait(&pool.isIdle, &pool.lock);
  pthread_mutex_unlock(&pool.lock);
  pthread_mutex_unlock(&pool.turn);
}
