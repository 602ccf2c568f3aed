/* Prints what others must agree with: `describe layout` the offsets and parameters as JSON, for the test that compares
 * them with the Java side; `describe ttl` the plug-in's description for LV2 hosts, `preset-names` and `presets`
 * its presets. */
#include <stdio.h>
#include <string.h>

#include "antiphon/link.h"
#include "programs.h"

#define FIELD(name, field) printf("  \"%s\": %zu,\n", name, offsetof(ap_region, field))
#define EVENT_FIELD(name, field) printf("  \"event." name "\": %zu,\n", offsetof(ap_event, field))
#define NUMBER(name, value) printf("  \"%s\": %lld,\n", name, (long long)(value))

static void print_offsets(void) {
  FIELD("magic", magic);
  FIELD("abi", abi);
  FIELD("format", format);
  FIELD("region-bytes", region_bytes);
  FIELD("plugin-pid", plugin_pid);
  FIELD("published", published);
  FIELD("plugin-protocol", plugin_protocol);
  FIELD("plugin-beat", plugin_beat);
  FIELD("plugin-state", plugin_state);
  FIELD("epoch", epoch);
  FIELD("dropped", dropped);
  FIELD("late", late);
  FIELD("refused", refused);
  FIELD("stale", stale);
  FIELD("unheard", unheard);
  FIELD("offline", offline);
  FIELD("asked", asked);
  FIELD("missed", missed);
  FIELD("engine-beat", engine_beat);
  FIELD("engine-pid", engine_pid);
  FIELD("engine-state", engine_state);
  FIELD("engine-generation", engine_generation);
  FIELD("engine-status", engine_status);
  FIELD("restored-seen", restored_seen);
  FIELD("answered", answered);
  FIELD("engine-protocol", engine_protocol);
  FIELD("transport.sequence", transport.sequence);
  FIELD("transport.steady-ns", transport.steady_ns);
  FIELD("transport.sample", transport.sample);
  FIELD("transport.beats", transport.beats);
  FIELD("transport.bar-start", transport.bar_start);
  FIELD("transport.loop-start", transport.loop_start);
  FIELD("transport.loop-end", transport.loop_end);
  FIELD("transport.tempo", transport.tempo);
  FIELD("transport.sample-rate", transport.sample_rate);
  FIELD("transport.meter", transport.meter);
  FIELD("transport.flags", transport.flags);
  FIELD("to-engine-tail", to_engine_tail);
  FIELD("to-engine-head", to_engine_head);
  FIELD("to-plugin-tail", to_plugin_tail);
  FIELD("to-plugin-head", to_plugin_head);
  FIELD("parameters", parameters);
  FIELD("status-text", status_text);
  FIELD("to-engine", to_engine);
  FIELD("to-plugin", to_plugin);
  FIELD("engine-state-blob", engine_state_blob);
  FIELD("restored-state-blob", restored_state_blob);
  EVENT_FIELD("kind", kind);
  EVENT_FIELD("timebase", timebase);
  EVENT_FIELD("port", port);
  EVENT_FIELD("length", length);
  EVENT_FIELD("epoch", epoch);
  EVENT_FIELD("beats", beats);
  EVENT_FIELD("sample", sample);
  EVENT_FIELD("data", data);
}

static void print_numbers(void) {
  NUMBER("MAGIC", AP_MAGIC);
  NUMBER("ABI", AP_ABI);
  NUMBER("BEAT", AP_BEAT);
  NUMBER("EVENT_BYTES", sizeof(ap_event));
  NUMBER("REGION_BYTES", sizeof(ap_region));
  NUMBER("TO_ENGINE_SLOTS", AP_TO_ENGINE_SLOTS);
  NUMBER("TO_PLUGIN_SLOTS", AP_TO_PLUGIN_SLOTS);
  NUMBER("STATUS_TEXT_MAX", AP_STATUS_TEXT_MAX);
  NUMBER("BLOB_MAX", AP_BLOB_MAX);
  NUMBER("MIDI", AP_MIDI);
  NUMBER("TRANSPORT", AP_TRANSPORT);
  NUMBER("PARAMETER", AP_PARAMETER);
  NUMBER("FLUSH", AP_FLUSH);
  NUMBER("AT_BEATS", AP_AT_BEATS);
  NUMBER("AT_SAMPLE", AP_AT_SAMPLE);
  NUMBER("NOW", AP_NOW);
  NUMBER("AFTER_LOOP", AP_AFTER_LOOP);
  NUMBER("ROLLING", AP_ROLLING);
  NUMBER("HAS_BEATS", AP_HAS_BEATS);
  NUMBER("HAS_TEMPO", AP_HAS_TEMPO);
  NUMBER("HAS_METER", AP_HAS_METER);
  NUMBER("LOOPS", AP_LOOPS);
  NUMBER("PLUGIN_ACTIVE", AP_PLUGIN_ACTIVE);
  NUMBER("PLUGIN_GONE", AP_PLUGIN_GONE);
  NUMBER("ENGINE_FREE", AP_ENGINE_FREE);
  NUMBER("ENGINE_CLAIMED", AP_ENGINE_CLAIMED);
}

static void print_layout(void) {
  static const char *const kinds[] = {"CHOICE", "WHOLE", "REAL", "TRIGGER", "READOUT"};
  printf("{\n");
  print_offsets();
  print_numbers();
  printf("  \"parameter-list\": [\n");
  for (int n = 0; n < AP_PARAMETER_COUNT; n++) {
    const ap_parameter *p = &ap_parameters[n];
    printf("    \"%s | %s | %s | %g to %g, first %g | %s", p->symbol, p->title, p->unit, p->least, p->most, p->initial,
           kinds[p->kind]);
    for (int i = 0; p->texts != NULL && p->texts[i] != NULL; i++) printf(" | %s", p->texts[i]);
    printf("\"%s\n", n + 1 < AP_PARAMETER_COUNT ? "," : "");
  }
  printf("  ]\n}\n");
}

static void symbol_of(const ap_parameter *p, char symbol[64]) {
  size_t length = strlen(p->symbol);
  for (size_t i = 0; i <= length; i++) symbol[i] = p->symbol[i] == '-' ? '_' : p->symbol[i];
}

static void print_port(int index, const ap_parameter *p) {
  char symbol[64];
  symbol_of(p, symbol);
  printf(" , [\n\t\ta lv2:%sPort , lv2:ControlPort ;\n", p->kind == AP_READOUT ? "Output" : "Input");
  printf("\t\tlv2:index %d ;\n\t\tlv2:symbol \"%s\" ;\n\t\tlv2:name \"%s\" ;\n", index, symbol, p->title);
  printf("\t\tlv2:default %g ;\n\t\tlv2:minimum %g ;\n\t\tlv2:maximum %g", p->initial, p->least, p->most);
  if (p->kind == AP_TRIGGER) printf(" ;\n\t\tlv2:portProperty lv2:toggled , pprops:trigger");
  if (p->kind == AP_WHOLE) printf(" ;\n\t\tlv2:portProperty lv2:integer");
  bool listed = p->texts != NULL && p->kind != AP_TRIGGER;
  if (listed) printf(" ;\n\t\tlv2:portProperty lv2:integer , lv2:enumeration");
  for (int i = 0; listed && p->texts != NULL && p->texts[i] != NULL; i++) {
    printf(" ;\n\t\tlv2:scalePoint [ rdfs:label \"%s\" ; rdf:value %d ]", p->texts[i], i);
  }
  if (strcmp(p->unit, "bars") == 0) printf(" ;\n\t\tunits:unit units:bar");
  if (strcmp(p->unit, "beats") == 0) printf(" ;\n\t\tunits:unit units:beat");
  if (strcmp(p->unit, "octaves") == 0) printf(" ;\n\t\tunits:unit units:oct");
  if (strcmp(p->unit, "%") == 0) printf(" ;\n\t\tunits:unit units:pc");
  printf("\n\t]");
}

static void print_ttl(void) {
  static const char *const prefixes[][2] = {{"atom", "http://lv2plug.in/ns/ext/atom#"},
                                            {"doap", "http://usefulinc.com/ns/doap#"},
                                            {"lv2", "http://lv2plug.in/ns/lv2core#"},
                                            {"midi", "http://lv2plug.in/ns/ext/midi#"},
                                            {"pprops", "http://lv2plug.in/ns/ext/port-props#"},
                                            {"rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"},
                                            {"rdfs", "http://www.w3.org/2000/01/rdf-schema#"},
                                            {"rsz", "http://lv2plug.in/ns/ext/resize-port#"},
                                            {"state", "http://lv2plug.in/ns/ext/state#"},
                                            {"time", "http://lv2plug.in/ns/ext/time#"},
                                            {"units", "http://lv2plug.in/ns/extensions/units#"},
                                            {"urid", "http://lv2plug.in/ns/ext/urid#"}};
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    printf("@prefix %s: <%s> .\n", prefixes[i][0], prefixes[i][1]);
  }
  printf("\n<urn:antiphon:companion>\n\ta lv2:Plugin , lv2:MIDIPlugin ;\n"
         "\tdoap:name \"Antiphon Companion\" ;\n\tdoap:license <http://www.apache.org/licenses/LICENSE-2.0> ;\n"
         "\tlv2:minorVersion 4 ;\n\tlv2:microVersion 0 ;\n"
         "\tlv2:requiredFeature urid:map ;\n\tlv2:optionalFeature lv2:hardRTCapable ;\n"
         "\tlv2:extensionData state:interface ;\n"
         "\tlv2:port [\n\t\ta lv2:InputPort , atom:AtomPort ;\n\t\tatom:bufferType atom:Sequence ;\n"
         "\t\tatom:supports midi:MidiEvent , time:Position ;\n\t\tlv2:designation lv2:control ;\n"
         "\t\tlv2:index 0 ;\n\t\tlv2:symbol \"player\" ;\n\t\tlv2:name \"Player\"\n\t] , [\n"
         "\t\ta lv2:OutputPort , atom:AtomPort ;\n\t\tatom:bufferType atom:Sequence ;\n"
         "\t\tatom:supports midi:MidiEvent ;\n\t\tlv2:designation lv2:control ;\n\t\trsz:minimumSize 65536 ;\n"
         "\t\tlv2:index 1 ;\n\t\tlv2:symbol \"companion\" ;\n\t\tlv2:name \"Player and companion\"\n\t]");
  for (int n = 0; n < AP_PARAMETER_COUNT; n++) print_port(n + 2, &ap_parameters[n]);
  printf(" , [\n\t\ta lv2:InputPort , lv2:ControlPort ;\n\t\tlv2:index %d ;\n\t\tlv2:symbol \"free_wheeling\" ;\n"
         "\t\tlv2:name \"Free wheeling\" ;\n\t\tlv2:designation lv2:freeWheeling ;\n"
         "\t\tlv2:default 0 ;\n\t\tlv2:minimum 0 ;\n\t\tlv2:maximum 1 ;\n"
         "\t\tlv2:portProperty lv2:toggled , pprops:notOnGUI\n\t] .\n",
         AP_PARAMETER_COUNT + 2);
}

/* What the manifest says of each preset, and where its values stand. */
static void print_preset_names(void) {
  printf("@prefix pset: <http://lv2plug.in/ns/ext/presets#> .\n");
  for (int i = 0; i < AP_PROGRAM_COUNT; i++) {
    printf("\n<urn:antiphon:companion:%s>\n\ta pset:Preset ;\n\tlv2:appliesTo <urn:antiphon:companion> ;\n"
           "\trdfs:seeAlso <presets.ttl> .\n", ap_programs[i].key);
  }
}

static void print_presets(void) {
  printf("@prefix lv2: <http://lv2plug.in/ns/lv2core#> .\n@prefix pset: <http://lv2plug.in/ns/ext/presets#> .\n"
         "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n");
  for (int i = 0; i < AP_PROGRAM_COUNT; i++) {
    const ap_program *p = &ap_programs[i];
    printf("\n<urn:antiphon:companion:%s>\n\ta pset:Preset ;\n\tlv2:appliesTo <urn:antiphon:companion> ;\n"
           "\trdfs:label \"%s\" ;\n\trdfs:comment \"%s\"", p->key, p->title, p->description);
    for (uint32_t n = 0; n < AP_PARAMETER_COUNT; n++) {
      double value;
      char symbol[64];
      if (!ap_program_value(p, n, &value)) continue;
      symbol_of(&ap_parameters[n], symbol);
      printf(" ;\n\tlv2:port [ lv2:symbol \"%s\" ; pset:value %g ]", symbol, value);
    }
    printf(" .\n");
  }
}

int main(int argc, char **argv) {
  if (argc == 2 && strcmp(argv[1], "layout") == 0) {
    print_layout();
  } else if (argc == 2 && strcmp(argv[1], "ttl") == 0) {
    print_ttl();
  } else if (argc == 2 && strcmp(argv[1], "preset-names") == 0) {
    print_preset_names();
  } else if (argc == 2 && strcmp(argv[1], "presets") == 0) {
    print_presets();
  } else {
    fprintf(stderr, "usage: describe layout|ttl|preset-names|presets\n");
    return 2;
  }
  return 0;
}
