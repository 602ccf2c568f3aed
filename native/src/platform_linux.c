#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "platform.h"
#include "platform_posix.h"

uint64_t ap_steady_ns(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now); /* answered without a system call, in the vDSO */
  return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

int ap_usual_run_folder(char *path, size_t size) {
  const char *runtime = getenv("XDG_RUNTIME_DIR");
  if (runtime != NULL && *runtime == '/') return snprintf(path, size, "%s/antiphon", runtime);
  return snprintf(path, size, "/dev/shm/antiphon-%lu", (unsigned long)geteuid());
}

/* Where a package of the system puts it. */
#define SYSTEM_ENGINE "/usr/lib/antiphon/bin/antiphon-engine"

static int users_engine(char *path, size_t size) {
  const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
  if (data != NULL && *data == '/') return snprintf(path, size, "%s/antiphon/bin/antiphon-engine", data);
  return home == NULL ? 0 : snprintf(path, size, "%s/.local/share/antiphon/bin/antiphon-engine", home);
}

int ap_usual_engine(char *path, size_t size) {
  int length = users_engine(path, size);
  bool users = length > 0 && (size_t)length < size && access(path, X_OK) == 0;
  return users || access(SYSTEM_ENGINE, X_OK) != 0 ? length : snprintf(path, size, "%s", SYSTEM_ENGINE);
}

int ap_home_run_folder(char *path, size_t size) {
  const char *cache = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
  bool named = cache != NULL && *cache == '/';
  if (!named && (home == NULL || *home != '/')) return 0;
  const char *below = named ? "" : "/.cache", *above = named ? cache : home;
  snprintf(path, size, "%s%s", above, below);
  (void)mkdir(path, 0700);
  snprintf(path, size, "%s%s/antiphon", above, below);
  (void)mkdir(path, 0700);
  return snprintf(path, size, "%s%s/antiphon/run", above, below);
}

void ap_condition_init(pthread_cond_t *condition) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
  pthread_cond_init(condition, &attributes);
  pthread_condattr_destroy(&attributes);
}

int ap_condition_await(pthread_cond_t *condition, pthread_mutex_t *mutex, uint32_t ms) {
  uint64_t until_ns = ap_steady_ns() + (uint64_t)ms * 1000000u;
  const struct timespec until = {.tv_sec = (time_t)(until_ns / 1000000000u), .tv_nsec = (long)(until_ns % 1000000000u)};
  return pthread_cond_timedwait(condition, mutex, &until);
}

/* Memory that is promised now cannot be missing on the audio thread. */
bool ap_reserve(int file, size_t bytes) { return posix_fallocate(file, 0, (off_t)bytes) == 0; }
