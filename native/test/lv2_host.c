/* An LV2 host for formats_test.c. */
#include "format_host.h"

#include "lv2/atom/forge.h"
#include "lv2/atom/util.h"
#include "lv2/core/lv2.h"
#include "lv2/midi/midi.h"
#include "lv2/urid/urid.h"
#include "parameters.h"

enum { BUFFER_BYTES = 1 << 17 };

static const LV2_Descriptor *descriptor;
static LV2_Handle plugin;
static LV2_Atom_Forge forge;
static LV2_URID midi_event;
static _Alignas(8) uint8_t in_buffer[BUFFER_BYTES], out_buffer[BUFFER_BYTES];
static float controls[AP_PARAMETER_COUNT], free_wheeling;

static LV2_URID map_uri(LV2_URID_Map_Handle handle, const char *uri) {
  static const char *known[64];
  static uint32_t count;
  (void)handle;
  for (uint32_t i = 0; i < count; i++) {
    if (strcmp(known[i], uri) == 0) return i + 1;
  }
  if (count == 64) fail("too many URIs");
  known[count++] = strdup(uri);
  return count;
}

static void open_lv2(const char *binary) {
  static LV2_URID_Map map = {NULL, map_uri};
  static const LV2_Feature feature = {LV2_URID__map, &map};
  static const LV2_Feature *const features[] = {&feature, NULL};
  void *library = dlopen(binary, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) fail(dlerror());
  LV2_Descriptor_Function descriptor_of;
  *(void **)&descriptor_of = dlsym(library, "lv2_descriptor");
  descriptor = descriptor_of == NULL ? NULL : descriptor_of(0);
  plugin = descriptor == NULL ? NULL : descriptor->instantiate(descriptor, 48000, "", features);
  if (plugin == NULL) fail("no LV2");
  lv2_atom_forge_init(&forge, &map);
  midi_event = map_uri(NULL, LV2_MIDI__MidiEvent);
  descriptor->connect_port(plugin, 0, in_buffer);
  descriptor->connect_port(plugin, 1, out_buffer);
  for (uint32_t n = 0; n < AP_PARAMETER_COUNT; n++) {
    controls[n] = (float)ap_parameters[n].initial;
    descriptor->connect_port(plugin, n + 2, &controls[n]);
  }
  descriptor->connect_port(plugin, AP_PARAMETER_COUNT + 2, &free_wheeling);
}

static void offline(bool is) { free_wheeling = is; }

static void activate(void) { descriptor->activate(plugin); }

static uint32_t bytes_of(const message *m) {
  if (m->bytes[0] >= 0xF0) return m->bytes[0] == 0xF0 ? 3 : 1;
  return (m->bytes[0] & 0xE0) == 0xC0 ? 2 : 3;
}

static void process(uint32_t frames) {
  LV2_Atom_Forge_Frame sequence;
  lv2_atom_forge_set_buffer(&forge, in_buffer, sizeof in_buffer);
  lv2_atom_forge_sequence_head(&forge, &sequence, 0);
  for (uint32_t i = 0; i < in_count; i++) {
    lv2_atom_forge_frame_time(&forge, in[i].offset);
    lv2_atom_forge_atom(&forge, bytes_of(&in[i]), midi_event);
    lv2_atom_forge_write(&forge, in[i].bytes[0] == 0xF0 ? (const uint8_t[]){0xF0, 1, 0xF7} : in[i].bytes, bytes_of(&in[i]));
  }
  lv2_atom_forge_pop(&forge, &sequence);
  LV2_Atom_Sequence *put_out = (LV2_Atom_Sequence *)(void *)out_buffer;
  put_out->atom.size = sizeof out_buffer - sizeof(LV2_Atom);
  descriptor->run(plugin, frames);
  LV2_ATOM_SEQUENCE_FOREACH(put_out, event) {
    const uint8_t *b = (const uint8_t *)(event + 1);
    uint32_t size = event->body.size;
    bool system = b[0] >= 0xF0;
    add_out((uint32_t)event->time.frames, b[0], system || size < 2 ? 0 : b[1], system || size < 3 ? 0 : b[2]);
  }
}

static void close_lv2(void) {
  descriptor->deactivate(plugin);
  descriptor->cleanup(plugin);
}

const format_host lv2_host = {"LV2", false, open_lv2, activate, process, offline, close_lv2};
