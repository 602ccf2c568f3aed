/* The VST3's parameters, and the hidden ones through which controllers come in. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vst3_inside.h"

static v3_result V3_API query(void *self, const v3_tuid iid, void **object) {
  return vst3_query(COMPANION_OF(self, controller), iid, object);
}
static uint32_t V3_API ref(void *self) { return vst3_ref(COMPANION_OF(self, controller)); }
static uint32_t V3_API unref(void *self) { return vst3_unref(COMPANION_OF(self, controller)); }

static v3_result V3_API initialize(void *self, struct v3_funknown **context) {
  (void)self, (void)context;
  return V3_OK;
}

static v3_result V3_API terminate(void *self) {
  (void)self;
  return V3_OK;
}

/* The component is this very object, and has taken its state already. */
static v3_result V3_API component_state(void *self, struct v3_bstream **stream) {
  (void)self, (void)stream;
  return V3_OK;
}

static v3_result V3_API no_state(void *self, struct v3_bstream **stream) {
  (void)self, (void)stream;
  return V3_NOT_IMPLEMENTED;
}

static int32_t V3_API count(void *self) {
  (void)self;
  return AP_PARAMETER_COUNT + VST3_ALL_CONTROLLERS;
}

static void describe(uint32_t number, struct v3_param_info *info) {
  const ap_parameter *p = &ap_parameters[number];
  info->param_id = number;
  vst3_text(info->title, 128, p->title);
  vst3_text(info->short_title, 128, p->title);
  vst3_text(info->units, 128, p->unit);
  info->step_count = ap_parameter_stepped(number) ? (int32_t)(p->most - p->least) : 0;
  info->default_normalised_value = ap_parameter_normal(number, p->initial);
  info->flags = p->kind == AP_READOUT ? V3_PARAM_READ_ONLY : V3_PARAM_CAN_AUTOMATE;
  if (p->texts != NULL && p->kind != AP_TRIGGER) info->flags |= V3_PARAM_IS_LIST;
}

static bool stands_for_controller(v3_param_id id) { return id - VST3_FIRST_CONTROLLER < VST3_ALL_CONTROLLERS; }

/* The highest value of a controller. */
static int highest(uint32_t index) { return index % VST3_CONTROLLERS == VST3_BEND ? 16383 : 127; }

static void describe_controller(uint32_t index, struct v3_param_info *info) {
  char title[64];
  uint32_t number = index % VST3_CONTROLLERS, channel = index / VST3_CONTROLLERS + 1;
  if (number < VST3_PRESSURE) {
    snprintf(title, sizeof title, "Controller %u channel %u", number, channel);
  } else {
    static const char *const others[] = {"Pressure", "Bend", "Program"};
    snprintf(title, sizeof title, "%s channel %u", others[number - VST3_PRESSURE], channel);
  }
  info->param_id = VST3_FIRST_CONTROLLER + index;
  vst3_text(info->title, 128, title);
  vst3_text(info->short_title, 128, title);
  info->default_normalised_value = number == VST3_BEND ? 0.5 : 0;
  info->flags = V3_PARAM_IS_HIDDEN;
  /* By this flag a host finds where program changes go. */
  if (number == VST3_PROGRAM) {
    info->flags |= V3_PARAM_PROGRAM_CHANGE | V3_PARAM_IS_LIST;
    info->step_count = highest(index);
  }
}

static v3_result V3_API info_of(void *self, int32_t index, struct v3_param_info *info) {
  (void)self;
  if (index < 0 || index >= count(self)) return V3_INVALID_ARG;
  memset(info, 0, sizeof *info);
  if (index < AP_PARAMETER_COUNT) {
    describe((uint32_t)index, info);
  } else {
    describe_controller((uint32_t)index - AP_PARAMETER_COUNT, info);
  }
  return V3_OK;
}

static v3_result V3_API text_of(void *self, v3_param_id id, double normal, v3_str_128 output) {
  char text[AP_STATUS_TEXT_MAX + 64];
  if (stands_for_controller(id)) {
    double within = normal >= 0 && normal <= 1 ? normal : 0;
    snprintf(text, sizeof text, "%d", (int)(within * highest(id - VST3_FIRST_CONTROLLER) + 0.5));
    vst3_text(output, 128, text);
    return V3_OK;
  }
  if (id >= AP_PARAMETER_COUNT) return V3_INVALID_ARG;
  double value = ap_parameter_plain(id, normal);
  if (id == AP_STATUS) {
    ap_core_status_text(COMPANION_OF(self, controller)->core, value, text, sizeof text);
  } else {
    ap_parameter_text(id, value, text, sizeof text);
    /* The host writes the unit itself. */
    size_t length = strlen(text), unit = strlen(ap_parameters[id].unit);
    if (unit > 0 && length > unit && strcmp(text + length - unit, ap_parameters[id].unit) == 0) {
      text[length - unit - 1] = 0;
    }
  }
  vst3_text(output, 128, text);
  return V3_OK;
}

static v3_result V3_API value_of(void *self, v3_param_id id, int16_t *input, double *output) {
  char text[128];
  size_t i = 0;
  double value;
  (void)self;
  for (; i + 1 < sizeof text && input[i] != 0; i++) text[i] = input[i] < 128 ? (char)input[i] : '?';
  text[i] = 0;
  if (stands_for_controller(id)) {
    char *end;
    long number = strtol(text, &end, 10);
    int most = highest(id - VST3_FIRST_CONTROLLER);
    if (end == text || number < 0 || number > most) return V3_INVALID_ARG;
    *output = (double)number / most;
    return V3_OK;
  }
  if (id >= AP_PARAMETER_COUNT || !ap_parameter_parse(id, text, &value)) return V3_INVALID_ARG;
  *output = ap_parameter_normal(id, value);
  return V3_OK;
}

static double V3_API to_plain(void *self, v3_param_id id, double normal) {
  (void)self;
  return id < AP_PARAMETER_COUNT ? ap_parameter_plain(id, normal) : normal;
}

static double V3_API to_normal(void *self, v3_param_id id, double plain) {
  (void)self;
  return id < AP_PARAMETER_COUNT ? ap_parameter_normal(id, plain) : plain;
}

static double V3_API normal_of(void *self, v3_param_id id) {
  ap_core *core = COMPANION_OF(self, controller)->core;
  return id < AP_PARAMETER_COUNT ? ap_parameter_normal(id, ap_core_parameter(core, id)) : 0;
}

static v3_result V3_API set_normal(void *self, v3_param_id id, double normal) {
  if (id < AP_PARAMETER_COUNT) {
    /* Of what it sets here the host tells the processor too, and a trigger must not be pressed twice. */
    if (ap_parameters[id].kind != AP_TRIGGER) {
      ap_core_set_parameter(COMPANION_OF(self, controller)->core, id, ap_parameter_plain(id, normal));
    }
    return V3_OK;
  }
  return stands_for_controller(id) ? V3_OK : V3_INVALID_ARG;
}

static v3_result V3_API set_handler(void *self, struct v3_component_handler **handler) {
  (void)self, (void)handler;
  return V3_OK;
}

static struct v3_plugin_view **V3_API no_view(void *self, const char *name) {
  (void)self, (void)name;
  return NULL;
}

const struct v3_edit_controller vst3_controller = {
    .query_interface = query,
    .ref = ref,
    .unref = unref,
    .initialize = initialize,
    .terminate = terminate,
    .set_component_state = component_state,
    .set_state = no_state,
    .get_state = no_state,
    .get_parameter_count = count,
    .get_parameter_info = info_of,
    .get_parameter_string_for_value = text_of,
    .get_parameter_value_for_string = value_of,
    .normalised_parameter_to_plain = to_plain,
    .plain_parameter_to_normalised = to_normal,
    .get_parameter_normalised = normal_of,
    .set_parameter_normalised = set_normal,
    .set_component_handler = set_handler,
    .create_view = no_view,
};

static v3_result V3_API mapping_query(void *self, const v3_tuid iid, void **object) {
  return vst3_query(COMPANION_OF(self, mapping), iid, object);
}
static uint32_t V3_API mapping_ref(void *self) { return vst3_ref(COMPANION_OF(self, mapping)); }
static uint32_t V3_API mapping_unref(void *self) { return vst3_unref(COMPANION_OF(self, mapping)); }

static v3_result V3_API assignment(void *self, int32_t bus, int16_t channel, int16_t number, v3_param_id *id) {
  (void)self;
  if (bus != 0 || channel < 0 || channel > 15 || number < 0 || number >= VST3_CONTROLLERS) return V3_FALSE;
  *id = (v3_param_id)(VST3_FIRST_CONTROLLER + channel * VST3_CONTROLLERS + number);
  return V3_OK;
}

const struct v3_midi_mapping vst3_mapping = {
    .query_interface = mapping_query,
    .ref = mapping_ref,
    .unref = mapping_unref,
    .get_midi_controller_assignment = assignment,
};
