/* What differs between systems. */
#ifndef AP_PLATFORM_H
#define AP_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AP_PATH_MAX = 1024 };

/* Nanoseconds of a clock that never goes back; no system call where the system can do without. [any] */
uint64_t ap_steady_ns(void);

/* Sleeps for about so long. Never on a thread that plays in real time. [any] */
void ap_sleep(uint64_t ns);

/* [any] */
uint64_t ap_process_id(void);

/* The folder where instances and engine meet, made if need be, and surely the user's alone. */
typedef struct ap_run {
  char path[AP_PATH_MAX];
  char refused[AP_PATH_MAX]; /* the folder where they usually meet, if that is another user's or open to others */
} ap_run;

/* $ANTIPHON_RUN_DIR, if there is that; else the usual one, else one in the user's home. False if there is none.
 * [main-thread] */
bool ap_run_folder(ap_run *run);

/* A file of shared memory; zeroed, not yet under its name. */
typedef struct ap_mapping {
  void *address;
  size_t bytes;
  void *handle; /* of the system, where it needs one */
  char path[AP_PATH_MAX];
} ap_mapping;

/* Makes `path`.tmp, readable and writable by the user only, and maps it. [main-thread] */
bool ap_mapping_create(ap_mapping *m, const char *path, size_t bytes);

/* Gives the file its name: from now on others find it whole. [main-thread] */
bool ap_mapping_publish(ap_mapping *m);

/* Unmaps and removes it. [main-thread] */
void ap_mapping_close(ap_mapping *m);

/* Whether an engine holds the lock on engine.lock there. [any] */
bool ap_engine_runs(const char *run_folder);

/* The program that serves plug-ins; false if there is none that can be started. $ANTIPHON_ENGINE names another.
 * [main-thread] */
bool ap_engine_program(char *path, size_t size);

/* Starts it for that folder, and does not wait for it. It inherits a lock on engine.starting there, which it holds from
 * its first moment, long before it takes the other one, to its last. False if another one holds that lock. [keeper] */
bool ap_engine_start(const char *program, const char *run_folder);

/* The file engine.starts: what is written down of the starts that came to nothing; empty if there was none. */
typedef struct ap_starts_written {
  uint64_t count, last_ns; /* ap_steady_ns() of the last one */
} ap_starts_written;

typedef struct ap_starts {
  intptr_t file;
  ap_starts_written written;
} ap_starts;

/* One at a time has it open; false if another has, or it cannot be made. [keeper] */
bool ap_starts_open(ap_starts *s, const char *run_folder);
void ap_starts_write(ap_starts *s); /* as it now stands */
void ap_starts_close(ap_starts *s);

/* A thread that calls `look` every so many milliseconds. NULL if there is none to be had. [main-thread] */
typedef struct ap_ticker ap_ticker;
ap_ticker *ap_ticker_start(void (*look)(void *context), void *context, uint32_t every_ms);

/* Waits for the look in hand. [main-thread] */
void ap_ticker_end(ap_ticker *t);

#endif
