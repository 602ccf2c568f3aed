/* The CLAP's audio thread. */
#include <string.h>

#include "clap_inside.h"
#include "midi.h"

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
    if (note->channel < 0 || note->channel == channel) ap_core_hear(c->core, all_off, 3);
  }
}

static bool hear_note(companion *c, const clap_event_note_t *note) {
  uint8_t m[3];
  if (note->header.type == CLAP_EVENT_NOTE_END) return false;
  if (note_message(note, m)) return ap_core_hear(c->core, m, 3);
  if (note->header.type != CLAP_EVENT_NOTE_ON) hear_end_of_many(c, note);
  return true;
}

static bool hear_midi(companion *c, const clap_event_midi_t *midi) {
  const uint8_t *m = midi->data;
  uint8_t length = ap_channel_message_length(m[0]);
  if (m[0] >= AP_SYSTEM_MESSAGE) return true;
  return ap_is_channel_message(m, length) && ap_core_hear(c->core, m, length);
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

/* Passes an event on, at an offset that may be another than the host's; false if there is no room for it. */
static bool pass_on(const companion *c, const clap_event_header_t *event, uint32_t offset) {
  union {
    clap_event_header_t header;
    clap_event_note_t note;
    clap_event_note_expression_t expression;
    clap_event_midi_t midi;
    clap_event_midi_sysex_t sysex;
    clap_event_midi2_t midi2;
  } moved;
  if (event->time == offset) return c->out->try_push(c->out, event);
  if (event->size > sizeof moved) return false;
  memcpy(&moved, event, event->size);
  moved.header.time = offset;
  return c->out->try_push(c->out, &moved.header);
}

clap_process_status clap_process(const clap_plugin_t *plugin, const clap_process_t *p) {
  companion *c = of(plugin);
  const ap_output output = {c, send_midi, send_parameter};
  ap_song song = song_of(p->transport);
  c->out = p->out_events;
  ap_core_begin(c->core, p->frames_count, &song, &output);
  uint32_t events = p->in_events->size(p->in_events);
  for (uint32_t i = 0; i < events; i++) {
    const clap_event_header_t *event = p->in_events->get(p->in_events, i);
    if (event == NULL) continue;
    uint32_t offset = ap_core_reach(c->core, event->time);
    if (clap_take(c, event) && !pass_on(c, event, offset)) ap_core_count_dropped(c->core);
  }
  ap_core_end(c->core);
  return CLAP_PROCESS_CONTINUE;
}
