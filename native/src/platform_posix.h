/* What platform_posix.c asks of Linux and macOS. */
#ifndef AP_PLATFORM_POSIX_H
#define AP_PLATFORM_POSIX_H

#include <stdbool.h>
#include <stddef.h>

/* Write a path and give its length as snprintf does; 0 if there is none. */
int ap_usual_run_folder(char *path, size_t size);
int ap_usual_engine(char *path, size_t size);

/* Gives a new file its size, with room for all of it where the system can promise that. */
bool ap_reserve(int file, size_t bytes);

#endif
