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

/* The number of the lock's file in an engine that was started. */
enum { LOCK_THERE = 9 };

extern char **environ;

void ap_sleep(uint64_t ns) {
  const struct timespec time = {.tv_sec = (time_t)(ns / 1000000000u), .tv_nsec = (long)(ns % 1000000000u)};
  nanosleep(&time, NULL);
}

uint64_t ap_process_id(void) { return (uint64_t)getpid(); }

/* The folder must be a folder of this user and closed to others: whoever can write there can play on this track. */
static bool private_folder(const char *path) {
  struct stat found;
  if (mkdir(path, 0700) != 0 && errno != EEXIST) return false;
  return lstat(path, &found) == 0 && S_ISDIR(found.st_mode) && found.st_uid == geteuid() &&
         (found.st_mode & 077) == 0;
}

static bool fits(int length, size_t size) { return length > 0 && (size_t)length < size; }

bool ap_run_folder(ap_run *run) {
  const size_t size = sizeof run->path;
  const char *named = getenv("ANTIPHON_RUN_DIR");
  bool only = named != NULL && *named != 0;
  run->refused[0] = 0;
  if (fits(only ? snprintf(run->path, size, "%s", named) : ap_usual_run_folder(run->path, size), size)) {
    if (private_folder(run->path)) return true;
    memcpy(run->refused, run->path, size);
  }
  return !only && fits(ap_home_run_folder(run->path, size), size) && private_folder(run->path);
}

static bool temporary_name(const ap_mapping *m, char *name, size_t size) {
  return fits(snprintf(name, size, "%s.tmp", m->path), size);
}

bool ap_mapping_create(ap_mapping *m, const char *path, size_t bytes) {
  char temporary[AP_PATH_MAX];
  m->address = NULL;
  if (!fits(snprintf(m->path, sizeof m->path, "%s", path), sizeof m->path) || !temporary_name(m, temporary, sizeof temporary)) return false;
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
  return fits(snprintf(path, sizeof path, "%s/%s", run_folder, name), sizeof path) ? open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | flags, 0600) : -1;
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
  return fits(length, size) && access(path, X_OK) == 0;
}

/* Runs the program through a shell that ends at once, so that the engine is nobody's child and outlives a host that
 * crashes. `lock` is open in it. */
static void spawn(char *program, char *run_folder, int lock) {
  /* The engine must not look for the folder by itself, and find another. */
  static char command[] = "ANTIPHON_RUN_DIR=\"$1\" \"$0\" >/dev/null 2>&1 </dev/null &";
  char *arguments[] = {"/bin/sh", "-c", command, program, run_folder, NULL};
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_t actions;
  pid_t shell;
  if (posix_spawnattr_init(&attributes) != 0) return;
  if (posix_spawn_file_actions_init(&actions) != 0) {
    posix_spawnattr_destroy(&attributes);
    return;
  }
  /* A copy stays open in the new process; the file itself closes, in whatever else the host may start meanwhile too. */
  posix_spawn_file_actions_adddup2(&actions, lock, lock == LOCK_THERE ? LOCK_THERE - 1 : LOCK_THERE);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
  if (posix_spawn(&shell, "/bin/sh", &actions, &attributes, arguments, environ) == 0) waitpid(shell, NULL, 0);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
}

bool ap_engine_start(const char *program, const char *run_folder) {
  char name[AP_PATH_MAX], folder[AP_PATH_MAX];
  /* Locked as an open file, which a process hands on to those that it starts. */
  int lock = open_there(run_folder, "engine.starting", O_CREAT);
  if (lock < 0) return false;
  bool ours = flock(lock, LOCK_EX | LOCK_NB) == 0;
  if (ours) {
    snprintf(name, sizeof name, "%s", program);
    snprintf(folder, sizeof folder, "%s", run_folder);
    spawn(name, folder, lock);
  }
  close(lock);
  return ours;
}

bool ap_starts_open(ap_starts *s, const char *run_folder) {
  int file = open_there(run_folder, "engine.starts", O_CREAT);
  if (file < 0) return false;
  /* Of the open file, so that it keeps out this process's other instances, too. */
  if (flock(file, LOCK_EX | LOCK_NB) != 0) {
    close(file);
    return false;
  }
  s->file = file;
  if (pread(file, &s->written, sizeof s->written, 0) != sizeof s->written) s->written = (ap_starts_written){0};
  return true;
}

void ap_starts_write(ap_starts *s) {
  const ap_starts_written written = s->written;
  /* A full disk: the next start may come too soon, no more. */
  if (written.count == 0) {
    (void)!ftruncate((int)s->file, 0);
  } else {
    (void)!pwrite((int)s->file, &written, sizeof written, 0);
  }
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
    if (ap_condition_await(&t->ends, &t->mutex, t->every_ms) == ETIMEDOUT && !t->ending) t->look(t->context);
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
  ap_condition_init(&t->ends);
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
