/* What platform_posix.c asks of Linux and macOS. */
#ifndef AP_PLATFORM_POSIX_H
#define AP_PLATFORM_POSIX_H

#include <pthread.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Write a path and give its length as snprintf does; 0 if there is none. */
int ap_usual_run_folder(char *path, size_t size);
int ap_usual_engine(char *path, size_t size);

/* The folder in the user's home that serves where the usual one is not the user's alone; those above it are made. 0 where
 * the usual one is in the home already. */
int ap_home_run_folder(char *path, size_t size);

/* Gives a new file its size, with room for all of it where the system can promise that. */
bool ap_reserve(int file, size_t bytes);

/* Waits on the clock that never goes back, whatever is done to the time of day: 0 or ETIMEDOUT. */
void ap_condition_init(pthread_cond_t *condition);
int ap_condition_await(pthread_cond_t *condition, pthread_mutex_t *mutex, uint32_t ms);

#endif
