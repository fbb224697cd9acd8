#include "CSystem.h"

static int argument_count = 0;
static char **arguments = NULL;

#if defined(__GLIBC__) || defined(__APPLE__)
// Both C libraries pass the arguments of main to constructors.
__attribute__((constructor)) static void keep_arguments(int count, char **values) {
  argument_count = count;
  arguments = values;
}
#endif

char *const *cellbench_arguments(int *count) {
  *count = argument_count;
  return arguments;
}
