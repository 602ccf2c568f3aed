/* What core_test.c checks with the processes, files and clocks of Linux and macOS: the keeper, the ticker, the run folder. */
#ifndef AP_POSIX_TEST_H
#define AP_POSIX_TEST_H

#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

#ifdef __linux__
/* The time of day goes anywhere while the tests run: nothing may depend on it. */
static long odd_seconds(void) {
  static _Atomic uint32_t calls;
  return (long)(atomic_fetch_add(&calls, 1) * 7919u % 200000u) - 100000;
}

int clock_gettime(clockid_t clock, struct timespec *now) {
  long result = syscall(SYS_clock_gettime, clock, now);
  if (clock == CLOCK_REALTIME) now->tv_sec += 100000 + odd_seconds();
  return (int)result;
}

time_t time(time_t *to) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (to != NULL) *to = now.tv_sec;
  return now.tv_sec;
}
#endif

/* Whether something becomes so within a while that is long for any machine. */
static bool becomes(bool (*so)(void)) {
  uint64_t end = ap_steady_ns() + UINT64_C(60000000000);
  while (!so() && ap_steady_ns() < end) sched_yield();
  return so();
}

/* --- ticker -------------------------------------------------------------------------------------- */

static _Atomic uint32_t ticks;

static void count_tick(void *unused) {
  (void)unused;
  atomic_fetch_add(&ticks, 1);
}

static bool ticked_often(void) { return atomic_load(&ticks) >= 10; }

static void should_tick_whatever_is_done_to_the_time_of_day(void) {
  ap_ticker *ticker = ap_ticker_start(count_tick, NULL, 5);
  uint64_t begun = ap_steady_ns();
  check(becomes(ticked_often), "ten looks");
  check(ap_steady_ns() - begun >= UINT64_C(45000000), "and not all at once");
  ap_ticker_end(ticker);
}

/* --- keeper -------------------------------------------------------------------------------------- */

static char starts_file[256], lock_file[256], starting_file[256], pid_file[256], program_file[256];

static bool starts_written(ap_starts_written *written) {
  int file = open(starts_file, O_RDONLY);
  *written = (ap_starts_written){0};
  bool there = file >= 0;
  if (there && read(file, written, sizeof *written) < 0) there = false;
  if (file >= 0) close(file);
  return there;
}

/* How often an engine was started that came to nothing; -1 if never. */
static long starts(void) {
  ap_starts_written written;
  return starts_written(&written) ? (long)written.count : -1;
}

static void let_seconds_pass(uint64_t seconds) {
  ap_starts_written written;
  int file = open(starts_file, O_RDWR);
  check(starts_written(&written), "the file of the starts");
  written.last_ns = ap_steady_ns() - seconds * UINT64_C(1000000000);
  check(pwrite(file, &written, sizeof written, 0) == sizeof written, "the file of the starts");
  close(file);
}

/* Whether the engine that was started last has ended. */
static bool start_is_over(void) {
  int file = open(starting_file, O_RDWR | O_CREAT, 0600);
  bool over = file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0;
  close(file);
  return over;
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

static void name_files(const char *folder) {
  snprintf(starts_file, sizeof starts_file, "%s/engine.starts", folder);
  snprintf(lock_file, sizeof lock_file, "%s/engine.lock", folder);
  snprintf(starting_file, sizeof starting_file, "%s/engine.starting", folder);
  snprintf(pid_file, sizeof pid_file, "%s/pid", folder);
  snprintf(program_file, sizeof program_file, "%s/an engine", folder);
}

static void should_start_one_engine_at_a_time_and_wait_longer_after_each_failure(const char *folder) {
  static ap_keeper keepers[3];
  setenv("ANTIPHON_ENGINE", "/bin/true", 1);
  for (int i = 0; i < 3; i++) ap_keeper_begin(&keepers[i], folder);
  look_often(keepers, 3);
  check(starts() == 1, "three instances start one engine");
  static const uint64_t waits[] = {10, 20, 40, 80, 80, 80};
  for (int i = 0; i < 6; i++) {
    check(becomes(start_is_over), "the engine ends");
    let_seconds_pass(waits[i] - 2);
    look_often(keepers, 3);
    check(starts() == i + 1, "no start too soon");
    let_seconds_pass(waits[i] + 1);
    look_often(keepers, 3);
    check(starts() == i + 2, "the next start");
  }
  check(becomes(start_is_over), "the engine ends");
  pid_t engine = engine_that_runs();
  let_seconds_pass(5);
  look_often(keepers, 3);
  check(starts() == 0, "one that runs is none that failed");
  kill(engine, SIGKILL);
  waitpid(engine, NULL, 0);
  look_often(keepers, 3);
  check(starts() == 1, "when it is killed, another is started at once");
  for (int i = 0; i < 3; i++) ap_keeper_end(&keepers[i]);
  check(becomes(start_is_over), "the engine ends");
  unlink(starts_file), unlink(lock_file), unlink(starting_file);
}

/* The process that the program of the test has written down; 0 while there is none. */
static pid_t started(void) {
  int pid = 0;
  FILE *file = fopen(pid_file, "r");
  if (file == NULL) return 0;
  if (fscanf(file, "%d", &pid) != 1) pid = 0;
  fclose(file);
  return pid;
}

static bool one_is_started(void) { return started() != 0; }

/* However long it takes an engine to come so far that it holds engine.lock. */
static void should_start_no_second_engine_while_the_first_makes_itself_ready(const char *folder) {
  static ap_keeper keepers[2];
  char text[600];
  int program = open(program_file, O_WRONLY | O_CREAT | O_TRUNC, 0700);
  snprintf(text, sizeof text, "#!/bin/sh\n[ \"$ANTIPHON_RUN_DIR\" = '%s' ] && echo $$ > '%s'\nexec sleep 600\n", folder, pid_file);
  check(write(program, text, strlen(text)) == (ssize_t)strlen(text), "a program");
  close(program);
  setenv("ANTIPHON_ENGINE", program_file, 1);
  for (int i = 0; i < 2; i++) ap_keeper_begin(&keepers[i], folder);
  check(becomes(one_is_started), "an engine that knows the run folder");
  for (int i = 0; i < 10; i++) {
    let_seconds_pass(1000);
    look_often(keepers, 2);
    check(starts() == 1, "no other while it starts");
  }
  pid_t slow = started();
  unlink(pid_file);
  kill(slow, SIGKILL);
  check(becomes(start_is_over), "it is dead");
  let_seconds_pass(11);
  look_often(keepers, 2);
  check(starts() == 2 && becomes(one_is_started) && started() != slow, "then the next");
  for (int i = 0; i < 2; i++) ap_keeper_end(&keepers[i]);
  kill(started(), SIGKILL);
  check(becomes(start_is_over), "it is dead");
  unlink(pid_file), unlink(program_file), unlink(starts_file), unlink(starting_file);
}

static bool exists(const char *folder, const char *name) {
  char path[256];
  struct stat found;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  return stat(path, &found) == 0;
}

/* A host that looks what plug-ins there are makes an instance and lets it go. */
static void should_start_no_engine_for_a_scan(const char *folder) {
  setenv("ANTIPHON_RUN_DIR", folder, 1);
  setenv("ANTIPHON_ENGINE", "/bin/true", 1);
  ap_core *core = ap_core_create(AP_LV2);
  ap_core_activate(core, 48000);
  check(!exists(folder, "engine.starts"), "none is started");
  ap_core_publish(core);
  check(starts() == 1, "one is when the host means to process");
  ap_core_publish(core);
  ap_core_destroy(core);
  check(starts() == 1, "and no second one");
  check(becomes(start_is_over), "the engine ends");
  unlink(starts_file), unlink(starting_file);
  setenv("ANTIPHON_ENGINE", "none", 1);
}

/* --- run folder ---------------------------------------------------------------------------------- */

#ifdef __linux__
/* Anybody can make /dev/shm/antiphon-1000 before its user does. */
static void should_meet_in_the_home_where_the_usual_folder_is_not_the_users(const char *folder) {
  char runtime[256], taken[300], home[256], expected[300], text[1200], wanted[1200];
  snprintf(runtime, sizeof runtime, "%s/runtime", folder);
  snprintf(taken, sizeof taken, "%s/antiphon", runtime);
  snprintf(home, sizeof home, "%s/home", folder);
  snprintf(expected, sizeof expected, "%s/.cache/antiphon/run", home);
  check(mkdir(runtime, 0700) == 0 && mkdir(taken, 0700) == 0 && mkdir(home, 0700) == 0, "folders");
  chmod(taken, 0777);
  unsetenv("ANTIPHON_RUN_DIR"), unsetenv("XDG_CACHE_HOME");
  setenv("XDG_RUNTIME_DIR", runtime, 1), setenv("HOME", home, 1);
  for (int round = 0; round < 2; round++) {
    ap_core *core = ap_core_create(AP_CLAP);
    check(core->link.shared && strcmp(core->link.run.path, expected) == 0, "they meet in the home");
    check(strcmp(core->link.run.refused, taken) == 0, "and it is said which folder is refused");
    ap_core_destroy(core);
    /* The superuser can make it another user's. */
    if (geteuid() == 0) check(chmod(taken, 0700) == 0 && chown(taken, 12345, 12345) == 0, "another user's folder");
  }
  chmod(home, 0700);
  setenv("HOME", "/nowhere/at/all", 1);
  ap_core *core = ap_core_create(AP_CLAP);
  check(!core->link.shared, "nowhere is no folder");
  ap_core_status_text(core, AP_NO_ENGINE, text, sizeof text);
  snprintf(wanted, sizeof wanted, "No engine: no folder of this user alone at %s", taken);
  check(strcmp(text, wanted) == 0, text);
  ap_core_destroy(core);
  rmdir(expected);
  snprintf(expected, sizeof expected, "%s/.cache/antiphon", home), rmdir(expected);
  snprintf(expected, sizeof expected, "%s/.cache", home), rmdir(expected);
  check(rmdir(home) == 0 && rmdir(taken) == 0 && rmdir(runtime) == 0, "nothing is left there");
}
#endif

#endif
