#if defined(__linux__)
#define _GNU_SOURCE
#endif
#include "CSystem.h"

#include <signal.h>
#include <stdint.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#ifndef MAP_ANONYMOUS
#define MAP_ANONYMOUS MAP_ANON
#endif

// Swift aborts when it is out of memory, and the C library aborts for other reasons: an allocation tells the two apart.
static void tell(int number) {
  void *space = mmap(NULL, (size_t)1 << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (space == MAP_FAILED) {
    static const char message[] =
        "error: out of memory; points that are finished are in the journal of a run, and --resume takes them up\n";
    (void)!write(STDERR_FILENO, message, sizeof message - 1);
    _exit(71);
  }
  signal(number, SIG_DFL);
  raise(number);
}

void cellbench_tell_when_out_of_memory(void) { signal(SIGABRT, tell); }

// Swift imports a size as a signed number.
static size_t limit_of(int resource) {
  struct rlimit limit;
  if (getrlimit(resource, &limit) != 0 || limit.rlim_cur > PTRDIFF_MAX) return PTRDIFF_MAX;
  return (size_t)limit.rlim_cur;
}

size_t cellbench_memory_limit(void) {
  size_t space = limit_of(RLIMIT_AS), data = limit_of(RLIMIT_DATA);
  return space < data ? space : data;
}

size_t cellbench_file_size_limit(void) { return limit_of(RLIMIT_FSIZE); }
