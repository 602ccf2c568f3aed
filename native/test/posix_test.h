/* What core_test.c checks of the keeper with the processes and files of Linux and macOS. */
#ifndef AP_POSIX_TEST_H
#define AP_POSIX_TEST_H

#include <signal.h>
#include <sys/wait.h>
#include <time.h>

static char starts_file[256], lock_file[256];

/* How often an engine was started that came to nothing; -1 if never. */
static long starts(void) {
  struct stat found;
  return stat(starts_file, &found) == 0 ? (long)found.st_size : -1;
}

static void let_seconds_pass(long seconds) {
  const struct timespec then[2] = {{.tv_sec = time(NULL) - seconds}, {.tv_sec = time(NULL) - seconds}};
  check(utimensat(AT_FDCWD, starts_file, then, 0) == 0, "the file of the starts");
}

static void look_often(ap_keeper *keepers, int count) {
  for (int i = 0; i < 50 * count; i++) ap_keeper_look(&keepers[i % count]);
}

/* A process that holds the lock, as an engine does; ended by a signal. */
static pid_t engine_that_runs(void) {
  int ready[2];
  char byte;
  check(pipe(ready) == 0, "a pipe");
  pid_t engine = fork();
  if (engine == 0) {
    struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET};
    int file = open(lock_file, O_RDWR | O_CREAT, 0600);
    if (file < 0 || fcntl(file, F_SETLK, &lock) != 0 || write(ready[1], "r", 1) != 1) _exit(1);
    for (;;) pause();
  }
  check(engine > 0 && read(ready[0], &byte, 1) == 1, "a process that holds the lock");
  close(ready[0]), close(ready[1]);
  return engine;
}

static void should_start_one_engine_at_a_time_and_wait_longer_after_each_failure(const char *folder) {
  static ap_keeper keepers[3];
  snprintf(starts_file, sizeof starts_file, "%s/engine.starts", folder);
  snprintf(lock_file, sizeof lock_file, "%s/engine.lock", folder);
  setenv("ANTIPHON_ENGINE", "/bin/true", 1);
  for (int i = 0; i < 3; i++) ap_keeper_begin(&keepers[i], folder);
  look_often(keepers, 3);
  check(starts() == 1, "three instances start one engine");
  static const long waits[] = {10, 20, 40, 80, 80, 80};
  for (int i = 0; i < 6; i++) {
    let_seconds_pass(waits[i] - 2);
    look_often(keepers, 3);
    check(starts() == i + 1, "no start too soon");
    let_seconds_pass(waits[i] + 1);
    look_often(keepers, 3);
    check(starts() == i + 2, "the next start");
  }
  pid_t engine = engine_that_runs();
  let_seconds_pass(5);
  look_often(keepers, 3);
  check(starts() == 0, "one that runs is none that failed");
  kill(engine, SIGKILL);
  waitpid(engine, NULL, 0);
  look_often(keepers, 3);
  check(starts() == 1, "when it is killed, another is started at once");
  for (int i = 0; i < 3; i++) ap_keeper_end(&keepers[i]);
  unlink(starts_file), unlink(lock_file);
  setenv("ANTIPHON_ENGINE", "none", 1);
}

#endif
