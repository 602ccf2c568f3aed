/* What Linux and macOS have in common. */
#define _DEFAULT_SOURCE
#include "platform_posix.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "platform.h"

extern char **environ;

uint64_t ap_process_id(void) { return (uint64_t)getpid(); }

/* The folder must be a folder of this user and closed to others: whoever can write there can play on this track. */
static bool private_folder(const char *path) {
  struct stat found;
  if (mkdir(path, 0700) != 0 && errno != EEXIST) return false;
  return lstat(path, &found) == 0 && S_ISDIR(found.st_mode) && found.st_uid == geteuid() &&
         (found.st_mode & 077) == 0;
}

bool ap_run_folder(char *path, size_t size) {
  const char *named = getenv("ANTIPHON_RUN_DIR");
  int length = named != NULL && *named != 0 ? snprintf(path, size, "%s", named) : ap_usual_run_folder(path, size);
  return length > 0 && (size_t)length < size && private_folder(path);
}

static bool temporary_name(const ap_mapping *m, char *name, size_t size) {
  int length = snprintf(name, size, "%s.tmp", m->path);
  return length > 0 && (size_t)length < size;
}

bool ap_mapping_create(ap_mapping *m, const char *path, size_t bytes) {
  char temporary[AP_PATH_MAX];
  int length = snprintf(m->path, sizeof m->path, "%s", path);
  m->address = NULL;
  if (length <= 0 || (size_t)length >= sizeof m->path || !temporary_name(m, temporary, sizeof temporary)) return false;
  int file = open(temporary, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (file < 0) return false;
  void *address = MAP_FAILED;
  if (ap_reserve(file, bytes)) address = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  close(file);
  if (address == MAP_FAILED) {
    unlink(temporary);
    return false;
  }
  /* So that the audio thread meets no page for the first time; a limit on locked memory may refuse. */
  (void)mlock(address, bytes);
  memset(address, 0, bytes);
  m->address = address;
  m->bytes = bytes;
  return true;
}

bool ap_mapping_publish(ap_mapping *m) {
  char temporary[AP_PATH_MAX];
  return temporary_name(m, temporary, sizeof temporary) && rename(temporary, m->path) == 0;
}

void ap_mapping_close(ap_mapping *m) {
  char temporary[AP_PATH_MAX];
  if (m->address == NULL) return;
  munmap(m->address, m->bytes);
  m->address = NULL;
  unlink(m->path);
  if (temporary_name(m, temporary, sizeof temporary)) unlink(temporary);
}

/* Opens a file of the run folder; -1 if it cannot be. */
static int open_there(const char *run_folder, const char *name, int flags) {
  char path[AP_PATH_MAX];
  int length = snprintf(path, sizeof path, "%s/%s", run_folder, name);
  return length > 0 && (size_t)length < sizeof path ? open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | flags, 0600) : -1;
}

bool ap_engine_runs(const char *run_folder) {
  int file = open_there(run_folder, "engine.lock", 0);
  if (file < 0) return false;
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  bool held = fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close(file);
  return held;
}

bool ap_engine_program(char *path, size_t size) {
  const char *named = getenv("ANTIPHON_ENGINE");
  int length = named != NULL ? snprintf(path, size, "%s", named) : ap_usual_engine(path, size);
  return length > 0 && (size_t)length < size && access(path, X_OK) == 0;
}

void ap_engine_start(const char *program) {
  char name[AP_PATH_MAX];
  snprintf(name, sizeof name, "%s", program);
  /* Through a shell that ends at once, so that the engine is nobody's child and outlives a host that crashes. */
  char *arguments[] = {"/bin/sh", "-c", "\"$0\" >/dev/null 2>&1 </dev/null &", name, NULL};
  posix_spawnattr_t attributes;
  pid_t shell;
  if (posix_spawnattr_init(&attributes) != 0) return;
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  if (posix_spawn(&shell, "/bin/sh", NULL, &attributes, arguments, environ) == 0) {
    waitpid(shell, NULL, 0);
  }
  posix_spawnattr_destroy(&attributes);
}

bool ap_starts_open(ap_starts *s, const char *run_folder) {
  int file = open_there(run_folder, "engine.starts", O_CREAT);
  struct stat found;
  if (file < 0) return false;
  /* Of the open file, so that it keeps out this process's other instances, too. */
  if (flock(file, LOCK_EX | LOCK_NB) != 0 || fstat(file, &found) != 0) {
    close(file);
    return false;
  }
  time_t now = time(NULL);
  s->file = file;
  s->count = (uint64_t)found.st_size;
  s->age_s = now > found.st_mtime ? (uint64_t)(now - found.st_mtime) : 0;
  return true;
}

void ap_starts_add(ap_starts *s) {
  /* A full disk: the next look may come too soon, no more. */
  if (pwrite((int)s->file, "s", 1, (off_t)s->count) != 1) return;
  s->count++;
}

void ap_starts_forget(ap_starts *s) {
  if (ftruncate((int)s->file, 0) == 0) s->count = 0;
}

void ap_starts_close(ap_starts *s) { close((int)s->file); }

struct ap_ticker {
  pthread_t thread;
  pthread_mutex_t mutex;
  pthread_cond_t ends;
  bool ending;
  uint32_t every_ms;
  void (*look)(void *);
  void *context;
};

static void *tick(void *ticker) {
  ap_ticker *t = ticker;
  pthread_mutex_lock(&t->mutex);
  while (!t->ending) {
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    uint64_t ns = (uint64_t)until.tv_nsec + (uint64_t)t->every_ms * 1000000u;
    until.tv_sec += (time_t)(ns / 1000000000u);
    until.tv_nsec = (long)(ns % 1000000000u);
    if (pthread_cond_timedwait(&t->ends, &t->mutex, &until) == ETIMEDOUT && !t->ending) t->look(t->context);
  }
  pthread_mutex_unlock(&t->mutex);
  return NULL;
}

ap_ticker *ap_ticker_start(void (*look)(void *), void *context, uint32_t every_ms) {
  ap_ticker *t = calloc(1, sizeof *t);
  sigset_t all, before;
  if (t == NULL) return NULL;
  t->look = look, t->context = context, t->every_ms = every_ms;
  pthread_mutex_init(&t->mutex, NULL);
  pthread_cond_init(&t->ends, NULL);
  /* The host's signals are for the host's threads. */
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  bool started = pthread_create(&t->thread, NULL, tick, t) == 0;
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  if (started) return t;
  free(t);
  return NULL;
}

void ap_ticker_end(ap_ticker *t) {
  pthread_mutex_lock(&t->mutex);
  t->ending = true;
  pthread_cond_signal(&t->ends);
  pthread_mutex_unlock(&t->mutex);
  pthread_join(t->thread, NULL);
  pthread_cond_destroy(&t->ends);
  pthread_mutex_destroy(&t->mutex);
  free(t);
}
