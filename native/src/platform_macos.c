#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "platform.h"
#include "platform_posix.h"

uint64_t ap_steady_ns(void) { return clock_gettime_nsec_np(CLOCK_UPTIME_RAW); }

int ap_usual_run_folder(char *path, size_t size) {
  const char *home = getenv("HOME");
  if (home == NULL) return 0;
  /* The folder above is made here, as only the last one is made by the caller. */
  snprintf(path, size, "%s/Library/Caches/Antiphon", home);
  (void)mkdir(path, 0700);
  return snprintf(path, size, "%s/Library/Caches/Antiphon/run", home);
}

int ap_usual_engine(char *path, size_t size) {
  const char *home = getenv("HOME");
  return home == NULL ? 0 : snprintf(path, size, "%s/Library/Application Support/Antiphon/bin/antiphon-engine", home);
}

int ap_home_run_folder(char *path, size_t size) {
  (void)path, (void)size;
  return 0;
}

void ap_condition_init(pthread_cond_t *condition) { pthread_cond_init(condition, NULL); }

int ap_condition_await(pthread_cond_t *condition, pthread_mutex_t *mutex, uint32_t ms) {
  const struct timespec span = {.tv_sec = ms / 1000, .tv_nsec = (long)(ms % 1000) * 1000000};
  return pthread_cond_timedwait_relative_np(condition, mutex, &span);
}

bool ap_reserve(int file, size_t bytes) { return ftruncate(file, (off_t)bytes) == 0; }
