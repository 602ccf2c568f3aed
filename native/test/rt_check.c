/* What process() must never do: allocate, lock, call the system. The allocator and the locks are this program's own
 * and count; system calls are forbidden by the kernel, which kills the process at the first (seccomp). */
#define _GNU_SOURCE
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <linux/filter.h>
#include <linux/seccomp.h>

#include "harness.h"

/* The audio thread, while it processes: the keeper beside it may lock. */
static _Thread_local volatile bool watching;
static volatile unsigned long offences;

static void count(void) {
  if (watching) offences++;
}

/* glibc's own names for what is replaced below. */
void *__libc_malloc(size_t);
void *__libc_calloc(size_t, size_t);
void *__libc_realloc(void *, size_t);
void __libc_free(void *);

void *malloc(size_t size) {
  count();
  return __libc_malloc(size);
}

void *calloc(size_t n, size_t size) {
  count();
  return __libc_calloc(n, size);
}

void *realloc(void *p, size_t size) {
  count();
  return __libc_realloc(p, size);
}

void free(void *p) {
  count();
  __libc_free(p);
}

/* Of what follows nothing is needed while we watch, so it need not work. */
int pthread_mutex_lock(pthread_mutex_t *m) {
  (void)m;
  count();
  return 0;
}

int pthread_cond_signal(pthread_cond_t *c) {
  (void)c;
  count();
  return 0;
}

static void play_everything(harness *h, int rounds) {
  static const uint32_t sizes[] = {1, 17, 64, 256, 441, 1024, 4096};
  for (int i = 0; i < rounds; i++) {
    uint32_t frames = sizes[i % 7];
    if (i % 31 == 0) h->transport.song_pos_beats += 64 * AP_BEAT;               /* a jump */
    if (i % 47 == 0) h->transport.flags ^= CLAP_TRANSPORT_IS_PLAYING;           /* start and stop */
    if (i % 13 == 0) h->transport.tempo = 60 + i % 120;
    h->transport.tempo_inc = i % 5 == 0 ? 1e-4 : 0;
    h->process.transport = i % 91 < 3 ? NULL : &h->transport;
    harness_engine(h, (uint32_t)(i % 60), frames);
    harness_player(h, (uint32_t)(i % 50), frames);
    if (i % 101 == 0) atomic_store(&h->region->to_plugin_tail, 1u << 30); /* an engine that has gone mad */
    if (i % 101 == 1) h->sent = atomic_load(&h->region->to_plugin_head);
    if (i % 211 == 0) atomic_fetch_add(&h->region->engine_generation, 1); /* another engine */
    watching = true;
    harness_process(h, frames);
    watching = false;
  }
}

/* From now on the process may end, and nothing else. */
static bool forbid_system_calls(void) {
  struct sock_filter only_exit[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_exit, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS),
  };
  struct sock_fprog program = {sizeof only_exit / sizeof *only_exit, only_exit};
  return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* In a process of its own, since what the kernel forbids it forbids for good; 0, the signal that ended it, or -1. */
static int run_without_system_calls(harness *h, bool with_one) {
  pid_t child = fork();
  if (child == 0) {
    if (!forbid_system_calls()) _exit(3);
    if (with_one) getppid();
    play_everything(h, 20000);
    syscall(SYS_exit, 0);
  }
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child) fail("no process for the check of system calls");
  if (WIFSIGNALED(status)) return WTERMSIG(status);
  return WEXITSTATUS(status) == 0 ? 0 : -1;
}

static void check_system_calls(harness *h) {
  if (run_without_system_calls(h, true) != SIGSYS) fail("the kernel does not forbid: system calls cannot be checked");
  int result = run_without_system_calls(h, false);
  if (result == SIGSYS) fail("process() called the system: the kernel has killed it");
  if (result != 0) fail("process() crashed, or there was no seccomp");
}

int main(int argc, char **argv) {
  static harness h;
  char folder[] = "/tmp/antiphon-rt-XXXXXX";
  if (argc != 2) fail("usage: rt_check antiphon.clap");
  harness_open(&h, argv[1], folder);
  free(malloc(1));
  watching = true;
  free(malloc(1));
  watching = false;
  if (offences != 2) fail("the counting of allocations does not work");
  offences = 0;
  play_everything(&h, 20000);
  if (offences != 0) {
    fprintf(stderr, "%lu calls of allocator or locks\n", offences);
    fail("process() allocated or locked");
  }
  if (h.put_out < 100000) fail("process() put out next to nothing: the check has checked nothing");
  check_system_calls(&h);
  printf("rt_check: 20,000 blocks with %llu events out, no allocation, no lock, no system call\n",
         (unsigned long long)h.put_out);
  harness_close(&h, folder);
  return 0;
}
