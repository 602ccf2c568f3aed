#include "parameters.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const MODES[] = {"Continue", "Trade", "Accompany", "Thru only", NULL};

/* In lower case and with dashes these are the presets' names. */
static const char *const PRESETS[] = {"Folk melody", "Folk duet",        "Keyboard", "Baroque keyboard",
                                      "Ragtime",     "Song accompanist", "Hymn",     "Quartet", "Lead sheet", NULL};

static const char *const STATUSES[] = {"No engine", "Ready", "Listening", "Playing", "Playing without a model",
                                       "Failed", "Getting ready", "Input lost", "Fault", NULL};

static const char *const KEYS[] = {"As heard", "C",  "Db",  "D",  "Eb",  "E",  "F",  "Gb",  "G",
                                   "Ab",       "A",  "Bb",  "B",  "Cm",  "C#m", "Dm", "Ebm", "Em",
                                   "Fm",       "F#m", "Gm", "G#m", "Am", "Bbm", "Bm", NULL};

static const char *const TAKES[] = {"New", "Kept", NULL};

/* Behind the first, in lower case and with dashes, the names of the band's styles. */
static const char *const BANDS[] = {"Off", "Auto", "Plain", "Swing", "Two beat", "Folk", "Oom pah", "Ballad", "Waltz",
                                    "Bossa", "Samba", "Montuno", "Pop", "Rock", "Half time", "Shuffle", "Four on the floor",
                                    "Funk", "Hip hop", "Reggae", "Country", "Second line", "Stride", "Drone", NULL};

static const char *const PARTS[] = {"By instrument", "By voice", NULL};

static const char *const SWITCH[] = {"Off", "On", NULL};

static const char *const TRIGGER[] = {"Up", "Pressed", NULL};

const ap_parameter ap_parameters[AP_PARAMETER_COUNT] = {
    [AP_MODE] = {"mode", "Mode", "", 0, 3, AP_TRADE, AP_CHOICE, MODES},
    [AP_LISTEN_BARS] = {"listen-bars", "Phrase length", "bars", 1, 16, 4, AP_WHOLE, NULL},
    [AP_ANSWER_BARS] = {"answer-bars", "Answer length", "bars", 1, 16, 4, AP_WHOLE, NULL},
    [AP_HORIZON] = {"horizon", "Commit horizon", "beats", 0, 4, 1, AP_REAL, NULL},
    [AP_PRESET] = {"preset", "Preset", "", 0, 8, 1, AP_CHOICE, PRESETS},
    [AP_TEMPERATURE] = {"temperature", "Temperature", "", 0.1, 2, 1, AP_REAL, NULL},
    [AP_DENSITY] = {"density", "Density", "%", -100, 100, 0, AP_REAL, NULL},
    [AP_REGISTER] = {"register", "Register", "semitones", -24, 24, 0, AP_WHOLE, NULL},
    [AP_LOUDNESS] = {"loudness", "Velocity follow", "%", 0, 100, 100, AP_REAL, NULL},
    [AP_FEEL] = {"feel", "Human feel", "%", 0, 100, 50, AP_REAL, NULL},
    [AP_OUTPUT_CHANNEL] = {"output-channel", "Output channel", "", 0, 16, 0, AP_WHOLE, NULL},
    [AP_REGENERATE] = {"regenerate", "Regenerate", "", 0, 1, 0, AP_TRIGGER, TRIGGER},
    [AP_PANIC] = {"panic", "Panic", "", 0, 1, 0, AP_TRIGGER, TRIGGER},
    [AP_STATUS] = {"status", "Status", "", 0, AP_STATUS_COUNT - 1, AP_NO_ENGINE, AP_READOUT, STATUSES},
    [AP_SWING] = {"swing", "Swing follow", "%", 0, 100, 100, AP_REAL, NULL},
    [AP_CANDIDATES] = {"candidates", "Candidates", "", 1, 16, 3, AP_WHOLE, NULL},
    [AP_POLYPHONY] = {"polyphony", "Notes at once", "notes", 1, 10, 10, AP_WHOLE, NULL},
    [AP_CLOSENESS] = {"closeness", "Closeness", "%", -100, 100, 0, AP_REAL, NULL},
    [AP_FOLLOW] = {"follow", "Density and register follow", "%", 0, 100, 50, AP_REAL, NULL},
    [AP_KEY_LOCK] = {"key-lock", "Key", "", 0, 24, 0, AP_CHOICE, KEYS},
    [AP_HOLD] = {"hold", "Hold", "", 0, 1, 0, AP_CHOICE, SWITCH},
    [AP_MUTE] = {"mute", "Mute", "", 0, 1, 0, AP_CHOICE, SWITCH},
    [AP_UNDO] = {"undo", "Undo", "", 0, 1, 0, AP_TRIGGER, TRIGGER},
    [AP_KEEP] = {"keep", "Keep", "", 0, 1, 0, AP_TRIGGER, TRIGGER},
    [AP_KEEP_TAKE] = {"keep-take", "Keep this take", "", 0, 1, 0, AP_TRIGGER, TRIGGER},
    [AP_TAKE] = {"take", "Take", "", 0, 1, 0, AP_CHOICE, TAKES},
    [AP_BAND] = {"band", "Band", "", 0, 23, 0, AP_CHOICE, BANDS},
    [AP_PARTS] = {"parts", "Channels", "", 0, 1, 0, AP_CHOICE, PARTS},
    [AP_ARTICULATION] = {"articulation", "Articulation", "%", -100, 100, 0, AP_REAL, NULL},
    [AP_DYNAMICS] = {"dynamics", "Dynamics", "%", -100, 100, 0, AP_REAL, NULL},
};

bool ap_parameter_stepped(uint32_t number) { return ap_parameters[number].kind != AP_REAL; }

double ap_parameter_clamp(uint32_t number, double value) {
  const ap_parameter *p = &ap_parameters[number];
  if (!isfinite(value)) return p->initial;
  double within = fmin(fmax(value, p->least), p->most);
  return ap_parameter_stepped(number) ? floor(within + 0.5) : within;
}

double ap_parameter_normal(uint32_t number, double value) {
  const ap_parameter *p = &ap_parameters[number];
  return (ap_parameter_clamp(number, value) - p->least) / (p->most - p->least);
}

double ap_parameter_plain(uint32_t number, double normal) {
  const ap_parameter *p = &ap_parameters[number];
  return ap_parameter_clamp(number, p->least + normal * (p->most - p->least));
}

void ap_parameter_text(uint32_t number, double value, char *text, size_t size) {
  const ap_parameter *p = &ap_parameters[number];
  double clamped = ap_parameter_clamp(number, value);
  if (p->texts != NULL) {
    snprintf(text, size, "%s", p->texts[(int)clamped]);
  } else if (number == AP_OUTPUT_CHANNEL && clamped == 0) {
    snprintf(text, size, "As written");
  } else {
    snprintf(text, size, "%.*f%s%s", p->kind == AP_WHOLE ? 0 : 2, clamped, *p->unit ? " " : "", p->unit);
  }
}

/* Behind the status stands what the engine says of it. */
static bool means(const ap_parameter *p, const char *text, const char *one) {
  size_t length = strlen(one);
  if (strncmp(text, one, length) != 0) return false;
  return text[length] == 0 || (p->kind == AP_READOUT && text[length] == ':');
}

bool ap_parameter_parse(uint32_t number, const char *text, double *value) {
  const ap_parameter *p = &ap_parameters[number];
  for (int i = 0; p->texts != NULL && p->texts[i] != NULL; i++) {
    if (means(p, text, p->texts[i])) {
      *value = i;
      return true;
    }
  }
  if (number == AP_OUTPUT_CHANNEL && strcmp(text, "As written") == 0) {
    *value = 0;
    return true;
  }
  char *end;
  double parsed = strtod(text, &end);
  if (end == text) return false;
  *value = ap_parameter_clamp(number, parsed);
  return true;
}
