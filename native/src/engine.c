/* The engine as the plug-in sees it: alive or not, what it sends, what it is told. */
#include <string.h>

#include "core_inside.h"
#include "midi.h"

/* An engine shows that it lives at least four times a second; one that is silent for this long is dead. */
#define SILENT_NS UINT64_C(1000000000)

#define RELAXED memory_order_relaxed

bool ap_engine_watch(ap_core *core) {
  ap_region *r = core->link.region;
  bool was_connected = core->connected;
  uint32_t was_generation = core->generation;
  uint64_t now = ap_steady_ns();
  uint64_t beat = atomic_load_explicit(&r->engine_beat, RELAXED);
  core->generation = atomic_load_explicit(&r->engine_generation, memory_order_acquire);
  core->connected = atomic_load_explicit(&r->engine_state, memory_order_acquire) == AP_ENGINE_CLAIMED;
  bool replaced = core->generation != was_generation;
  if (beat != core->engine_beat || replaced || !was_connected) {
    core->engine_beat = beat;
    core->engine_seen_ns = now;
  } else if (core->connected && now - core->engine_seen_ns > SILENT_NS) {
    core->connected = false;
    atomic_store_explicit(&r->engine_state, AP_ENGINE_FREE, memory_order_release);
  }
  return core->connected != was_connected || replaced;
}

static void refuse(ap_core *core) { atomic_fetch_add_explicit(&core->link.region->refused, 1, RELAXED); }

static void schedule(ap_core *core, const ap_event *e) {
  bool added;
  if (!ap_is_channel_message(e->data, e->length) || e->timebase > AP_AFTER_LOOP) {
    refuse(core);
    return;
  }
  /* An engine that has not seen the wrap yet still speaks of what comes after it. */
  bool after_wrap = e->timebase == AP_AFTER_LOOP && e->epoch == core->wrapped_from && e->epoch + 1 == core->epoch;
  if (e->epoch != core->epoch && !after_wrap) {
    atomic_fetch_add_explicit(&core->link.region->stale, 1, RELAXED);
    return;
  }
  switch (e->timebase) {
    case AP_AT_BEATS:
      added = ap_schedule_add(core->by_beats, e->beats, e->data, e->length);
      break;
    case AP_AFTER_LOOP:
      added = ap_schedule_add(after_wrap ? core->by_beats : core->after_loop, e->beats, e->data, e->length);
      break;
    case AP_AT_SAMPLE:
      added = ap_schedule_add(&core->by_sample, (int64_t)e->sample, e->data, e->length);
      break;
    default:
      added = ap_schedule_add(&core->by_sample, (int64_t)core->sample, e->data, e->length);
  }
  if (!added) ap_core_count_dropped(core);
}

static void set_parameter(ap_core *core, const ap_event *e) {
  double value;
  memcpy(&value, e->data, sizeof value);
  if (e->port >= AP_PARAMETER_COUNT || ap_parameters[e->port].kind == AP_READOUT ||
      ap_parameters[e->port].kind == AP_TRIGGER) {
    refuse(core);
    return;
  }
  ap_core_set_parameter(core, e->port, value);
  core->output->parameter(core->output->context, core->cursor, e->port, ap_core_parameter(core, e->port));
}

void ap_engine_drain(ap_core *core) {
  if (!core->connected) {
    ap_link_skip(&core->link);
    return;
  }
  bool thru_only = ap_core_parameter(core, AP_MODE) == AP_THRU_ONLY;
  ap_event e;
  for (int taken = 0; taken < AP_DRAIN_MOST && ap_link_take(&core->link, &e); taken++) {
    switch (e.kind) {
      case AP_MIDI:
        if (!thru_only) schedule(core, &e);
        break;
      case AP_PARAMETER:
        set_parameter(core, &e);
        break;
      case AP_FLUSH:
        ap_core_silence(core);
        break;
      default:
        refuse(core);
    }
  }
}

static void put(_Atomic uint64_t *word, uint64_t value) { atomic_store_explicit(word, value, RELAXED); }

static void put_double(_Atomic uint64_t *word, double value) {
  uint64_t bits;
  memcpy(&bits, &value, sizeof bits);
  put(word, bits);
}

void ap_engine_tell_song(ap_core *core, uint64_t sample, bool changed) {
  ap_transport_words *t = &core->link.region->transport;
  const ap_song *song = &core->clock.song;
  uint64_t sequence = atomic_load_explicit(&t->sequence, RELAXED) & ~UINT64_C(1);
  put(&t->sequence, sequence + 1);
  atomic_thread_fence(memory_order_release);
  put(&t->steady_ns, ap_steady_ns());
  put(&t->sample, sample);
  put(&t->beats, (uint64_t)ap_song_beats_at(&core->clock, sample));
  put(&t->bar_start, (uint64_t)song->bar_start);
  put(&t->loop_start, (uint64_t)song->loop_start);
  put(&t->loop_end, (uint64_t)song->loop_end);
  put_double(&t->tempo, song->tempo);
  put_double(&t->sample_rate, core->clock.sample_rate);
  put(&t->meter, song->meter_beats | (uint64_t)song->meter_unit << 16 | (uint64_t)core->frames << 32);
  put(&t->flags, song->flags | (uint64_t)core->epoch << 32);
  atomic_store_explicit(&t->sequence, sequence + 2, memory_order_release);
  if (core->connected && (changed || core->epoch != core->epoch_told)) {
    ap_event event = {.kind = AP_TRANSPORT, .epoch = core->epoch, .sample = sample};
    event.beats = ap_song_beats_at(&core->clock, sample);
    /* Where there is no room it is told in a later block. */
    if (ap_link_send(&core->link, &event)) core->epoch_told = core->epoch;
  }
}
