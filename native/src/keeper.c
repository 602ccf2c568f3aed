#include "keeper.h"

#include <stdio.h>

enum {
  EVERY_MS = 250,
  LIVED_S = 2,    /* an engine that ran so long has come to something */
  FIRST_WAIT_S = 10, /* a loaded machine takes so long to start one */
  MOST_DOUBLINGS = 3,
};

static uint64_t age_s(const ap_starts *starts) {
  uint64_t now = ap_steady_ns();
  /* Written before the machine was started anew, it lies ahead: long ago. */
  return now >= starts->written.last_ns ? (now - starts->written.last_ns) / UINT64_C(1000000000) : UINT64_MAX;
}

static uint64_t wait_s(uint64_t starts) {
  if (starts == 0) return 0;
  return (uint64_t)FIRST_WAIT_S << (starts - 1 < MOST_DOUBLINGS ? starts - 1 : MOST_DOUBLINGS);
}

void ap_keeper_look(ap_keeper *k) {
  bool runs = ap_engine_runs(k->run_folder);
  ap_starts starts;
  if ((runs && k->settled) || !ap_starts_open(&starts, k->run_folder)) return;
  if (runs && (starts.written.count == 0 || age_s(&starts) >= LIVED_S)) {
    starts.written.count = 0;
    ap_starts_write(&starts);
    k->settled = true;
  } else if (!runs && age_s(&starts) >= wait_s(starts.written.count) && ap_engine_start(k->program, k->run_folder)) {
    starts.written = (ap_starts_written){.count = starts.written.count + 1, .last_ns = ap_steady_ns()};
    ap_starts_write(&starts);
    k->settled = false;
  }
  ap_starts_close(&starts);
}

static void look(void *keeper) { ap_keeper_look(keeper); }

void ap_keeper_begin(ap_keeper *k, const char *run_folder) {
  k->settled = false;
  k->ticker = NULL;
  snprintf(k->run_folder, sizeof k->run_folder, "%s", run_folder);
  if (!ap_engine_program(k->program, sizeof k->program)) return;
  ap_keeper_look(k);
  k->ticker = ap_ticker_start(look, k, EVERY_MS);
}

void ap_keeper_end(ap_keeper *k) {
  if (k->ticker != NULL) ap_ticker_end(k->ticker);
  k->ticker = NULL;
}
