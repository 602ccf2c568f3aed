/* A VST3 host for formats_test.c: notes and pressures of keys are events, all else comes through IMidiMapping. */
#include "format_host.h"

#include <math.h>

#include "vst3_inside.h"

static struct v3_component **component;
static struct v3_audio_processor **processor;
static struct v3_midi_mapping **mapping;

static uint32_t V3_API held(void *self) {
  (void)self;
  return 1;
}

static v3_result V3_API no_interface(void *self, const v3_tuid iid, void **object) {
  (void)self, (void)iid;
  *object = NULL;
  return V3_NO_INTERFACE;
}

/* --- parameters in -------------------------------------------------------------------------------- */

/* A queue for each message, as hosts may have several for one parameter; each knows its place by its address. */
typedef struct queue {
  const struct v3_param_value_queue *functions;
  v3_param_id id;
  int32_t offset;
  double value;
} queue;

static queue queues[MESSAGES_MOST];
static int32_t queue_count;

static v3_param_id V3_API queue_id(void *self) { return ((queue *)self)->id; }

static int32_t V3_API one_point(void *self) {
  (void)self;
  return 1;
}

static v3_result V3_API point(void *self, int32_t index, int32_t *offset, double *value) {
  (void)index;
  *offset = ((queue *)self)->offset;
  *value = ((queue *)self)->value;
  return V3_OK;
}

static v3_result V3_API no_point(void *self, int32_t offset, double value, int32_t *index) {
  (void)self, (void)offset, (void)value, (void)index;
  return V3_FALSE;
}

static const struct v3_param_value_queue QUEUE = {.query_interface = no_interface,
                                                  .ref = held,
                                                  .unref = held,
                                                  .get_param_id = queue_id,
                                                  .get_point_count = one_point,
                                                  .get_point = point,
                                                  .add_point = no_point};

static int32_t V3_API count_queues(void *self) {
  (void)self;
  return queue_count;
}

static struct v3_param_value_queue **V3_API queue_at(void *self, int32_t index) {
  (void)self;
  return (struct v3_param_value_queue **)(void *)&queues[index];
}

static struct v3_param_value_queue **V3_API no_queue(void *self, v3_param_id *id, int32_t *index) {
  (void)self, (void)id, (void)index;
  return NULL;
}

static const struct v3_param_changes CHANGES = {.query_interface = no_interface,
                                                .ref = held,
                                                .unref = held,
                                                .get_param_count = count_queues,
                                                .get_param_data = queue_at,
                                                .add_param_data = no_queue};

/* --- events in and out ---------------------------------------------------------------------------- */

static struct v3_event events[MESSAGES_MOST];
static uint32_t event_count;

static uint32_t V3_API count_events(void *self) {
  (void)self;
  return event_count;
}

static v3_result V3_API event_at(void *self, int32_t index, struct v3_event *event) {
  (void)self;
  *event = events[index];
  return V3_OK;
}

static v3_result V3_API take_event(void *self, struct v3_event *e) {
  (void)self;
  uint32_t at = (uint32_t)e->sample_offset;
  const struct v3_event_legacy_midi_cc_out *cc = &e->midi_cc_out;
  uint8_t channel = (uint8_t)cc->channel, value = (uint8_t)cc->value;
  switch (e->type) {
    case V3_EVENT_NOTE_ON:
      add_out(at, (uint8_t)(0x90 | e->note_on.channel), (uint8_t)e->note_on.pitch, (uint8_t)lround(e->note_on.velocity * 127));
      break;
    case V3_EVENT_NOTE_OFF:
      add_out(at, (uint8_t)(0x80 | e->note_off.channel), (uint8_t)e->note_off.pitch, (uint8_t)lround(e->note_off.velocity * 127));
      break;
    case V3_EVENT_POLY_PRESSURE:
      add_out(at, (uint8_t)(0xA0 | e->poly_pressure.channel), (uint8_t)e->poly_pressure.pitch,
              (uint8_t)lround(e->poly_pressure.pressure * 127));
      break;
    case V3_EVENT_DATA:
      add_out(at, e->data.bytes[0], 0, 0);
      break;
    case V3_EVENT_NOTE_EXP_VALUE:
      add_out(at, EXPRESSION, 0, 0);
      break;
    case V3_EVENT_LEGACY_MIDI_CC_OUT:
      if (cc->cc_number < VST3_PRESSURE) {
        add_out(at, 0xB0 | channel, cc->cc_number, value);
      } else if (cc->cc_number == VST3_BEND) {
        add_out(at, 0xE0 | channel, value, (uint8_t)cc->value2);
      } else {
        add_out(at, (cc->cc_number == VST3_PRESSURE ? 0xD0 : 0xC0) | channel, value, 0);
      }
      break;
    default:
      fail("an event that nobody sent");
  }
  return V3_OK;
}

static const struct v3_event_list EVENTS = {.query_interface = no_interface,
                                            .ref = held,
                                            .unref = held,
                                            .get_event_count = count_events,
                                            .get_event = event_at,
                                            .add_event = take_event};

/* --- life ----------------------------------------------------------------------------------------- */

static void open_vst3(const char *binary) {
  static const v3_tuid class_id = V3_ID(0x416E7469, 0x70686F6E, 0x436F6D70, 0x616E696F);
  void *library = dlopen(binary, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) fail(dlerror());
  void *(*factory_of)(void);
  *(void **)&factory_of = dlsym(library, "GetPluginFactory");
  struct v3_plugin_factory **factory = factory_of == NULL ? NULL : factory_of();
  if (factory == NULL || (*factory)->create_instance(factory, class_id, v3_component_iid, (void **)&component) != V3_OK ||
      (*component)->query_interface(component, v3_audio_processor_iid, (void **)&processor) != V3_OK ||
      (*component)->query_interface(component, v3_midi_mapping_iid, (void **)&mapping) != V3_OK) {
    fail("no VST3");
  }
  (*component)->initialize(component, NULL);
}

static void activate(void) {
  struct v3_process_setup setup = {V3_REALTIME, V3_SAMPLE_32, FRAMES_MOST, 48000};
  (*processor)->setup_processing(processor, &setup);
  (*component)->set_active(component, true);
  (*processor)->set_processing(processor, true);
}

static void add_queue(const message *m, int16_t number, double value) {
  queue *q = &queues[queue_count++];
  *q = (queue){.functions = &QUEUE, .offset = (int32_t)m->offset, .value = value};
  if ((*mapping)->get_midi_controller_assignment(mapping, 0, m->bytes[0] & 15, number, &q->id) != V3_OK) {
    fail("a controller that the plug-in does not want");
  }
}

static void give(const message *m) {
  static const uint8_t sysex[] = {0xF0, 1, 2, 0xF7}, clock[] = {0xF8};
  struct v3_event *e = &events[event_count];
  int16_t channel = m->bytes[0] & 15, key = m->bytes[1];
  float strength = (float)m->bytes[2] / 127;
  *e = (struct v3_event){.sample_offset = (int32_t)m->offset};
  event_count++;
  switch (m->bytes[0] & 0xF0) {
    case 0x90:
      e->type = V3_EVENT_NOTE_ON, e->note_on = (struct v3_event_note_on){channel, key, 0, strength, 0, -1};
      break;
    case 0x80:
      e->type = V3_EVENT_NOTE_OFF, e->note_off = (struct v3_event_note_off){channel, key, strength, -1, 0};
      break;
    case 0xA0:
      e->type = V3_EVENT_POLY_PRESSURE, e->poly_pressure = (struct v3_event_poly_pressure){channel, key, strength, -1};
      break;
    case 0xF0:
      e->type = V3_EVENT_DATA;
      e->data = m->bytes[0] == 0xF0 ? (struct v3_event_data){4, 0, sysex} : (struct v3_event_data){1, 0, clock};
      break;
    case 0x00:
      e->type = V3_EVENT_NOTE_EXP_VALUE;
      break;
    default:
      event_count--;
      if ((m->bytes[0] & 0xF0) == 0xB0) add_queue(m, m->bytes[1], m->bytes[2] / 127.0);
      if ((m->bytes[0] & 0xF0) == 0xC0) add_queue(m, VST3_PROGRAM, m->bytes[1] / 127.0);
      if ((m->bytes[0] & 0xF0) == 0xD0) add_queue(m, VST3_PRESSURE, m->bytes[1] / 127.0);
      if ((m->bytes[0] & 0xF0) == 0xE0) add_queue(m, VST3_BEND, (m->bytes[1] | m->bytes[2] << 7) / 16383.0);
  }
}

static int32_t mode = V3_REALTIME;

static void offline(bool is) { mode = is ? V3_OFFLINE : V3_REALTIME; }

static void process(uint32_t frames) {
  static const struct v3_param_changes *changes = &CHANGES;
  static const struct v3_event_list *list = &EVENTS;
  queue_count = 0, event_count = 0;
  for (uint32_t i = 0; i < in_count; i++) give(&in[i]);
  struct v3_process_data data = {.process_mode = mode,
                                 .symbolic_sample_size = V3_SAMPLE_32,
                                 .nframes = (int32_t)frames,
                                 .input_params = (struct v3_param_changes **)(void *)&changes,
                                 .input_events = (struct v3_event_list **)(void *)&list,
                                 .output_events = (struct v3_event_list **)(void *)&list};
  (*processor)->process(processor, &data);
}

static void close_vst3(void) {
  (*processor)->set_processing(processor, false);
  (*component)->set_active(component, false);
  (*component)->terminate(component);
  (*mapping)->unref(mapping);
  (*processor)->unref(processor);
  (*component)->unref(component);
}

const format_host vst3_host = {"VST3", true, open_vst3, activate, process, offline, close_vst3};
