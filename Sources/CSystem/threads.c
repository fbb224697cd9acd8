#include "CSystem.h"

#include <pthread.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void *wait_for_lock(void *unused) {
  pthread_mutex_lock(&lock);
  pthread_mutex_unlock(&lock);
  return unused;
}

bool cellbench_can_make_threads(int count) {
  enum { most = 64 };
  pthread_t threads[most];
  if (count > most) count = most;
  int made = 0;
  // Each thread waits for the lock, so that all exist at once.
  pthread_mutex_lock(&lock);
  while (made < count && pthread_create(&threads[made], NULL, wait_for_lock, NULL) == 0) made++;
  pthread_mutex_unlock(&lock);
  for (int i = 0; i < made; i++) pthread_join(threads[i], NULL);
  return made == count;
}
