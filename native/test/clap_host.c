/* A CLAP host for formats_test.c, and what only CLAP promises. */
#include "format_host.h"

#include <math.h>

#include "clap/ext/params.h"
#include "clap/ext/state.h"
#include "clap_presets.h"
#include "clap_render.h"
#include "programs.h"
#include "version.h"

typedef union event {
  clap_event_header_t header;
  clap_event_note_t note;
  clap_event_note_expression_t expression;
  clap_event_midi_t midi;
  clap_event_midi_sysex_t sysex;
} event;

static const clap_plugin_t *plugin;
static event events[MESSAGES_MOST];
static uint32_t rescans;
static const clap_plugin_entry_t *entry;

static void rescan(const clap_host_t *host, clap_param_rescan_flags flags) {
  (void)host;
  rescans |= flags;
}

static void clear_parameter(const clap_host_t *host, clap_id id, clap_param_clear_flags flags) {
  (void)host, (void)id, (void)flags;
}

static const void *extension(const clap_host_t *host, const char *id) {
  static const clap_host_params_t params = {rescan, clear_parameter, harness_request};
  (void)host;
  return strcmp(id, CLAP_EXT_PARAMS) == 0 ? &params : NULL;
}

static const clap_plugin_t *instance(const clap_plugin_factory_t *factory) {
  static const clap_host_t host = {CLAP_VERSION_INIT, NULL, "test", "", "", "", extension, harness_request, harness_request, harness_request};
  const clap_plugin_t *made = factory->create_plugin(factory, &host, "antiphon.companion");
  if (made == NULL || !made->init(made)) fail("no CLAP");
  return made;
}

static void open_clap(const char *binary) {
  void *library = dlopen(binary, RTLD_NOW | RTLD_LOCAL);
  entry = library == NULL ? NULL : dlsym(library, "clap_entry");
  if (entry == NULL || !entry->init(binary)) fail("no clap_entry");
  plugin = instance(entry->get_factory(CLAP_PLUGIN_FACTORY_ID));
}

static void activate(void) {
  plugin->activate(plugin, 48000, 1, FRAMES_MOST);
  plugin->start_processing(plugin);
}

static event event_of(const message *m) {
  static const uint8_t sysex[] = {0xF0, 1, 2, 0xF7};
  event e = {.header = {.time = m->offset, .space_id = CLAP_CORE_EVENT_SPACE_ID}};
  uint8_t command = m->bytes[0] & 0xF0;
  if (m->bytes[0] == EXPRESSION) {
    e.header.type = CLAP_EVENT_NOTE_EXPRESSION, e.header.size = sizeof e.expression;
    e.expression.expression_id = CLAP_NOTE_EXPRESSION_PRESSURE, e.expression.note_id = -1, e.expression.key = 60;
  } else if (m->bytes[0] == 0xF0) {
    e.header.type = CLAP_EVENT_MIDI_SYSEX, e.header.size = sizeof e.sysex;
    e.sysex.buffer = sysex, e.sysex.size = sizeof sysex;
  } else if (command == 0x80 || command == 0x90) {
    e.header.type = command == 0x90 ? CLAP_EVENT_NOTE_ON : CLAP_EVENT_NOTE_OFF, e.header.size = sizeof e.note;
    e.note.note_id = -1, e.note.channel = m->bytes[0] & 15, e.note.key = m->bytes[1], e.note.velocity = m->bytes[2] / 127.0;
  } else {
    e.header.type = CLAP_EVENT_MIDI, e.header.size = sizeof e.midi;
    memcpy(e.midi.data, m->bytes, 3);
  }
  return e;
}

static uint32_t size(const clap_input_events_t *list) {
  (void)list;
  return in_count;
}

static const clap_event_header_t *get(const clap_input_events_t *list, uint32_t index) {
  (void)list;
  return &events[index].header;
}

static bool push(const clap_output_events_t *list, const clap_event_header_t *h) {
  const event *e = (const event *)(const void *)h;
  (void)list;
  switch (h->type) {
    case CLAP_EVENT_NOTE_ON:
    case CLAP_EVENT_NOTE_OFF:
      add_out(h->time, (uint8_t)((h->type == CLAP_EVENT_NOTE_ON ? 0x90 : 0x80) | e->note.channel), (uint8_t)e->note.key,
              (uint8_t)lround(e->note.velocity * 127));
      break;
    case CLAP_EVENT_NOTE_EXPRESSION:
      add_out(h->time, EXPRESSION, 0, 0);
      break;
    case CLAP_EVENT_MIDI:
      add_out(h->time, e->midi.data[0], e->midi.data[1], e->midi.data[2]);
      break;
    case CLAP_EVENT_MIDI_SYSEX:
      add_out(h->time, 0xF0, 0, 0);
      break;
    case CLAP_EVENT_PARAM_VALUE:
      break;
    default:
      fail("an event that nobody sent");
  }
  return true;
}

static void process(uint32_t frames) {
  static const clap_input_events_t in_list = {NULL, size, get};
  static const clap_output_events_t out_list = {NULL, push};
  const clap_process_t block = {.steady_time = -1, .frames_count = frames, .in_events = &in_list, .out_events = &out_list};
  for (uint32_t i = 0; i < in_count; i++) events[i] = event_of(&in[i]);
  plugin->process(plugin, &block);
}

static void offline(bool is) {
  const clap_plugin_render_t *render = plugin->get_extension(plugin, CLAP_EXT_RENDER);
  if (render == NULL || render->has_hard_realtime_requirement(plugin) || render->set(plugin, 7)) fail("the render extension");
  if (!render->set(plugin, is ? CLAP_RENDER_OFFLINE : CLAP_RENDER_REALTIME)) fail("a render mode");
}

static void close_clap(void) {
  plugin->stop_processing(plugin);
  plugin->deactivate(plugin);
  plugin->destroy(plugin);
}

const format_host clap_host = {"CLAP", true, open_clap, activate, process, offline, close_clap};

/* --- parameters ---------------------------------------------------------------------------------- */

static void check_texts(const clap_plugin_params_t *params, clap_id id, double least, double most) {
  for (int step = 0; step < 100; step++) {
    double value = least + (most - least) * step / 99, meant, again;
    char text[512], same[512];
    if (!params->value_to_text(plugin, id, value, text, sizeof text) || *text == 0) fail("a value without a text");
    if (!params->text_to_value(plugin, id, text, &meant)) fail(text);
    if (!params->value_to_text(plugin, id, meant, same, sizeof same) || strcmp(text, same) != 0) fail(text);
    if (!params->text_to_value(plugin, id, same, &again) || again != meant) fail(text);
  }
}

void should_turn_every_value_into_text_and_back(ap_region *r) {
  const clap_plugin_params_t *params = plugin->get_extension(plugin, CLAP_EXT_PARAMS);
  for (uint32_t said = 0; said < AP_STATUS_COUNT; said++) {
    static const char line[] = "antiphon-mini, Keyboard, seed 42: 7";
    uint64_t words[AP_STATUS_TEXT_MAX / 8] = {0};
    memcpy(words, line, sizeof line);
    for (size_t i = 0; i < sizeof words / 8; i++) atomic_store(&r->status_text.words[i], words[i]);
    atomic_store(&r->status_text.length, strlen(line));
    atomic_store(&r->status_text.sequence, 2);
    atomic_store(&r->engine_status, said);
    for (uint32_t i = 0; i < params->count(plugin); i++) {
      clap_param_info_t info;
      if (!params->get_info(plugin, i, &info)) fail("a parameter");
      check_texts(params, info.id, info.min_value, info.max_value);
    }
    char text[512], expected[512];
    double value = 0;
    if (!params->get_value(plugin, AP_STATUS, &value) || value != said) fail("the status that the engine says");
    params->value_to_text(plugin, AP_STATUS, value, text, sizeof text);
    ap_parameter_text(AP_STATUS, said, expected, sizeof expected);
    if (said != AP_NO_ENGINE) snprintf(expected + strlen(expected), 64, ": %s", line);
    if (strcmp(text, expected) != 0) fail(text);
  }
}

/* --- state --------------------------------------------------------------------------------------- */

static uint8_t saved[1 << 17];
static uint64_t saved_bytes, read_bytes;

static int64_t store(const clap_ostream_t *stream, const void *bytes, uint64_t count) {
  (void)stream;
  memcpy(saved + saved_bytes, bytes, count);
  saved_bytes += count;
  return (int64_t)count;
}

static int64_t take(const clap_istream_t *stream, void *bytes, uint64_t count) {
  (void)stream;
  uint64_t taken = count < saved_bytes - read_bytes ? count : saved_bytes - read_bytes;
  memcpy(bytes, saved + read_bytes, taken);
  read_bytes += taken;
  return (int64_t)taken;
}

void should_tell_the_host_that_values_changed_when_a_state_is_loaded(void) {
  const clap_plugin_state_t *state = plugin->get_extension(plugin, CLAP_EXT_STATE);
  const clap_ostream_t to = {NULL, store};
  const clap_istream_t from = {NULL, take};
  if (!state->save(plugin, &to)) fail("a state to save");
  rescans = 0;
  if (!state->load(plugin, &from) || rescans != CLAP_PARAM_RESCAN_VALUES) fail("the host is told that the values changed");
  saved[saved_bytes - 1] ^= 1;
  rescans = 0;
  read_bytes = 0;
  if (state->load(plugin, &from) || rescans != 0) fail("a damaged state changes nothing, and the host is told nothing");
}

/* --- presets ------------------------------------------------------------------------------------- */

static char keys[AP_PROGRAM_COUNT][64];
static uint32_t listed, locations;

static bool declare(const clap_preset_discovery_indexer_t *indexer, const clap_preset_discovery_location_t *location) {
  (void)indexer;
  if (location->kind != CLAP_PRESET_DISCOVERY_LOCATION_PLUGIN || location->location != NULL) fail("presets within the plug-in");
  locations++;
  return true;
}

static bool begin(const clap_preset_discovery_metadata_receiver_t *receiver, const char *name, const char *key) {
  (void)receiver;
  if (listed == AP_PROGRAM_COUNT || *name == 0) fail("as many presets as there are, each with a name");
  snprintf(keys[listed++], sizeof keys[0], "%s", key);
  return true;
}

static void plugin_id(const clap_preset_discovery_metadata_receiver_t *receiver, const clap_universal_plugin_id_t *id) {
  (void)receiver;
  if (strcmp(id->abi, "clap") != 0 || strcmp(id->id, plugin->desc->id) != 0) fail("presets of this plug-in");
}

static void flags_of(const clap_preset_discovery_metadata_receiver_t *receiver, uint32_t flags) {
  (void)receiver, (void)flags;
}

static void text_of(const clap_preset_discovery_metadata_receiver_t *receiver, const char *text) {
  (void)receiver;
  if (*text == 0) fail("a creator and a description");
}

void should_list_its_presets_and_load_each(void) {
  const clap_preset_discovery_factory_t *factory = entry->get_factory(CLAP_PRESET_DISCOVERY_FACTORY_ID);
  const clap_preset_discovery_indexer_t indexer = {.clap_version = CLAP_VERSION_INIT, .declare_location = declare};
  const clap_preset_discovery_metadata_receiver_t receiver = {
      .begin_preset = begin, .add_plugin_id = plugin_id, .set_flags = flags_of, .add_creator = text_of, .set_description = text_of};
  if (factory == NULL || factory->count(factory) != 1 || factory != entry->get_factory(CLAP_PRESET_DISCOVERY_FACTORY_DRAFT_ID)) fail("a factory");
  const clap_preset_discovery_provider_t *provider = factory->create(factory, &indexer, factory->get_descriptor(factory, 0)->id);
  if (provider == NULL || !provider->init(provider) || locations != 1) fail("a provider with one location");
  if (!provider->get_metadata(provider, CLAP_PRESET_DISCOVERY_LOCATION_PLUGIN, NULL, &receiver) || listed != AP_PROGRAM_COUNT) fail("its presets");
  provider->destroy(provider);
  const clap_plugin_preset_load_t *loads = plugin->get_extension(plugin, CLAP_EXT_PRESET_LOAD);
  const clap_plugin_params_t *params = plugin->get_extension(plugin, CLAP_EXT_PARAMS);
  for (uint32_t i = 0; i < listed; i++) {
    rescans = 0;
    if (!loads->from_location(plugin, CLAP_PRESET_DISCOVERY_LOCATION_PLUGIN, NULL, keys[i]) || rescans == 0) fail(keys[i]);
    for (uint32_t n = 0; n < AP_PARAMETER_COUNT; n++) {
      double wanted, value;
      if (!ap_program_value(&ap_programs[i], n, &wanted)) continue;
      if (wanted != ap_parameter_clamp(n, wanted)) fail("a value that the parameter takes");
      if (!params->get_value(plugin, n, &value) || value != wanted) fail("the values of the preset");
    }
  }
  if (loads->from_location(plugin, CLAP_PRESET_DISCOVERY_LOCATION_PLUGIN, NULL, "none") ||
      loads->from_location(plugin, 0, "/etc/passwd", keys[0])) {
    fail("nothing but its own presets");
  }
}

void should_tell_where_its_pages_are(void) {
  const clap_plugin_descriptor_t *d = plugin->desc;
  if (strcmp(d->url, AP_URL) != 0 || strcmp(d->manual_url, AP_URL) != 0 || strcmp(d->support_url, AP_URL) != 0) {
    fail("the addresses of the descriptor");
  }
}
