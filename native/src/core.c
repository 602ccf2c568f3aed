#include "core.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core_inside.h"

ap_core *ap_core_create(enum ap_format format) {
  ap_core *core = calloc(1, sizeof *core);
  if (core == NULL || !ap_link_open(&core->link, format)) {
    free(core);
    return NULL;
  }
  core->by_beats = &core->schedules[0];
  core->after_loop = &core->schedules[1];
  ap_song_clock_init(&core->clock, 48000);
  for (uint32_t n = 0; n < AP_PARAMETER_COUNT; n++) ap_core_tell(core, n, ap_parameters[n].initial);
  core->output_channel = ap_core_told(core, AP_OUTPUT_CHANNEL);
  ap_engine_tell_song(core, core->sample, false);
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

void ap_core_publish(ap_core *core) { ap_link_publish(&core->link); }

void ap_core_reset(ap_core *core) { atomic_store_explicit(&core->reset_asked, 1, memory_order_relaxed); }

void ap_core_rendering(ap_core *core, enum ap_rendering rendering) {
  atomic_store_explicit(&core->rendering, rendering, memory_order_relaxed);
}

static void next_epoch(ap_core *core) {
  atomic_store_explicit(&core->link.region->epoch, ++core->epoch, memory_order_relaxed);
}

/* True if the song did not just go on. */
static bool take_song(ap_core *core, uint32_t offset, const ap_song *song) {
  ap_core_reach(core, offset);
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
  return change != AP_SONG_GOES_ON;
}

void ap_core_song(ap_core *core, uint32_t offset, const ap_song *song) {
  if (!take_song(core, offset, song) || !core->waits) return;
  ap_offline_await(core);
  ap_engine_drain(core);
}

/* What the parameters say to the core itself. */
static void obey_parameters(ap_core *core) {
  uint64_t panics = (uint64_t)ap_core_told(core, AP_PANIC);
  double channel = ap_core_told(core, AP_OUTPUT_CHANNEL);
  bool thru_only = ap_core_told(core, AP_MODE) == AP_THRU_ONLY;
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
  ap_offline_begin(core);
  bool other_engine = ap_engine_watch(core);
  bool reset = atomic_exchange_explicit(&core->reset_asked, 0, memory_order_relaxed);
  if (other_engine || reset) {
    ap_core_silence(core);
    next_epoch(core);
  } else if (core->release_owed) {
    core->release_owed = !ap_held_release(&core->held, ap_core_send, core);
  }
  take_song(core, 0, song);
  ap_offline_await(core);
  obey_parameters(core);
  ap_engine_drain(core);
}

bool ap_core_hear(ap_core *core, const uint8_t *message, uint8_t length) {
  if (core->connected) {
    uint64_t sample = ap_sample_at(core, core->cursor);
    ap_event heard = {.kind = AP_MIDI, .length = length, .epoch = core->epoch, .sample = sample};
    heard.beats = ap_song_beats_at(&core->clock, sample);
    memcpy(heard.data, message, length);
    if (!ap_link_send(&core->link, &heard)) {
      atomic_fetch_add_explicit(&core->link.region->unheard, 1, memory_order_relaxed);
    }
  }
  return ap_held_player(&core->held, message, ap_core_send, core);
}

void ap_core_end(ap_core *core) {
  if (core->frames > 0) ap_core_reach(core, core->frames - 1);
  show(core);
  core->sample += core->frames;
  atomic_fetch_add_explicit(&core->link.region->plugin_beat, 1, memory_order_relaxed);
}

int64_t ap_core_beats_at(const ap_core *core, uint32_t offset) {
  return ap_song_beats_at(&core->clock, ap_sample_at(core, offset));
}
