/* What the companion plays: what is scheduled comes out in order of time, and what it began it ends. [audio-thread] */
#include <string.h>

#include "core_inside.h"

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

/* Plays one message of the companion at the cursor. A note that should have begun more than 10 ms ago does not. */
static void play(ap_core *core, const ap_scheduled *scheduled, int64_t due_sample) {
  uint8_t message[3];
  memcpy(message, scheduled->message, sizeof message);
  if (core->output_channel >= 1) message[0] = (uint8_t)((message[0] & 0xF0) | ((int)core->output_channel - 1));
  bool begins = (message[0] & 0xF0) == 0x90 && message[2] > 0;
  int64_t now = (int64_t)ap_sample_at(core, core->cursor);
  if (begins && (double)(now - due_sample) > core->clock.sample_rate / 100) {
    atomic_fetch_add_explicit(&core->link.region->late, 1, memory_order_relaxed);
  } else if (!ap_held_companion(&core->held, message, scheduled->length, ap_core_send, core)) {
    ap_core_count_dropped(core);
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

uint32_t ap_core_reach(ap_core *core, uint32_t offset) {
  uint32_t last = core->frames > 0 ? core->frames - 1 : 0;
  uint32_t to = offset < last ? offset : last;
  if (to >= core->cursor) {
    play_until(core, (int64_t)ap_sample_at(core, to) + 1);
    core->cursor = to;
  }
  return core->cursor;
}

void ap_core_count_dropped(ap_core *core) {
  atomic_fetch_add_explicit(&core->link.region->dropped, 1, memory_order_relaxed);
}
