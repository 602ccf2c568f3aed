/* The companion as an LV2 plug-in. Ports: 0 MIDI and time in, 1 MIDI out, then the parameters in order, then whether the host
 * renders offline. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core.h"
#include "lv2/atom/forge.h"
#include "lv2/atom/util.h"
#include "lv2/core/lv2.h"
#include "lv2/midi/midi.h"
#include "lv2/state/state.h"
#include "lv2/time/time.h"
#include "lv2/urid/urid.h"
#include "midi.h"

#define COMPANION_URI "urn:antiphon:companion"
#define STATE_URI COMPANION_URI "#state"

enum { IN, OUT, FIRST_PARAMETER, FREE_WHEELING = FIRST_PARAMETER + AP_PARAMETER_COUNT };

typedef struct companion {
  ap_core *core;
  const LV2_Atom_Sequence *in;
  LV2_Atom_Sequence *out;
  float *parameters[AP_PARAMETER_COUNT];
  float told[AP_PARAMETER_COUNT]; /* what the ports held last */
  const float *free_wheeling;
  LV2_Atom_Forge forge;
  ap_song song;        /* as the host told it last */
  int64_t beats_moved; /* of a meter change: what the host's count of beats jumped by though the music did not */
  int64_t frame_due;   /* where the host's frames go on */
  double rate;         /* samples a second */
  struct {
    LV2_URID midi_event, position, bar, bar_beat, beat_unit, beats_per_bar, beats_per_minute, frame, speed;
    LV2_URID chunk, state;
  } urid;
} companion;

/* --- what goes out ------------------------------------------------------------------------------- */

static bool write_midi(companion *c, uint32_t offset, const void *bytes, uint32_t size) {
  /* All of the event or nothing. */
  if (c->forge.size - c->forge.offset < sizeof(LV2_Atom_Event) + lv2_atom_pad_size(size)) return false;
  return lv2_atom_forge_frame_time(&c->forge, offset) && lv2_atom_forge_atom(&c->forge, size, c->urid.midi_event) &&
         lv2_atom_forge_write(&c->forge, bytes, size);
}

static bool send_midi(void *context, uint32_t offset, const uint8_t *m, uint8_t length) {
  return write_midi(context, offset, m, length);
}

static void send_parameter(void *context, uint32_t offset, uint32_t number, double value) {
  companion *c = context;
  (void)offset;
  /* The host owns the others. */
  if (number == AP_STATUS && c->parameters[number] != NULL) *c->parameters[number] = (float)value;
}

/* --- what comes in ------------------------------------------------------------------------------- */

static bool number_in(const companion *c, const LV2_Atom *atom, double *value) {
  if (atom == NULL) return false;
  const LV2_Atom_Forge *types = &c->forge;
  if (atom->type == types->Double) {
    *value = ((const LV2_Atom_Double *)atom)->body;
  } else if (atom->type == types->Float) {
    *value = ((const LV2_Atom_Float *)atom)->body;
  } else if (atom->type == types->Int) {
    *value = ((const LV2_Atom_Int *)atom)->body;
  } else if (atom->type == types->Long) {
    *value = (double)((const LV2_Atom_Long *)atom)->body;
  } else {
    return false;
  }
  return isfinite(*value) && fabs(*value) < 1e9;
}

static void take_meter_and_place(companion *c, double bar, double bar_beat, double unit, double beats, bool goes_on,
                                 int64_t expected) {
  ap_song *song = &c->song;
  bool other_meter = song->meter_beats != (uint16_t)lrint(beats) || song->meter_unit != (uint16_t)lrint(unit);
  double quarters = 4 / unit;
  song->flags |= AP_HAS_BEATS | AP_HAS_METER;
  song->meter_beats = (uint16_t)lrint(beats);
  song->meter_unit = (uint16_t)lrint(unit);
  int64_t counted = llrint((bar * beats + bar_beat) * quarters * (double)AP_BEAT);
  /* Bars and beats are all that the host tells, and after a change of meter they count differently. */
  if (!goes_on) {
    c->beats_moved = 0;
  } else if (other_meter) {
    c->beats_moved = expected - counted;
  }
  song->beats = counted + c->beats_moved;
  song->bar_start = song->beats - llrint(bar_beat * quarters * (double)AP_BEAT);
}

/* A position may name a part of what it can: the rest stays as it was told before. */
static void take_position(companion *c, const LV2_Atom_Object *position, uint32_t offset) {
  const LV2_Atom *bar = NULL, *bar_beat = NULL, *unit = NULL, *beats = NULL, *tempo = NULL, *frame = NULL, *speed = NULL;
  lv2_atom_object_get(position, c->urid.bar, &bar, c->urid.bar_beat, &bar_beat, c->urid.beat_unit, &unit,
                      c->urid.beats_per_bar, &beats, c->urid.beats_per_minute, &tempo, c->urid.frame, &frame,
                      c->urid.speed, &speed, 0);
  ap_song *song = &c->song;
  double v_bar, v_bar_beat, v_unit = song->flags & AP_HAS_METER ? song->meter_unit : 4, v_beats, v_tempo, v_frame, v_speed;
  bool rolled = song->flags & AP_ROLLING;
  if (number_in(c, speed, &v_speed)) song->flags = (song->flags & ~(uint32_t)AP_ROLLING) | (v_speed > 0 ? AP_ROLLING : 0);
  bool placed = number_in(c, frame, &v_frame);
  bool rolls_on = placed && rolled && song->flags & AP_ROLLING;
  double moved = rolls_on ? v_frame - (double)(c->frame_due + offset) : 0;
  int64_t expected = ap_core_beats_at(c->core, offset);
  song->beats = expected;
  if (fabs(moved) >= 2 && song->flags & AP_HAS_TEMPO) {
    song->beats += llrint(moved * song->tempo * (double)AP_BEAT / (60 * c->rate));
  }
  c->frame_due = placed ? (int64_t)v_frame - offset : c->frame_due;
  bool metered = number_in(c, unit, &v_unit) & number_in(c, beats, &v_beats);
  if (metered && v_unit >= 1 && v_unit <= 128 && v_beats >= 1 && v_beats <= 128 && number_in(c, bar, &v_bar) &&
      number_in(c, bar_beat, &v_bar_beat)) {
    take_meter_and_place(c, v_bar, v_bar_beat, v_unit, v_beats, rolls_on && fabs(moved) < 2, expected);
  }
  if (number_in(c, tempo, &v_tempo) && v_tempo > 0) {
    song->flags |= AP_HAS_TEMPO;
    song->tempo = v_tempo * 4 / v_unit;
  }
}

static void take_event(companion *c, const LV2_Atom_Event *event) {
  uint32_t offset = ap_core_reach(c->core, event->time.frames > 0 ? (uint32_t)event->time.frames : 0);
  const uint8_t *bytes = (const uint8_t *)(event + 1);
  if (event->body.type == c->urid.midi_event && event->body.size > 0) {
    bool passes = ap_is_channel_message(bytes, event->body.size)
                      ? ap_core_hear(c->core, bytes, (uint8_t)event->body.size)
                      : bytes[0] >= AP_SYSTEM_MESSAGE;
    if (passes && !write_midi(c, offset, bytes, event->body.size)) ap_core_count_dropped(c->core);
  } else if (lv2_atom_forge_is_object_type(&c->forge, event->body.type)) {
    const LV2_Atom_Object *object = (const LV2_Atom_Object *)&event->body;
    if (object->body.otype == c->urid.position) {
      take_position(c, object, offset);
      ap_core_song(c->core, offset, &c->song);
    }
  }
}

static void take_parameters(companion *c) {
  for (uint32_t n = 0; n < AP_PARAMETER_COUNT; n++) {
    if (n == AP_STATUS || c->parameters[n] == NULL || *c->parameters[n] == c->told[n]) continue;
    c->told[n] = *c->parameters[n];
    ap_core_set_parameter(c->core, n, c->told[n]);
  }
}

/* [audio-thread] */
static void run(LV2_Handle instance, uint32_t frames) {
  companion *c = instance;
  const ap_output output = {c, send_midi, send_parameter};
  LV2_Atom_Forge_Frame sequence;
  if (c->in == NULL || c->out == NULL) return;
  take_parameters(c);
  lv2_atom_forge_set_buffer(&c->forge, (uint8_t *)c->out, c->out->atom.size);
  lv2_atom_forge_sequence_head(&c->forge, &sequence, 0);
  ap_core_rendering(c->core, c->free_wheeling != NULL && *c->free_wheeling > 0 ? AP_OFFLINE : AP_UNSAID);
  ap_core_begin(c->core, frames, NULL, &output);
  LV2_ATOM_SEQUENCE_FOREACH(c->in, event) { take_event(c, event); }
  ap_core_end(c->core);
  lv2_atom_forge_pop(&c->forge, &sequence);
  c->frame_due += frames;
  send_parameter(c, 0, AP_STATUS, ap_core_parameter(c->core, AP_STATUS));
}

/* --- state --------------------------------------------------------------------------------------- */

static LV2_State_Status save(LV2_Handle instance, LV2_State_Store_Function store, LV2_State_Handle handle,
                             uint32_t flags, const LV2_Feature *const *features) {
  companion *c = instance;
  (void)flags, (void)features;
  uint8_t *bytes = malloc(AP_STATE_MAX);
  if (bytes == NULL) return LV2_STATE_ERR_UNKNOWN;
  size_t length = ap_core_save(c->core, bytes);
  LV2_State_Status status =
      store(handle, c->urid.state, bytes, length, c->urid.chunk, LV2_STATE_IS_POD | LV2_STATE_IS_PORTABLE);
  free(bytes);
  return status;
}

static LV2_State_Status restore(LV2_Handle instance, LV2_State_Retrieve_Function retrieve, LV2_State_Handle handle,
                                uint32_t flags, const LV2_Feature *const *features) {
  companion *c = instance;
  size_t length = 0;
  uint32_t type = 0, value_flags = 0;
  (void)flags, (void)features;
  const void *bytes = retrieve(handle, c->urid.state, &length, &type, &value_flags);
  if (bytes == NULL) return LV2_STATE_ERR_NO_PROPERTY;
  if (type != c->urid.chunk) return LV2_STATE_ERR_BAD_TYPE;
  const char *problem = ap_core_load(c->core, bytes, length);
  if (problem == NULL) return LV2_STATE_SUCCESS;
  fprintf(stderr, "Antiphon: state refused: %s\n", problem);
  return LV2_STATE_ERR_UNKNOWN;
}

/* --- life ---------------------------------------------------------------------------------------- */

static LV2_Handle instantiate(const LV2_Descriptor *descriptor, double rate, const char *bundle,
                              const LV2_Feature *const *features) {
  (void)descriptor, (void)bundle;
  LV2_URID_Map *map = NULL;
  for (int i = 0; features[i] != NULL; i++) {
    if (strcmp(features[i]->URI, LV2_URID__map) == 0) map = features[i]->data;
  }
  companion *c = map != NULL ? calloc(1, sizeof *c) : NULL;
  if (c == NULL) return NULL;
  c->core = ap_core_create(AP_LV2);
  if (c->core == NULL) {
    free(c);
    return NULL;
  }
  c->rate = rate;
  ap_core_activate(c->core, rate);
  lv2_atom_forge_init(&c->forge, map);
  for (int n = 0; n < AP_PARAMETER_COUNT; n++) c->told[n] = (float)ap_parameters[n].initial;
  c->urid.midi_event = map->map(map->handle, LV2_MIDI__MidiEvent);
  c->urid.position = map->map(map->handle, LV2_TIME__Position);
  c->urid.bar = map->map(map->handle, LV2_TIME__bar);
  c->urid.bar_beat = map->map(map->handle, LV2_TIME__barBeat);
  c->urid.beat_unit = map->map(map->handle, LV2_TIME__beatUnit);
  c->urid.beats_per_bar = map->map(map->handle, LV2_TIME__beatsPerBar);
  c->urid.beats_per_minute = map->map(map->handle, LV2_TIME__beatsPerMinute);
  c->urid.frame = map->map(map->handle, LV2_TIME__frame);
  c->urid.speed = map->map(map->handle, LV2_TIME__speed);
  c->urid.chunk = map->map(map->handle, LV2_ATOM__Chunk);
  c->urid.state = map->map(map->handle, STATE_URI);
  return c;
}

static void connect_port(LV2_Handle instance, uint32_t port, void *data) {
  companion *c = instance;
  if (port == IN) {
    c->in = data;
  } else if (port == OUT) {
    c->out = data;
  } else if (port - FIRST_PARAMETER < AP_PARAMETER_COUNT) {
    c->parameters[port - FIRST_PARAMETER] = data;
  } else if (port == FREE_WHEELING) {
    c->free_wheeling = data;
  }
}

static void deactivate(LV2_Handle instance) { ap_core_reset(((companion *)instance)->core); }

static void activate(LV2_Handle instance) {
  deactivate(instance);
  ap_core_publish(((companion *)instance)->core);
}

static void cleanup(LV2_Handle instance) {
  companion *c = instance;
  ap_core_destroy(c->core);
  free(c);
}

static const void *extension_data(const char *uri) {
  static const LV2_State_Interface state = {save, restore};
  return strcmp(uri, LV2_STATE__interface) == 0 ? &state : NULL;
}

LV2_SYMBOL_EXPORT const LV2_Descriptor *lv2_descriptor(uint32_t index) {
  static const LV2_Descriptor companion_descriptor = {COMPANION_URI, instantiate, connect_port, activate, run, deactivate, cleanup,
                                                      extension_data};
  return index == 0 ? &companion_descriptor : NULL;
}
