/* What differs between systems. */
#ifndef AP_PLATFORM_H
#define AP_PLATFORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { AP_PATH_MAX = 1024 };

/* Nanoseconds of a clock that never goes back; no system call where the system can do without. [any] */
uint64_t ap_steady_ns(void);

/* [any] */
uint64_t ap_process_id(void);

/* The folder where instances and engine meet, made if need be, and surely the user's alone. False if there is none.
 * $ANTIPHON_RUN_DIR names another. [main-thread] */
bool ap_run_folder(char *path, size_t size);

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

/* Starts it, and does not wait for it. [keeper] */
void ap_engine_start(const char *program);

/* The file engine.starts: a byte for each start that came to nothing. One at a time has it open. */
typedef struct ap_starts {
  intptr_t file;
  uint64_t count, age_s; /* bytes, and seconds since it was last changed */
} ap_starts;

/* False if another has it, or it cannot be made. [keeper] */
bool ap_starts_open(ap_starts *s, const char *run_folder);
void ap_starts_add(ap_starts *s);
void ap_starts_forget(ap_starts *s);
void ap_starts_close(ap_starts *s);

/* A thread that calls `look` every so many milliseconds. NULL if there is none to be had. [main-thread] */
typedef struct ap_ticker ap_ticker;
ap_ticker *ap_ticker_start(void (*look)(void *context), void *context, uint32_t every_ms);

/* Waits for the look in hand. [main-thread] */
void ap_ticker_end(ap_ticker *t);

#endif
