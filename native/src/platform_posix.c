/* What Linux and macOS have in common. */
#define _DEFAULT_SOURCE
#include "platform_posix.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
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

/* A running engine holds a lock on engine.lock. */
static bool engine_runs(const char *run_folder) {
  char path[AP_PATH_MAX];
  snprintf(path, sizeof path, "%s/engine.lock", run_folder);
  int file = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
  if (file < 0) return false;
  struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
  bool held = fcntl(file, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
  close(file);
  return held;
}

void ap_engine_launch(const char *run_folder) {
  char program[AP_PATH_MAX];
  const char *named = getenv("ANTIPHON_ENGINE");
  int length = named != NULL ? snprintf(program, sizeof program, "%s", named)
                             : ap_usual_engine(program, sizeof program);
  if (length <= 0 || (size_t)length >= sizeof program || access(program, X_OK) != 0 || engine_runs(run_folder)) return;
  /* Through a shell that ends at once, so that the engine is nobody's child and outlives a host that crashes. */
  char *arguments[] = {"/bin/sh", "-c", "\"$0\" >/dev/null 2>&1 </dev/null &", program, NULL};
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
