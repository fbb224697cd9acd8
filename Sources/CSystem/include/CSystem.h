// Functions of the system that Swift's own modules lack.
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#if defined(__linux__)
#include <errno.h>
#include <sys/xattr.h>

static inline int cellbench_set_attribute(int descriptor, const char *name, const void *value, size_t size) {
  return fsetxattr(descriptor, name, value, size, 0);
}

static inline ssize_t cellbench_get_attribute(const char *path, const char *name, void *value, size_t size) {
  return getxattr(path, name, value, size);
}

static inline int cellbench_attribute_is_missing(int error) { return error == ENODATA; }
#else
#include <errno.h>
#include <sys/xattr.h>

static inline int cellbench_set_attribute(int descriptor, const char *name, const void *value, size_t size) {
  return fsetxattr(descriptor, name, value, size, 0, 0);
}

static inline ssize_t cellbench_get_attribute(const char *path, const char *name, void *value, size_t size) {
  return getxattr(path, name, value, size, 0, 0);
}

static inline int cellbench_attribute_is_missing(int error) { return error == ENOATTR; }
#endif

/// True if a pipe has a writer; the pipe must be open for reading without waiting.
///
/// Reading would tell too, but would take a byte that has come meanwhile; so a byte is only copied.
bool cellbench_pipe_has_writer(int descriptor);

/// True if this process may have `count` further threads, 64 at most: makes them, and lets them end at once.
bool cellbench_can_make_threads(int count);

/// Has the process print a line and end with status 71 (`EX_OSERR`) when it runs out of memory.
void cellbench_tell_when_out_of_memory(void);

/// Bytes of memory that the process may have (`ulimit -v`, `ulimit -d`); the greatest number without a limit.
size_t cellbench_memory_limit(void);

/// Bytes that a file written by the process may have (`ulimit -f`); the greatest number without a limit.
size_t cellbench_file_size_limit(void);

/// The arguments of the process, the program's name first; NULL where they are unknown.
///
/// Swift reads them from /proc, which may be missing.
char *const *cellbench_arguments(int *count);
