#ifndef CELLBENCH_COMMIT_LOOP_H
#define CELLBENCH_COMMIT_LOOP_H

#include <stdint.h>

/// Commits claims of one demand on `machines`, fine-grained and incrementally, with the layout of cellbench's cell.
///
/// A machine is four 32-bit integers; a claim takes effect, and `claim` is subtracted, where all four are at least those of
/// `need`. The machines of the claims that took effect are moved to the front, and their number is returned. This is the
/// yardstick for the Swift commit path: the same checks on the same memory, and nothing else.
int64_t cellbench_commit_loop(
    void *words, uint32_t *machines, int64_t count, const int32_t claim[4], const int32_t need[4]);

#endif
