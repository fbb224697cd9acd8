// What the system offers and Swift's own modules do not.
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

/// Whether somebody has a pipe open for writing that is empty, and open here for reading without waiting.
///
/// Reading would tell, and take a byte that has come in the meantime; so nothing but a copy of it is asked for.
bool cellbench_pipe_has_writer(int descriptor);

/// Whether this process may have so many threads beside those it has, 64 at most: they are made, and end at once.
bool cellbench_can_make_threads(int count);

/// From now on a process that can have no more memory says so in a line, and ends with status 71 (`EX_OSERR`).
void cellbench_tell_when_out_of_memory(void);

/// The bytes that this process may have by its limits (`ulimit -v`, `ulimit -d`); the greatest number where there are none.
size_t cellbench_memory_limit(void);

/// The most bytes that a file may have which this process writes (`ulimit -f`); the greatest number where there is no limit.
size_t cellbench_file_size_limit(void);

/// The arguments that the process was begun with, the program's name first; NULL where they are not known.
///
/// Swift reads them from /proc, which need not be there.
char *const *cellbench_arguments(int *count);
