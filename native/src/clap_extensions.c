/* The CLAP extensions of the companion: note ports, parameters, state, render mode. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clap/ext/note-ports.h"
#include "clap/ext/params.h"
#include "clap/ext/state.h"
#include "clap_inside.h"
#include "clap_render.h"

static uint32_t note_port_count(const clap_plugin_t *plugin, bool input) {
  (void)plugin, (void)input;
  return 1;
}

static bool note_port(const clap_plugin_t *plugin, uint32_t index, bool input, clap_note_port_info_t *info) {
  (void)plugin;
  if (index > 0) return false;
  memset(info, 0, sizeof *info);
  info->id = input ? 0 : 1;
  info->supported_dialects = CLAP_NOTE_DIALECT_CLAP | CLAP_NOTE_DIALECT_MIDI;
  info->preferred_dialect = CLAP_NOTE_DIALECT_CLAP;
  snprintf(info->name, sizeof info->name, "%s", input ? "Player" : "Player and companion");
  return true;
}

static uint32_t parameter_count(const clap_plugin_t *plugin) {
  (void)plugin;
  return AP_PARAMETER_COUNT;
}

static bool parameter_info(const clap_plugin_t *plugin, uint32_t index, clap_param_info_t *info) {
  (void)plugin;
  if (index >= AP_PARAMETER_COUNT) return false;
  const ap_parameter *p = &ap_parameters[index];
  memset(info, 0, sizeof *info);
  info->id = index;
  info->flags = p->kind == AP_READOUT ? CLAP_PARAM_IS_READONLY : CLAP_PARAM_IS_AUTOMATABLE;
  if (ap_parameter_stepped(index)) info->flags |= CLAP_PARAM_IS_STEPPED;
  snprintf(info->name, sizeof info->name, "%s", p->title);
  info->min_value = p->least;
  info->max_value = p->most;
  info->default_value = p->initial;
  return true;
}

static bool parameter_value(const clap_plugin_t *plugin, clap_id id, double *value) {
  if (id >= AP_PARAMETER_COUNT) return false;
  *value = ap_core_parameter(of(plugin)->core, id);
  return true;
}

static bool parameter_text(const clap_plugin_t *plugin, clap_id id, double value, char *text, uint32_t size) {
  if (id >= AP_PARAMETER_COUNT || size == 0) return false;
  if (id == AP_STATUS) {
    ap_core_status_text(of(plugin)->core, value, text, size);
  } else {
    ap_parameter_text(id, value, text, size);
  }
  return true;
}

static bool parameter_parse(const clap_plugin_t *plugin, clap_id id, const char *text, double *value) {
  (void)plugin;
  return id < AP_PARAMETER_COUNT && ap_parameter_parse(id, text, value);
}

static void flush(const clap_plugin_t *plugin, const clap_input_events_t *in, const clap_output_events_t *out) {
  (void)out;
  uint32_t events = in->size(in);
  for (uint32_t i = 0; i < events; i++) {
    const clap_event_header_t *event = in->get(in, i);
    if (event != NULL && event->type == CLAP_EVENT_PARAM_VALUE) clap_take(of(plugin), event);
  }
}

static bool save(const clap_plugin_t *plugin, const clap_ostream_t *stream) {
  uint8_t *bytes = malloc(AP_STATE_MAX);
  if (bytes == NULL) return false;
  uint64_t length = ap_core_save(of(plugin)->core, bytes), at = 0;
  while (at < length) {
    int64_t written = stream->write(stream, bytes + at, length - at);
    if (written <= 0) break;
    at += (uint64_t)written;
  }
  free(bytes);
  return at == length;
}

static bool load(const clap_plugin_t *plugin, const clap_istream_t *stream) {
  uint8_t *bytes = malloc(AP_STATE_MAX + 1);
  if (bytes == NULL) return false;
  uint64_t length = 0;
  int64_t read = 1;
  while (read > 0 && length <= AP_STATE_MAX) {
    read = stream->read(stream, bytes + length, AP_STATE_MAX + 1 - length);
    if (read > 0) length += (uint64_t)read;
  }
  const char *problem = read < 0 ? "the host cannot read it" : ap_core_load(of(plugin)->core, bytes, length);
  free(bytes);
  if (problem != NULL) {
    fprintf(stderr, "Antiphon: state refused: %s\n", problem);
    return false;
  }
  const clap_host_t *host = of(plugin)->host;
  const clap_host_params_t *params = host->get_extension(host, CLAP_EXT_PARAMS);
  if (params != NULL && params->rescan != NULL) params->rescan(host, CLAP_PARAM_RESCAN_VALUES);
  return true;
}

/* It waits for the engine where the host has time. */
static bool needs_real_time(const clap_plugin_t *plugin) {
  (void)plugin;
  return false;
}

static bool set_render_mode(const clap_plugin_t *plugin, clap_plugin_render_mode mode) {
  if (mode != CLAP_RENDER_REALTIME && mode != CLAP_RENDER_OFFLINE) return false;
  ap_core_rendering(of(plugin)->core, mode == CLAP_RENDER_OFFLINE ? AP_OFFLINE : AP_REAL_TIME);
  return true;
}

const void *clap_extension(const clap_plugin_t *plugin, const char *id) {
  static const clap_plugin_note_ports_t note_ports = {note_port_count, note_port};
  static const clap_plugin_params_t params = {parameter_count, parameter_info, parameter_value, parameter_text,
                                              parameter_parse, flush};
  static const clap_plugin_state_t state = {save, load};
  static const clap_plugin_render_t render = {needs_real_time, set_render_mode};
  (void)plugin;
  if (strcmp(id, CLAP_EXT_RENDER) == 0) return &render;
  if (strcmp(id, CLAP_EXT_NOTE_PORTS) == 0) return &note_ports;
  if (strcmp(id, CLAP_EXT_PARAMS) == 0) return &params;
  if (strcmp(id, CLAP_EXT_STATE) == 0) return &state;
  return clap_preset_extension(id);
}
