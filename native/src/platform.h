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

/* Starts the engine, if a file says how and none runs, and does not wait for it. [main-thread] */
void ap_engine_launch(const char *run_folder);

#endif
