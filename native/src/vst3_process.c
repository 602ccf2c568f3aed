/* The VST3's audio thread. */
#include <math.h>
#include <string.h>

#include "vst3_inside.h"

/* --- what goes out ------------------------------------------------------------------------------- */

static bool add(companion *c, struct v3_event *event) {
  struct v3_event_list **list = c->data->output_events;
  return list != NULL && (*list)->add_event(list, event) == V3_OK;
}

static bool send_midi(void *context, uint32_t offset, const uint8_t *m, uint8_t length) {
  int16_t channel = m[0] & 0x0F;
  uint8_t command = m[0] & 0xF0;
  (void)length;
  struct v3_event event = {.sample_offset = (int32_t)offset};
  if (command == 0x90 && m[2] > 0) {
    event.type = V3_EVENT_NOTE_ON;
    event.note_on = (struct v3_event_note_on){channel, m[1], 0, m[2] / 127.0f, 0, -1};
  } else if (command == 0x80 || command == 0x90) {
    event.type = V3_EVENT_NOTE_OFF;
    event.note_off = (struct v3_event_note_off){channel, m[1], m[2] / 127.0f, -1, 0};
  } else {
    struct v3_event_legacy_midi_cc_out *cc = &event.midi_cc_out;
    event.type = V3_EVENT_LEGACY_MIDI_CC_OUT;
    cc->channel = (int8_t)channel;
    cc->cc_number = command == 0xB0   ? m[1]
                    : command == 0xA0 ? VST3_KEY_PRESSURE
                    : command == 0xC0 ? VST3_PROGRAM
                    : command == 0xD0 ? VST3_PRESSURE
                                      : VST3_BEND;
    cc->value = (int8_t)(command == 0xB0 ? m[2] : m[1]);
    cc->value2 = (int8_t)(command == 0xA0 || command == 0xE0 ? m[2] : 0);
  }
  return add(context, &event);
}

static void send_parameter(void *context, uint32_t offset, uint32_t number, double value) {
  companion *c = context;
  struct v3_param_changes **changes = c->data->output_params;
  int32_t index;
  if (changes == NULL) return;
  struct v3_param_value_queue **queue = (*changes)->add_param_data(changes, &number, &index);
  if (queue != NULL) (*queue)->add_point(queue, (int32_t)offset, ap_parameter_normal(number, value), &index);
}

/* --- what comes in ------------------------------------------------------------------------------- */

static ap_song song_of(const struct v3_process_context *x) {
  ap_song song = {.tempo = 0};
  if (x == NULL) return song;
  if (x->state & V3_PROCESS_CTX_PLAYING) song.flags |= AP_ROLLING;
  if (x->state & V3_PROCESS_CTX_TEMPO_VALID) {
    song.flags |= AP_HAS_TEMPO;
    song.tempo = x->bpm;
  }
  if ((x->state & V3_PROCESS_CTX_TIME_SIG_VALID) && x->time_sig_numerator > 0 && x->time_sig_denom > 0) {
    song.flags |= AP_HAS_METER;
    song.meter_beats = (uint16_t)x->time_sig_numerator;
    song.meter_unit = (uint16_t)x->time_sig_denom;
  }
  if (x->state & V3_PROCESS_CTX_PROJECT_TIME_VALID) {
    song.flags |= AP_HAS_BEATS;
    song.beats = llrint(x->project_time_quarters * (double)AP_BEAT);
    if (x->state & V3_PROCESS_CTX_BAR_POSITION_VALID) song.bar_start = llrint(x->bar_position_quarters * (double)AP_BEAT);
    if ((x->state & V3_PROCESS_CTX_CYCLE_ACTIVE) && (x->state & V3_PROCESS_CTX_CYCLE_VALID)) {
      song.flags |= AP_LOOPS;
      song.loop_start = llrint(x->cycle_start_quarters * (double)AP_BEAT);
      song.loop_end = llrint(x->cycle_end_quarters * (double)AP_BEAT);
    }
  }
  return song;
}

static vst3_control control_of(uint32_t id, int32_t offset, double value) {
  uint32_t index = id - VST3_FIRST_CONTROLLER, number = index % VST3_CONTROLLERS;
  uint8_t channel = (uint8_t)(index / VST3_CONTROLLERS);
  double unit = value >= 0 && value <= 1 ? value : 0;
  uint8_t seven = (uint8_t)(unit * 127 + 0.5);
  uint16_t bend = (uint16_t)(unit * 16383 + 0.5);
  vst3_control made = {.offset = offset, .length = 3};
  if (number == VST3_BEND) {
    memcpy(made.message, (uint8_t[]){0xE0 | channel, bend & 0x7F, (uint8_t)(bend >> 7)}, 3);
  } else if (number == VST3_PRESSURE || number == VST3_PROGRAM) {
    uint8_t command = number == VST3_PRESSURE ? 0xD0 : 0xC0;
    memcpy(made.message, (uint8_t[]){command | channel, seven, 0}, 3);
    made.length = 2;
  } else {
    memcpy(made.message, (uint8_t[]){0xB0 | channel, (uint8_t)number, seven}, 3);
  }
  return made;
}

/* Keeps them in order of their offsets. */
static int insert(companion *c, int count, vst3_control added) {
  if (count == VST3_CONTROLS_MOST) {
    ap_core_count_dropped(c->core);
    return count;
  }
  int at = count;
  for (; at > 0 && c->controls[at - 1].offset > added.offset; at--) c->controls[at] = c->controls[at - 1];
  c->controls[at] = added;
  return count + 1;
}

/* Sets the parameters; of those that stand for controllers it makes messages. Gives their count. */
static int take_parameters(companion *c) {
  struct v3_param_changes **changes = c->data->input_params;
  int count = 0;
  int32_t queues = changes != NULL ? (*changes)->get_param_count(changes) : 0;
  for (int32_t q = 0; q < queues; q++) {
    struct v3_param_value_queue **queue = (*changes)->get_param_data(changes, q);
    if (queue == NULL) continue;
    uint32_t id = (*queue)->get_param_id(queue);
    int32_t points = (*queue)->get_point_count(queue);
    for (int32_t p = 0; p < points && p < VST3_CONTROLS_MOST; p++) {
      int32_t offset;
      double value;
      if ((*queue)->get_point(queue, p, &offset, &value) != V3_OK) continue;
      if (id < AP_PARAMETER_COUNT) {
        ap_core_set_parameter(c->core, id, ap_parameter_plain(id, value));
      } else if (id - VST3_FIRST_CONTROLLER < VST3_ALL_CONTROLLERS) {
        count = insert(c, count, control_of(id, offset, value));
      }
    }
  }
  return count;
}

static uint8_t seven_bits(float unit, uint8_t least) {
  uint8_t value = unit >= 0 && unit <= 1 ? (uint8_t)(unit * 127 + 0.5f) : 127;
  return value < least ? least : value;
}

static void pass_on(companion *c, struct v3_event *event) {
  if (!add(c, event)) ap_core_count_dropped(c->core);
}

static uint32_t reach(companion *c, int32_t offset) { return ap_core_reach(c->core, offset > 0 ? (uint32_t)offset : 0); }

static void take_event(companion *c, struct v3_event *event) {
  uint8_t m[3] = {0};
  int channel, pitch;
  event->sample_offset = (int32_t)reach(c, event->sample_offset);
  if (event->type == V3_EVENT_NOTE_ON) {
    channel = event->note_on.channel, pitch = event->note_on.pitch;
    m[0] = 0x90, m[2] = seven_bits(event->note_on.velocity, 1);
  } else if (event->type == V3_EVENT_NOTE_OFF) {
    channel = event->note_off.channel, pitch = event->note_off.pitch;
    m[0] = 0x80, m[2] = seven_bits(event->note_off.velocity, 0);
  } else if (event->type == V3_EVENT_POLY_PRESSURE) {
    channel = event->poly_pressure.channel, pitch = event->poly_pressure.pitch;
    m[0] = 0xA0, m[2] = seven_bits(event->poly_pressure.pressure, 0);
  } else {
    pass_on(c, event);
    return;
  }
  if (channel < 0 || channel > 15 || pitch < 0 || pitch > 127) return;
  m[0] |= (uint8_t)channel;
  m[1] = (uint8_t)pitch;
  if (ap_core_hear(c->core, m, 3)) pass_on(c, event);
}

static void take_control(companion *c, const vst3_control *taken) {
  uint32_t offset = reach(c, taken->offset);
  if (ap_core_hear(c->core, taken->message, taken->length) && !send_midi(c, offset, taken->message, taken->length)) {
    ap_core_count_dropped(c->core);
  }
}

static void fall_silent(struct v3_process_data *data) {
  for (int32_t b = 0; b < data->num_output_buses; b++) {
    struct v3_audio_bus_buffers *bus = &data->outputs[b];
    size_t bytes = (size_t)data->nframes * (data->symbolic_sample_size == V3_SAMPLE_64 ? 8 : 4);
    if (bus->channel_buffers_32 == NULL) continue;
    for (int32_t ch = 0; ch < bus->num_channels; ch++) {
      if (bus->channel_buffers_32[ch] != NULL) memset(bus->channel_buffers_32[ch], 0, bytes);
    }
    bus->channel_silence_bitset = bus->num_channels < 64 ? (UINT64_C(1) << bus->num_channels) - 1 : UINT64_MAX;
  }
}

/* [audio-thread] */
static v3_result V3_API process(void *self, struct v3_process_data *data) {
  companion *c = COMPANION_OF(self, processor);
  const ap_output output = {c, send_midi, send_parameter};
  c->data = data;
  int count = take_parameters(c);
  if (data->nframes <= 0) return V3_OK; /* a host that sets parameters only */
  fall_silent(data);
  ap_song song = song_of(data->ctx);
  ap_core_rendering(c->core, data->process_mode == V3_OFFLINE ? AP_OFFLINE : AP_UNSAID);
  ap_core_begin(c->core, (uint32_t)data->nframes, &song, &output);
  struct v3_event_list **in = data->input_events;
  int32_t events = in != NULL ? (int32_t)(*in)->get_event_count(in) : 0;
  int next = 0;
  for (int32_t i = 0; i < events; i++) {
    struct v3_event event;
    if ((*in)->get_event(in, i, &event) != V3_OK) continue;
    for (; next < count && c->controls[next].offset <= event.sample_offset; next++) take_control(c, &c->controls[next]);
    take_event(c, &event);
  }
  for (; next < count; next++) take_control(c, &c->controls[next]);
  ap_core_end(c->core);
  return V3_OK;
}

/* --- the rest of the processor ------------------------------------------------------------------- */

static v3_result V3_API query(void *self, const v3_tuid iid, void **object) {
  return vst3_query(COMPANION_OF(self, processor), iid, object);
}
static uint32_t V3_API ref(void *self) { return vst3_ref(COMPANION_OF(self, processor)); }
static uint32_t V3_API unref(void *self) { return vst3_unref(COMPANION_OF(self, processor)); }

static v3_result V3_API set_arrangements(void *self, v3_speaker_arrangement *inputs, int32_t input_count,
                                         v3_speaker_arrangement *outputs, int32_t output_count) {
  (void)self, (void)inputs;
  return input_count == 0 && output_count == 1 && outputs[0] == (V3_SPEAKER_L | V3_SPEAKER_R) ? V3_OK : V3_FALSE;
}

static v3_result V3_API arrangement(void *self, int32_t direction, int32_t index, v3_speaker_arrangement *found) {
  (void)self;
  if (direction != V3_OUTPUT || index != 0) return V3_INVALID_ARG;
  *found = V3_SPEAKER_L | V3_SPEAKER_R;
  return V3_OK;
}

static v3_result V3_API sample_size(void *self, int32_t size) {
  (void)self;
  return size == V3_SAMPLE_32 || size == V3_SAMPLE_64 ? V3_OK : V3_FALSE;
}

static uint32_t V3_API latency(void *self) {
  (void)self;
  return 0;
}

static v3_result V3_API setup(void *self, struct v3_process_setup *wanted) {
  ap_core_activate(COMPANION_OF(self, processor)->core, wanted->sample_rate);
  return V3_OK;
}

static v3_result V3_API set_processing(void *self, v3_bool on) {
  if (!on) ap_core_reset(COMPANION_OF(self, processor)->core);
  return V3_OK;
}

const struct v3_audio_processor vst3_processor = {
    .query_interface = query,
    .ref = ref,
    .unref = unref,
    .set_bus_arrangements = set_arrangements,
    .get_bus_arrangement = arrangement,
    .can_process_sample_size = sample_size,
    .get_latency_samples = latency,
    .setup_processing = setup,
    .set_processing = set_processing,
    .process = process,
    .get_tail_samples = latency,
};

static v3_result V3_API requirements_query(void *self, const v3_tuid iid, void **object) {
  return vst3_query(COMPANION_OF(self, requirements), iid, object);
}
static uint32_t V3_API requirements_ref(void *self) { return vst3_ref(COMPANION_OF(self, requirements)); }
static uint32_t V3_API requirements_unref(void *self) { return vst3_unref(COMPANION_OF(self, requirements)); }

static uint32_t V3_API required(void *self) {
  (void)self;
  return V3_PROCESS_CTX_NEED_PROJECT_TIME | V3_PROCESS_CTX_NEED_BAR_POSITION | V3_PROCESS_CTX_NEED_CYCLE |
         V3_PROCESS_CTX_NEED_TEMPO | V3_PROCESS_CTX_NEED_TIME_SIG | V3_PROCESS_CTX_NEED_TRANSPORT_STATE;
}

const struct v3_process_context_requirements vst3_requirements = {
    .query_interface = requirements_query,
    .ref = requirements_ref,
    .unref = requirements_unref,
    .get_process_context_requirements = required,
};
