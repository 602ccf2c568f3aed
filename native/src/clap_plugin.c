/* The companion as a CLAP note effect. */
#include <stdlib.h>
#include <string.h>

#include "clap/entry.h"
#include "clap/plugin-factory.h"
#include "clap_inside.h"
#include "version.h"

/* --- what goes out ------------------------------------------------------------------------------- */

static bool send_midi(void *context, uint32_t offset, const uint8_t *m, uint8_t length) {
  companion *c = context;
  uint8_t command = m[0] & 0xF0;
  if (command == 0x80 || command == 0x90) {
    bool on = command == 0x90 && m[2] > 0;
    const clap_event_note_t note = {
        .header = {sizeof note, offset, CLAP_CORE_EVENT_SPACE_ID, on ? CLAP_EVENT_NOTE_ON : CLAP_EVENT_NOTE_OFF, 0},
        .note_id = -1,
        .port_index = 0,
        .channel = m[0] & 0x0F,
        .key = m[1],
        .velocity = m[2] / 127.0};
    return c->out->try_push(c->out, &note.header);
  }
  clap_event_midi_t midi = {.header = {sizeof midi, offset, CLAP_CORE_EVENT_SPACE_ID, CLAP_EVENT_MIDI, 0}};
  memcpy(midi.data, m, length);
  return c->out->try_push(c->out, &midi.header);
}

static void send_parameter(void *context, uint32_t offset, uint32_t number, double value) {
  companion *c = context;
  const clap_event_param_value_t event = {
      .header = {sizeof event, offset, CLAP_CORE_EVENT_SPACE_ID, CLAP_EVENT_PARAM_VALUE, 0},
      .param_id = number,
      .note_id = -1,
      .port_index = -1,
      .channel = -1,
      .key = -1,
      .value = value};
  c->out->try_push(c->out, &event.header);
}

/* --- what comes in ------------------------------------------------------------------------------- */

static ap_song song_of(const clap_event_transport_t *t) {
  ap_song song = {.tempo = 0};
  if (t == NULL) return song;
  if (t->flags & CLAP_TRANSPORT_IS_PLAYING) song.flags |= AP_ROLLING;
  if (t->flags & CLAP_TRANSPORT_HAS_TEMPO) song.flags |= AP_HAS_TEMPO;
  if (t->flags & CLAP_TRANSPORT_HAS_TIME_SIGNATURE) song.flags |= AP_HAS_METER;
  if (t->flags & CLAP_TRANSPORT_HAS_BEATS_TIMELINE) {
    song.flags |= AP_HAS_BEATS;
    if (t->flags & CLAP_TRANSPORT_IS_LOOP_ACTIVE) song.flags |= AP_LOOPS;
    song.beats = t->song_pos_beats;
    song.bar_start = t->bar_start;
    song.loop_start = t->loop_start_beats;
    song.loop_end = t->loop_end_beats;
  }
  song.tempo = t->tempo;
  song.tempo_step = t->tempo_inc;
  song.meter_beats = t->tsig_num;
  song.meter_unit = t->tsig_denom;
  return song;
}

/* A note's message; false for one that means several keys or channels. */
static bool note_message(const clap_event_note_t *note, uint8_t *m) {
  if (note->channel < 0 || note->channel > 15 || note->key < 0 || note->key > 127) return false;
  bool on = note->header.type == CLAP_EVENT_NOTE_ON;
  double velocity = note->velocity >= 0 && note->velocity <= 1 ? note->velocity : 1;
  m[0] = (uint8_t)((on ? 0x90 : 0x80) | note->channel);
  m[1] = (uint8_t)note->key;
  m[2] = (uint8_t)(velocity * 127 + 0.5);
  if (on && m[2] == 0) m[2] = 1;
  return true;
}

/* A note-off for all keys becomes all-notes-off on its channels. */
static void hear_end_of_many(companion *c, const clap_event_note_t *note) {
  for (int16_t channel = 0; channel < 16; channel++) {
    const uint8_t all_off[] = {(uint8_t)(0xB0 | channel), 123, 0};
    if (note->channel < 0 || note->channel == channel) ap_core_hear(c->core, note->header.time, all_off, 3);
  }
}

static bool hear_note(companion *c, const clap_event_note_t *note) {
  uint8_t m[3];
  if (note->header.type == CLAP_EVENT_NOTE_END) return false;
  if (note_message(note, m)) return ap_core_hear(c->core, note->header.time, m, 3);
  if (note->header.type != CLAP_EVENT_NOTE_ON) hear_end_of_many(c, note);
  return true;
}

static bool hear_midi(companion *c, const clap_event_midi_t *midi) {
  const uint8_t *m = midi->data;
  if (m[0] < 0x80 || m[0] >= 0xF0 || ((m[1] | m[2]) & 0x80)) return m[0] >= 0xF0;
  return ap_core_hear(c->core, midi->header.time, m, (m[0] & 0xE0) == 0xC0 ? 2 : 3);
}

bool clap_take(companion *c, const clap_event_header_t *event) {
  if (event->space_id != CLAP_CORE_EVENT_SPACE_ID) return false;
  switch (event->type) {
    case CLAP_EVENT_NOTE_ON:
    case CLAP_EVENT_NOTE_OFF:
    case CLAP_EVENT_NOTE_CHOKE:
    case CLAP_EVENT_NOTE_END:
      return hear_note(c, (const clap_event_note_t *)event);
    case CLAP_EVENT_MIDI:
      return hear_midi(c, (const clap_event_midi_t *)event);
    case CLAP_EVENT_NOTE_EXPRESSION:
    case CLAP_EVENT_MIDI_SYSEX:
    case CLAP_EVENT_MIDI2:
      return true;
    case CLAP_EVENT_PARAM_VALUE: {
      const clap_event_param_value_t *p = (const clap_event_param_value_t *)event;
      if (p->param_id < AP_PARAMETER_COUNT) ap_core_set_parameter(c->core, p->param_id, p->value);
      return false;
    }
    case CLAP_EVENT_TRANSPORT: {
      ap_song song = song_of((const clap_event_transport_t *)event);
      ap_core_song(c->core, event->time, &song);
      return false;
    }
    default:
      return false;
  }
}

/* [audio-thread] */
static clap_process_status process(const clap_plugin_t *plugin, const clap_process_t *p) {
  companion *c = of(plugin);
  const ap_output output = {c, send_midi, send_parameter};
  ap_song song = song_of(p->transport);
  c->out = p->out_events;
  ap_core_begin(c->core, p->frames_count, &song, &output);
  uint32_t events = p->in_events->size(p->in_events);
  for (uint32_t i = 0; i < events; i++) {
    const clap_event_header_t *event = p->in_events->get(p->in_events, i);
    if (event != NULL && clap_take(c, event)) c->out->try_push(c->out, event);
  }
  ap_core_end(c->core);
  return CLAP_PROCESS_CONTINUE;
}

/* --- life ---------------------------------------------------------------------------------------- */

static const char *const FEATURES[] = {CLAP_PLUGIN_FEATURE_NOTE_EFFECT, "utility", NULL};

static const clap_plugin_descriptor_t DESCRIPTOR = {
    .clap_version = CLAP_VERSION_INIT,
    .id = "antiphon.companion",
    .name = "Antiphon Companion",
    .vendor = "Antiphon",
    .url = "",
    .manual_url = "",
    .support_url = "",
    .version = AP_VERSION,
    .description = "Listens while you play and answers in tempo",
    .features = (const char **)FEATURES,
};

static bool init(const clap_plugin_t *plugin) {
  companion *c = of(plugin);
  c->core = ap_core_create(AP_CLAP);
  return c->core != NULL;
}

static void destroy(const clap_plugin_t *plugin) {
  companion *c = of(plugin);
  ap_core_destroy(c->core);
  free(c);
}

static bool activate(const clap_plugin_t *plugin, double sample_rate, uint32_t least, uint32_t most) {
  (void)least, (void)most;
  ap_core_activate(of(plugin)->core, sample_rate);
  return true;
}

static void deactivate(const clap_plugin_t *plugin) { ap_core_reset(of(plugin)->core); }

static bool start_processing(const clap_plugin_t *plugin) {
  (void)plugin;
  return true;
}

static void stop_processing(const clap_plugin_t *plugin) { ap_core_reset(of(plugin)->core); }

static void reset(const clap_plugin_t *plugin) { ap_core_reset(of(plugin)->core); }

static void on_main_thread(const clap_plugin_t *plugin) { (void)plugin; }

static uint32_t plugin_count(const clap_plugin_factory_t *factory) {
  (void)factory;
  return 1;
}

static const clap_plugin_descriptor_t *descriptor(const clap_plugin_factory_t *factory, uint32_t index) {
  (void)factory;
  return index == 0 ? &DESCRIPTOR : NULL;
}

static const clap_plugin_t *create(const clap_plugin_factory_t *factory, const clap_host_t *host, const char *id) {
  (void)factory;
  if (!clap_version_is_compatible(host->clap_version) || strcmp(id, DESCRIPTOR.id) != 0) return NULL;
  companion *c = calloc(1, sizeof *c);
  if (c == NULL) return NULL;
  c->host = host;
  c->plugin = (clap_plugin_t){
      .desc = &DESCRIPTOR,
      .plugin_data = c,
      .init = init,
      .destroy = destroy,
      .activate = activate,
      .deactivate = deactivate,
      .start_processing = start_processing,
      .stop_processing = stop_processing,
      .reset = reset,
      .process = process,
      .get_extension = clap_extension,
      .on_main_thread = on_main_thread,
  };
  return &c->plugin;
}

static bool entry_init(const char *path) {
  (void)path;
  return true;
}

static void entry_deinit(void) {}

static const void *entry_factory(const char *id) {
  static const clap_plugin_factory_t factory = {plugin_count, descriptor, create};
  return strcmp(id, CLAP_PLUGIN_FACTORY_ID) == 0 ? &factory : NULL;
}

CLAP_EXPORT const clap_plugin_entry_t clap_entry = {CLAP_VERSION_INIT, entry_init, entry_deinit, entry_factory};
