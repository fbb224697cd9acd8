#ifndef CELLBENCH_CPREFETCH_H
#define CELLBENCH_CPREFETCH_H

// Hints that Swift has no words for. They change no value and may name any address.

/// The cache line of `address` is about to be written: fetch it, and take it from the others that have it.
static inline __attribute__((always_inline)) void prefetch_to_write(const void *address) {
#if defined(__x86_64__)
    // The builtin would fetch it for reading unless the compiler may assume a newer processor.
    __asm__ volatile("prefetchw %0" : : "m"(*(const char *)address));
#else
    __builtin_prefetch(address, 1);
#endif
}

/// The cache line of `address` is about to be read: fetch it.
static inline __attribute__((always_inline)) void prefetch_to_read(const void *address) {
    __builtin_prefetch(address, 0);
}

#endif
