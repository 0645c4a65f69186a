#include "_Allocations.h"

#include <errno.h>
#include <features.h>
#include <stdatomic.h>
#include <stddef.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define HAS_SANITIZER
#endif
#endif

static _Thread_local Allocations ofThread;
static atomic_uint_fast64_t ofAll;

Allocations allocationsOfThread(void) { return ofThread; }

uint64_t allocationCount(void) { return atomic_load(&ofAll); }

#if defined(__GLIBC__) && !defined(HAS_SANITIZER)

// A program may define these itself ("Replacing malloc" in the manual of glibc), and
// then every library that it is linked with calls its own. They only count: glibc
// still allocates, and frees.

bool allocationsAreCounted(void) { return true; }

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *memory, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

static void count(size_t size) {
  ofThread.count += 1;
  ofThread.bytes += size;
  atomic_fetch_add_explicit(&ofAll, 1, memory_order_relaxed);
}

void *malloc(size_t size) {
  count(size);
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count(number * size);
  return __libc_calloc(number, size);
}

void *realloc(void *memory, size_t size) {
  count(size);
  return __libc_realloc(memory, size);
}

void *memalign(size_t alignment, size_t size) {
  count(size);
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) { return memalign(alignment, size); }

int posix_memalign(void **memory, size_t alignment, size_t size) {
  void *result = memalign(alignment, size);
  if (result == NULL) return ENOMEM;
  *memory = result;
  return 0;
}

#else

bool allocationsAreCounted(void) { return false; }

#endif
