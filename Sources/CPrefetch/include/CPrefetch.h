#ifndef CELLBENCH_CPREFETCH_H
#define CELLBENCH_CPREFETCH_H

// Prefetch hints, which Swift lacks. They change no value, and any address is allowed.

/// Fetches the cache line of `address` for writing, and takes it from other processors.
static inline __attribute__((always_inline)) void prefetch_to_write(const void *address) {
#if defined(__x86_64__)
    // The builtin would fetch it for reading unless the compiler may assume a newer processor.
    __asm__ volatile("prefetchw %0" : : "m"(*(const char *)address));
#else
    __builtin_prefetch(address, 1);
#endif
}

/// Fetches the cache line of `address` for reading.
static inline __attribute__((always_inline)) void prefetch_to_read(const void *address) {
    __builtin_prefetch(address, 0);
}

#endif
