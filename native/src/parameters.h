/* The parameters of the companion: one table for all formats. A number never changes its meaning; new ones are
 * added at the end. The Java side holds the same table and a test compares them. */
#ifndef AP_PARAMETERS_H
#define AP_PARAMETERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum ap_parameter_kind {
  AP_CHOICE,  /* one of the texts */
  AP_WHOLE,   /* a whole number */
  AP_REAL,    /* any number */
  AP_TRIGGER, /* pressed, and back by itself */
  AP_READOUT, /* shown, not set: one of the texts */
};

enum ap_parameter_number {
  AP_MODE,
  AP_LISTEN_BARS,
  AP_ANSWER_BARS,
  AP_HORIZON,
  AP_PRESET,
  AP_TEMPERATURE,
  AP_DENSITY,
  AP_REGISTER,
  AP_LOUDNESS,
  AP_FEEL,
  AP_OUTPUT_CHANNEL,
  AP_REGENERATE,
  AP_PANIC,
  AP_STATUS,
  AP_SWING,
  AP_CANDIDATES,
  AP_POLYPHONY,
  AP_CLOSENESS,
  AP_FOLLOW,
  AP_KEY_LOCK,
  AP_HOLD,
  AP_MUTE,
  AP_UNDO,
  AP_KEEP,
  AP_KEEP_TAKE,
  AP_TAKE,
  AP_BAND,
  AP_PARTS,
  AP_ARTICULATION,
  AP_DYNAMICS,
  AP_PARAMETER_COUNT
};

enum ap_mode { AP_CONTINUE, AP_TRADE, AP_ACCOMPANY, AP_THRU_ONLY };

/* What "status" reads; the first is the plug-in's own finding, the others come from the engine. */
enum ap_status {
  AP_NO_ENGINE,
  AP_READY,
  AP_LISTENING,
  AP_PLAYING,
  AP_FALLBACK,
  AP_FAILED,
  AP_GETTING_READY, /* claimed, and nothing is answered yet */
  AP_INPUT_LOST,    /* some of what the player played a moment ago was not heard */
  AP_FAULT,         /* a part of the engine failed a moment ago; it goes on without */
  AP_STATUS_COUNT
};

typedef struct ap_parameter {
  const char *symbol; /* lower-case-with-dashes */
  const char *title;
  const char *unit;
  double least, most, initial;
  enum ap_parameter_kind kind;
  const char *const *texts; /* of choices and readouts, one for each whole value from 0 */
} ap_parameter;

extern const ap_parameter ap_parameters[AP_PARAMETER_COUNT];

/* The nearest value that the parameter can have; the initial one for what is no number. [any] */
double ap_parameter_clamp(uint32_t number, double value);

/* Whether the parameter has whole values only. [any] */
bool ap_parameter_stepped(uint32_t number);

/* 0 to 1 for hosts that know no other range, and back. [any] */
double ap_parameter_normal(uint32_t number, double value);
double ap_parameter_plain(uint32_t number, double normal);

/* For people, as "4 bars". [main-thread] */
void ap_parameter_text(uint32_t number, double value, char *text, size_t size);

/* The value that a text means, also a text of the status with more behind it; false if it means none. [main-thread] */
bool ap_parameter_parse(uint32_t number, const char *text, double *value);

#endif
