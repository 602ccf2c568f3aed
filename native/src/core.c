#include "core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core_inside.h"

static double word_value(uint64_t word) {
  double value;
  memcpy(&value, &word, sizeof value);
  return value;
}

static uint64_t value_word(double value) {
  uint64_t word;
  memcpy(&word, &value, sizeof word);
  return word;
}

static double table(const ap_core *core, uint32_t number) {
  return word_value(atomic_load_explicit(&core->link.region->parameters[number], memory_order_relaxed));
}

static void set_table(ap_core *core, uint32_t number, double value) {
  atomic_store_explicit(&core->link.region->parameters[number], value_word(value), memory_order_release);
}

ap_core *ap_core_create(enum ap_format format) {
  ap_core *core = calloc(1, sizeof *core);
  if (core == NULL || !ap_link_open(&core->link, format)) {
    free(core);
    return NULL;
  }
  core->by_beats = &core->schedules[0];
  core->after_loop = &core->schedules[1];
  ap_song_clock_init(&core->clock, 48000);
  for (uint32_t n = 0; n < AP_PARAMETER_COUNT; n++) set_table(core, n, ap_parameters[n].initial);
  core->output_channel = table(core, AP_OUTPUT_CHANNEL);
  ap_engine_tell_song(core, core->sample, false);
  if (core->link.shared) ap_link_publish(&core->link);
  return core;
}

void ap_core_destroy(ap_core *core) {
  if (core == NULL) return;
  ap_link_close(&core->link);
  free(core);
}

void ap_core_activate(ap_core *core, double sample_rate) {
  ap_core_reset(core);
  ap_song stopped = core->clock.song;
  ap_song_clock_init(&core->clock, sample_rate);
  core->clock.song.beats = stopped.beats;
}

void ap_core_reset(ap_core *core) { atomic_store_explicit(&core->reset_asked, 1, memory_order_relaxed); }

bool ap_core_send(void *context, const uint8_t *message, uint8_t length) {
  ap_core *core = context;
  return core->output->midi(core->output->context, core->cursor, message, length);
}

void ap_core_silence(ap_core *core) {
  ap_schedule_clear(core->by_beats);
  ap_schedule_clear(core->after_loop);
  ap_schedule_clear(&core->by_sample);
  core->release_owed = !ap_held_release(&core->held, ap_core_send, core);
}

static void count_late(ap_core *core) {
  atomic_fetch_add_explicit(&core->link.region->late, 1, memory_order_relaxed);
}

/* Plays one message of the companion at the cursor. A note that should have begun more than 10 ms ago does not. */
static void play(ap_core *core, const ap_scheduled *scheduled, int64_t due_sample) {
  uint8_t message[3];
  memcpy(message, scheduled->message, sizeof message);
  if (core->output_channel >= 1) message[0] = (uint8_t)((message[0] & 0xF0) | ((int)core->output_channel - 1));
  bool begins = (message[0] & 0xF0) == 0x90 && message[2] > 0;
  int64_t now = (int64_t)ap_sample_at(core, core->cursor);
  if (begins && (double)(now - due_sample) > core->clock.sample_rate / 100) {
    count_late(core);
  } else if (!ap_held_companion(&core->held, message, scheduled->length, ap_core_send, core)) {
    atomic_fetch_add_explicit(&core->link.region->dropped, 1, memory_order_relaxed);
    core->release_owed |= !begins;
  }
}

/* Plays what is due before the sample `until`, in order. Bounded by what the schedules hold. */
static void play_until(ap_core *core, int64_t until) {
  for (;;) {
    const ap_scheduled *beat = ap_schedule_first(core->by_beats), *timed = ap_schedule_first(&core->by_sample);
    int64_t beat_due = beat != NULL ? ap_song_sample_of(&core->clock, beat->due) : INT64_MAX;
    int64_t timed_due = timed != NULL ? timed->due : INT64_MAX;
    int64_t due = beat_due <= timed_due ? beat_due : timed_due;
    if (due >= until) return;
    int64_t offset = due - (int64_t)core->sample;
    if (offset > (int64_t)core->cursor) core->cursor = (uint32_t)offset;
    bool by_beat = beat_due <= timed_due;
    play(core, by_beat ? beat : timed, due);
    ap_schedule_remove_first(by_beat ? core->by_beats : &core->by_sample);
  }
}

static void advance(ap_core *core, uint32_t offset) {
  uint32_t last = core->frames > 0 ? core->frames - 1 : 0;
  uint32_t to = offset < last ? offset : last;
  if (to < core->cursor) return;
  play_until(core, (int64_t)ap_sample_at(core, to) + 1);
  core->cursor = to;
}

static void next_epoch(ap_core *core) {
  atomic_store_explicit(&core->link.region->epoch, ++core->epoch, memory_order_relaxed);
}

void ap_core_song(ap_core *core, uint32_t offset, const ap_song *song) {
  advance(core, offset);
  uint64_t sample = ap_sample_at(core, core->cursor);
  enum ap_song_change change = ap_song_told(&core->clock, sample, song);
  if (change == AP_SONG_LOOPED) {
    ap_schedule *planned = core->after_loop;
    core->after_loop = core->by_beats;
    core->by_beats = planned;
    ap_schedule_clear(core->after_loop);
    ap_schedule_clear(&core->by_sample);
    core->release_owed = !ap_held_release(&core->held, ap_core_send, core);
  } else if (change == AP_SONG_JUMPED) {
    ap_core_silence(core);
  }
  if (change == AP_SONG_LOOPED) core->wrapped_from = core->epoch;
  if (change == AP_SONG_LOOPED || change == AP_SONG_JUMPED) next_epoch(core);
  ap_engine_tell_song(core, sample, change != AP_SONG_GOES_ON);
}

/* What the parameters say to the core itself. */
static void obey_parameters(ap_core *core) {
  uint64_t panics = (uint64_t)table(core, AP_PANIC);
  double channel = table(core, AP_OUTPUT_CHANNEL);
  bool thru_only = table(core, AP_MODE) == AP_THRU_ONLY;
  bool quiet = panics != core->panics_seen || channel != core->output_channel || thru_only != core->thru_only;
  if (quiet) ap_core_silence(core);
  core->panics_seen = panics;
  core->output_channel = channel;
  core->thru_only = thru_only;
}

/* Tells the host what it cannot know: the engine's status, and that a trigger is up again. */
static void show(ap_core *core) {
  const ap_output *out = core->output;
  double status = ap_core_parameter(core, AP_STATUS);
  if (status != core->status_shown) out->parameter(out->context, core->cursor, AP_STATUS, status);
  core->status_shown = status;
  uint32_t pressed = atomic_exchange_explicit(&core->pressed, 0, memory_order_relaxed);
  for (uint32_t n = 0; pressed != 0; n++, pressed >>= 1) {
    if (pressed & 1) out->parameter(out->context, core->cursor, n, 0);
  }
}

void ap_core_begin(ap_core *core, uint32_t frames, const ap_song *song, const ap_output *output) {
  core->output = output;
  core->frames = frames;
  core->cursor = 0;
  if (ap_engine_watch(core) || atomic_exchange_explicit(&core->reset_asked, 0, memory_order_relaxed)) {
    ap_core_silence(core);
    next_epoch(core);
  } else if (core->release_owed) {
    core->release_owed = !ap_held_release(&core->held, ap_core_send, core);
  }
  ap_core_song(core, 0, song);
  obey_parameters(core);
  ap_engine_drain(core);
}

bool ap_core_hear(ap_core *core, uint32_t offset, const uint8_t *message, uint8_t length) {
  advance(core, offset);
  if (core->connected) {
    uint64_t sample = ap_sample_at(core, core->cursor);
    ap_event heard = {.kind = AP_MIDI, .length = length, .epoch = core->epoch, .sample = sample};
    heard.beats = ap_song_beats_at(&core->clock, sample);
    memcpy(heard.data, message, length);
    ap_link_send(&core->link, &heard);
  }
  return ap_held_player(&core->held, message, ap_core_send, core);
}

void ap_core_end(ap_core *core) {
  if (core->frames > 0) advance(core, core->frames - 1);
  show(core);
  core->sample += core->frames;
  atomic_fetch_add_explicit(&core->link.region->plugin_beat, 1, memory_order_relaxed);
}

int64_t ap_core_beats_at(const ap_core *core, uint32_t offset) {
  return ap_song_beats_at(&core->clock, ap_sample_at(core, offset));
}

double ap_core_parameter(const ap_core *core, uint32_t number) {
  if (number == AP_STATUS) {
    uint32_t said = atomic_load_explicit(&core->link.region->engine_status, memory_order_relaxed);
    bool claimed = atomic_load_explicit(&core->link.region->engine_state, memory_order_relaxed) == AP_ENGINE_CLAIMED;
    return claimed && said <= AP_FAILED ? said : AP_NO_ENGINE;
  }
  return ap_parameters[number].kind == AP_TRIGGER ? 0 : table(core, number);
}

void ap_core_set_parameter(ap_core *core, uint32_t number, double value) {
  if (ap_parameters[number].kind == AP_READOUT) return;
  if (ap_parameters[number].kind != AP_TRIGGER) {
    set_table(core, number, ap_parameter_clamp(number, value));
  } else if (value >= 0.5) {
    uint32_t bit = UINT32_C(1) << number;
    if (!(atomic_fetch_or_explicit(&core->pressed, bit, memory_order_relaxed) & bit)) {
      set_table(core, number, table(core, number) + 1);
    }
  }
}

void ap_core_status_text(const ap_core *core, double value, char *text, size_t size) {
  uint8_t said[AP_STATUS_TEXT_MAX];
  ptrdiff_t length = ap_blob_read(&core->link.region->status_text.sequence, said, sizeof said);
  ap_parameter_text(AP_STATUS, value, text, size);
  if (value != AP_NO_ENGINE && value == ap_core_parameter(core, AP_STATUS) && length > 0) {
    snprintf(text, size, "%.*s", (int)length, (const char *)said);
  } else if (!core->link.shared) {
    snprintf(text, size, "No engine: no folder for it");
  }
}
