// Makes one system call of a program fail, be cut short, or be its last; scripts/torture loads this before the C library.
//
//   TORTURE_AT      number of the call to disturb, from 1
//   TORTURE_HOW     "kill", "short", or the number of an error
//   TORTURE_COUNT   file that gets the number of calls when the program ends
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_int calls;
static int at = -1;
static int error_number;
static int is_kill, is_short;

__attribute__((constructor)) static void begin(void) {
  const char *text = getenv("TORTURE_AT"), *how = getenv("TORTURE_HOW");
  if (!text || !how) return;
  is_kill = !strcmp(how, "kill");
  is_short = !strcmp(how, "short");
  error_number = atoi(how);
  at = atoi(text);
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("TORTURE_COUNT");
  if (!path) return;
  FILE *file = fopen(path, "w");
  if (file) fprintf(file, "%d\n", atomic_load(&calls)), fclose(file);
}

// True if the current call is the one to disturb.
static int is_due(void) {
  int number = atomic_fetch_add(&calls, 1) + 1;
  if (number != at) return 0;
  if (is_kill) kill(getpid(), SIGKILL);
  return 1;
}

#define NEXT(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAIL_IF_DUE() \
  do { if (is_due() && !is_short) { errno = error_number; return -1; } } while (0)

ssize_t write(int descriptor, const void *bytes, size_t count) {
  // Messages to the user are not disturbed.
  if (descriptor > 2 && is_due()) {
    if (!is_short) { errno = error_number; return -1; }
    if (count > 1) count /= 2;
  }
  return NEXT(write)(descriptor, bytes, count);
}
ssize_t pwrite(int descriptor, const void *bytes, size_t count, off_t offset) { FAIL_IF_DUE(); return NEXT(pwrite)(descriptor, bytes, count, offset); }
int fsync(int descriptor) { FAIL_IF_DUE(); return NEXT(fsync)(descriptor); }
int rename(const char *from, const char *to) { FAIL_IF_DUE(); return NEXT(rename)(from, to); }
int link(const char *from, const char *to) { FAIL_IF_DUE(); return NEXT(link)(from, to); }
int unlink(const char *path) { FAIL_IF_DUE(); return NEXT(unlink)(path); }
int mkdir(const char *path, mode_t mode) { FAIL_IF_DUE(); return NEXT(mkdir)(path, mode); }
int ftruncate(int descriptor, off_t length) { FAIL_IF_DUE(); return NEXT(ftruncate)(descriptor, length); }
int open(const char *path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  if (flags & O_CREAT) FAIL_IF_DUE();
  return NEXT(open)(path, flags, mode);
}
