/* The core without a host, under the address and undefined-behaviour sanitizers: laws over random input, the same
 * every time. */
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core.h"
#include "core_inside.h"
#include "held.h"
#include "schedule.h"
#include "song.h"

#ifdef _WIN32
#include <windows.h>
#define setenv(name, value, overwrite) SetEnvironmentVariableA(name, value)
#define NOWHERE "Z:\\nowhere\\at\\all"
#else
#define NOWHERE "/nowhere/at/all"
#endif

static uint64_t state_of_chance = 42;

static uint32_t chance(uint32_t below) {
  state_of_chance = state_of_chance * 6364136223846793005u + 1442695040888963407u;
  return (uint32_t)(state_of_chance >> 33) % below;
}

static void check(bool holds, const char *what) {
  if (holds) return;
  fprintf(stderr, "FAILED: %s (chance at %llu)\n", what, (unsigned long long)state_of_chance);
  exit(1);
}

/* --- schedule ------------------------------------------------------------------------------------ */

static void should_give_messages_in_order_with_note_offs_first(void) {
  static ap_schedule s;
  for (int round = 0; round < 200; round++) {
    uint32_t count = 1 + chance(AP_SCHEDULE_SLOTS);
    for (uint32_t i = 0; i < count; i++) {
      const uint8_t message[] = {chance(2) ? 0x90 : 0x80, 60, 64};
      check(ap_schedule_add(&s, (int64_t)chance(500) - 250, message, 3), "there is room");
    }
    int64_t due = INT64_MIN;
    bool was_on = false;
    for (uint32_t i = 0; i < count; i++) {
      const ap_scheduled *first = ap_schedule_first(&s);
      bool on = first->message[0] == 0x90;
      check(first->due >= due, "earlier first");
      check(first->due > due || !was_on || on, "note-offs before note-ons");
      due = first->due;
      was_on = on;
      ap_schedule_remove_first(&s);
    }
    check(ap_schedule_first(&s) == NULL, "nothing is left");
  }
  for (int i = 0; i < AP_SCHEDULE_SLOTS; i++) ap_schedule_add(&s, i, (const uint8_t[]){0x90, 1, 1}, 3);
  check(!ap_schedule_add(&s, 0, (const uint8_t[]){0x90, 1, 1}, 3), "a full schedule takes no more");
}

/* --- song ---------------------------------------------------------------------------------------- */

static ap_song rolling_at(double quarters, double tempo) {
  ap_song song = {.flags = AP_ROLLING | AP_HAS_BEATS | AP_HAS_TEMPO, .tempo = tempo};
  song.beats = llrint(quarters * (double)AP_BEAT);
  return song;
}

/* Ardour's positions are whole 1920ths of a quarter. */
static void should_smooth_positions_of_a_coarse_host(void) {
  ap_song_clock c;
  ap_song_clock_init(&c, 48000);
  for (uint64_t block = 0; block < 2000; block++) {
    double quarters = (double)block * 1024 * 131.0 / (60 * 48000);
    ap_song told = rolling_at(floor(quarters * 1920) / 1920, 131);
    enum ap_song_change change = ap_song_told(&c, block * 1024, &told);
    check(block == 0 ? change == AP_SONG_JUMPED : change == AP_SONG_GOES_ON, "rounding is no jump");
    double truth = 1000.0 * 60 * 48000 / 131;
    check(fabs((double)ap_song_sample_of(&c, 1000 * AP_BEAT) - truth) <= 1, "the same sample in each block");
  }
}

static void should_tell_jumps_loops_and_changes_apart(void) {
  ap_song_clock c;
  ap_song_clock_init(&c, 48000);
  ap_song song = rolling_at(4, 120);
  song.flags |= AP_LOOPS;
  song.loop_start = 4 * AP_BEAT, song.loop_end = 8 * AP_BEAT;
  check(ap_song_told(&c, 0, &song) == AP_SONG_JUMPED, "a start");
  song.beats = 6 * AP_BEAT;
  check(ap_song_told(&c, 48000, &song) == AP_SONG_GOES_ON, "as expected");
  song.beats = 4 * AP_BEAT + AP_BEAT / 100;
  check(ap_song_told(&c, 96000 + 240, &song) == AP_SONG_LOOPED, "the loop's wrap, a block late");
  song.beats = 4 * AP_BEAT;
  check(ap_song_told(&c, 120000, &song) == AP_SONG_JUMPED, "back to the loop's start, but not from its end");
  song.tempo = 90;
  check(ap_song_told(&c, 120000, &song) == AP_SONG_CHANGED, "another tempo");
  song.flags &= ~(uint32_t)AP_ROLLING;
  check(ap_song_told(&c, 120000, &song) == AP_SONG_JUMPED, "a stop");
  song.beats = 0;
  check(ap_song_told(&c, 130000, &song) == AP_SONG_CHANGED, "another place while it stands");
  check(ap_song_told(&c, 130000, NULL) == AP_SONG_GOES_ON, "nothing new");
}

static void should_keep_the_tempo_while_a_host_leaves_it_out(void) {
  ap_song_clock c;
  ap_song_clock_init(&c, 48000);
  ap_song song = rolling_at(4, 137.3);
  song.flags |= AP_HAS_METER, song.meter_beats = 3, song.meter_unit = 4;
  ap_song_told(&c, 0, &song);
  int64_t due = ap_song_sample_of(&c, 20 * AP_BEAT);
  const ap_song rolls = {.flags = AP_ROLLING};
  check(ap_song_told(&c, 2048, &rolls) == AP_SONG_GOES_ON, "a place without a tempo changes nothing");
  check(ap_song_sample_of(&c, 20 * AP_BEAT) == due && c.song.meter_beats == 3, "tempo, meter and place go on");
}

static void should_bear_any_number_from_the_host(void) {
  static const double odd[] = {0, -1, 1e300, -1e300, NAN, INFINITY, 120, 1e-300};
  ap_song_clock c;
  ap_song_clock_init(&c, NAN);
  for (int i = 0; i < 100000; i++) {
    ap_song song = {.flags = chance(32),
                    .beats = (int64_t)(((uint64_t)chance(UINT32_MAX) << 32) >> chance(40)) * (chance(2) ? 1 : -1),
                    .loop_end = (int64_t)chance(UINT32_MAX) << 31,
                    .tempo = odd[chance(8)],
                    .tempo_step = odd[chance(8)],
                    .meter_beats = (uint16_t)chance(3)};
    ap_song_told(&c, (uint64_t)i * 4096, &song);
    int64_t sample = ap_song_sample_of(&c, (int64_t)chance(UINT32_MAX) << chance(31));
    ap_song_beats_at(&c, (uint64_t)(sample < 0 ? 0 : sample % 1000000000));
  }
}

static void should_tell_a_bar_that_has_begun(void) {
  ap_song_clock c;
  ap_song_clock_init(&c, 48000);
  ap_song song = rolling_at(8.5, 120);
  song.flags |= AP_HAS_METER;
  song.meter_beats = 7, song.meter_unit = 8;
  song.bar_start = llrint(10.5 * (double)AP_BEAT);
  ap_song_told(&c, 0, &song);
  check(c.song.bar_start == 7 * AP_BEAT, "not the bar to come");
  song.bar_start = 7 * AP_BEAT;
  ap_song_told(&c, 0, &song);
  check(c.song.bar_start == 7 * AP_BEAT, "a bar that has begun is left as it is");
}

/* --- held ---------------------------------------------------------------------------------------- */

typedef struct output {
  int sounding[16][128];
  bool full;
} output;

static bool take(void *context, const uint8_t *m, uint8_t length) {
  output *o = context;
  (void)length;
  if (o->full) return false;
  if ((m[0] & 0xF0) == 0x90) o->sounding[m[0] & 15][m[1]]++;
  if ((m[0] & 0xF0) == 0x80) o->sounding[m[0] & 15][m[1]]--;
  return true;
}

static void should_end_each_note_once_whoever_holds_it(void) {
  static ap_held held;
  static output out;
  bool player[2][4] = {0};
  for (int i = 0; i < 200000; i++) {
    uint8_t channel = (uint8_t)chance(2), key = (uint8_t)(62 + chance(4));
    bool on = chance(2);
    const uint8_t m[] = {(uint8_t)((on ? 0x90 : 0x80) | channel), key, 64};
    out.full = chance(10) == 0;
    if (chance(2)) {
      ap_held_companion(&held, m, 3, take, &out);
    } else if (player[channel][key - 62] != on) {
      out.full = false;
      player[channel][key - 62] = on;
      if (ap_held_player(&held, m, take, &out)) take(&out, m, 3);
    }
    check(out.sounding[channel][key] >= 0 && out.sounding[channel][key] <= 1, "a key sounds once or not at all");
    check(!player[channel][key - 62] || out.sounding[channel][key] == 1, "what the player holds sounds");
    if (chance(500) == 0) {
      out.full = false;
      check(ap_held_release(&held, take, &out), "the host takes it");
      for (int c = 0; c < 2; c++) {
        for (int k = 0; k < 4; k++) check(out.sounding[c][62 + k] == player[c][k], "only the player's notes are left");
      }
    }
  }
}

/* --- state, and a core without an engine ----------------------------------------------------------- */

static ap_song nothing;

static bool take_midi(void *context, uint32_t offset, const uint8_t *m, uint8_t length) {
  (void)offset;
  return take(context, m, length);
}

static void show_nothing(void *context, uint32_t offset, uint32_t number, double value) {
  (void)context, (void)offset, (void)number, (void)value;
}

static void should_refuse_damaged_states(ap_core *core) {
  static uint8_t saved[AP_STATE_MAX], damaged[AP_STATE_MAX], again[AP_STATE_MAX];
  ap_blob_write(&core->link.region->engine_state_blob.sequence, (const uint8_t *)"seed=7", 6);
  ap_core_set_parameter(core, AP_DENSITY, 12.5);
  size_t length = ap_core_save(core, saved);
  for (int i = 0; i < 20000; i++) {
    size_t cut = chance(3) == 0 ? chance((uint32_t)length) : length;
    memcpy(damaged, saved, cut);
    if (cut == length) damaged[chance((uint32_t)length)] ^= (uint8_t)(1 + chance(255));
    check(ap_core_load(core, damaged, cut) != NULL, "a damaged state is refused");
  }
  check(ap_core_save(core, again) == length && memcmp(saved, again, length) == 0, "and nothing has changed");
  ap_core_set_parameter(core, AP_DENSITY, 99);
  check(ap_core_load(core, saved, length) == NULL && ap_core_parameter(core, AP_DENSITY) == 12.5, "a whole one is taken");
}

static void should_pass_notes_through_without_an_engine(ap_core *core) {
  static output out;
  const ap_output to = {&out, take_midi, show_nothing};
  char text[1200], wanted[1200] = "No engine";
  ap_core_begin(core, 64, &nothing, &to);
  check(ap_core_reach(core, 5) == 5 && ap_core_hear(core, (const uint8_t[]){0x90, 60, 1}, 3), "the note goes on");
  ap_core_end(core);
  check(ap_core_parameter(core, AP_STATUS) == AP_NO_ENGINE, "it says that there is no engine");
  ap_core_status_text(core, AP_NO_ENGINE, text, sizeof text);
  if (!core->link.shared) snprintf(wanted, sizeof wanted, "No engine: no folder of this user alone at %s", core->link.run.refused);
  check(strcmp(text, wanted) == 0, text);
}

static void with_a_run_folder(const char *folder, bool usable) {
  setenv("ANTIPHON_RUN_DIR", folder, 1);
  ap_core *core = ap_core_create(AP_LV2);
  check(core != NULL, "there is always a core");
  check(core->link.shared == usable, usable ? "a private folder is used" : "a folder that others can open is not");
  ap_core_activate(core, 44100);
  ap_core_publish(core);
  should_pass_notes_through_without_an_engine(core);
  should_refuse_damaged_states(core);
  ap_core_destroy(core);
}

#ifdef _WIN32
static void in_folders_of_the_system(void) {
  char temporary[MAX_PATH], folder[MAX_PATH + 16];
  check(GetTempPathA(sizeof temporary, temporary) > 0, "a folder for what is temporary");
  snprintf(folder, sizeof folder, "%santiphon-%lu", temporary, GetCurrentProcessId());
  with_a_run_folder(folder, true);
  check(RemoveDirectoryA(folder), "nothing is left in the folder");
}
#else
#include "posix_test.h"

static void in_folders_of_the_system(void) {
  char folder[] = "/tmp/antiphon-core-XXXXXX";
  check(mkdtemp(folder) != NULL, "a folder");
  name_files(folder);
  with_a_run_folder(folder, true);
  should_tick_whatever_is_done_to_the_time_of_day();
  should_start_one_engine_at_a_time_and_wait_longer_after_each_failure(folder);
  should_start_no_second_engine_while_the_first_makes_itself_ready(folder);
  should_start_no_engine_for_a_scan(folder);
#ifdef __linux__
  should_meet_in_the_home_where_the_usual_folder_is_not_the_users(folder);
#endif
  chmod(folder, 0750);
  with_a_run_folder(folder, false);
  check(rmdir(folder) == 0, "nothing is left in the folder");
}
#endif

int main(void) {
  setenv("ANTIPHON_ENGINE", "none", 1);
  should_give_messages_in_order_with_note_offs_first();
  should_smooth_positions_of_a_coarse_host();
  should_tell_jumps_loops_and_changes_apart();
  should_tell_a_bar_that_has_begun();
  should_keep_the_tempo_while_a_host_leaves_it_out();
  should_bear_any_number_from_the_host();
  should_end_each_note_once_whoever_holds_it();
  in_folders_of_the_system();
  with_a_run_folder(NOWHERE, false);
  printf("core_test: all well\n");
  return 0;
}
