#include "programs.h"

#include <string.h>

enum { FOLK_MELODY, FOLK_DUET, KEYBOARD, BAROQUE, RAGTIME, SONG, HYMN };

const ap_program ap_programs[AP_PROGRAM_COUNT] = {
    {"trade-fours", "Trade fours", "Four bars of yours, four of the companion's, at the keyboard", AP_TRADE, 4, 4, KEYBOARD, 1, 0, 10},
    {"quick-answers", "Quick answers", "Each bar of yours is answered in the next", AP_TRADE, 1, 1, KEYBOARD, 1, 0, 10},
    {"go-on", "Go on from here", "Two bars of yours, and eight that go on from them", AP_CONTINUE, 2, 8, KEYBOARD, 1, 0, 10},
    {"folk-tune", "Folk tune, turn by turn", "A single voice answers a tune", AP_TRADE, 4, 4, FOLK_MELODY, 1, 0, 1},
    {"second-voice", "Second voice", "Plays along, one voice under or over yours", AP_ACCOMPANY, 4, 4, FOLK_DUET, 1, 0, 1},
    {"accompanist", "Song accompanist", "Plays along, a keyboard under a song", AP_ACCOMPANY, 4, 4, SONG, 1, 0, 10},
    {"calm-accompanist", "Calm accompanist", "The same with few notes", AP_ACCOMPANY, 4, 4, SONG, 1, -50, 4},
    {"invention", "Baroque answers", "Two bars each, in the manner of a baroque keyboard", AP_TRADE, 2, 2, BAROQUE, 1, 0, 4},
    {"ragtime", "Ragtime, turn by turn", "Four bars each of ragtime", AP_TRADE, 4, 4, RAGTIME, 1, 0, 10},
    {"hymn", "Hymn in four parts", "Four bars each, in four parts", AP_TRADE, 4, 4, HYMN, 1, 0, 4},
};

bool ap_program_value(const ap_program *program, uint32_t number, double *value) {
  *value = ap_parameters[number].initial;
  switch (number) {
    case AP_MODE:
      *value = program->mode;
      return true;
    case AP_LISTEN_BARS:
      *value = program->listen_bars;
      return true;
    case AP_ANSWER_BARS:
      *value = program->answer_bars;
      return true;
    case AP_HORIZON:
      *value = program->horizon;
      return true;
    case AP_PRESET:
      *value = program->preset;
      return true;
    case AP_DENSITY:
      *value = program->density;
      return true;
    case AP_POLYPHONY:
      *value = program->polyphony;
      return true;
    case AP_TEMPERATURE:
    case AP_REGISTER:
    case AP_LOUDNESS:
    case AP_FEEL:
    case AP_SWING:
    case AP_CANDIDATES:
    case AP_CLOSENESS:
    case AP_FOLLOW:
    case AP_ARTICULATION:
    case AP_DYNAMICS:
      return true;
    default:
      return false;
  }
}

const ap_program *ap_program_of(const char *key) {
  for (int i = 0; i < AP_PROGRAM_COUNT; i++) {
    if (key != NULL && strcmp(ap_programs[i].key, key) == 0) return &ap_programs[i];
  }
  return NULL;
}
