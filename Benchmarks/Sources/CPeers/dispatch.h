#ifndef DISPATCH_H
#define DISPATCH_H

/// Compiles a function for the widest vectors of the machine that it runs on.
#if defined(__x86_64__) && defined(__linux__)
#define WIDEST_VECTORS \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define WIDEST_VECTORS
#endif

#endif
