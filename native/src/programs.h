/* What a host's list of presets offers: one table for all formats. */
#ifndef AP_PROGRAMS_H
#define AP_PROGRAMS_H

#include "parameters.h"

typedef struct ap_program {
  const char *key, *title, *description;
  enum ap_mode mode;
  int listen_bars, answer_bars, preset; /* the latter as the parameter counts them */
  double horizon, density;
  int polyphony;
} ap_program;

enum { AP_PROGRAM_COUNT = 10 };

extern const ap_program ap_programs[AP_PROGRAM_COUNT];

/* The value that a program gives a parameter; false where it leaves it as it is, as with what belongs to the project and not to a
 * way to play: channel, key, mute, hold, take, and all triggers. */
bool ap_program_value(const ap_program *program, uint32_t number, double *value);

/* NULL for a key that there is not. */
const ap_program *ap_program_of(const char *key);

#endif
