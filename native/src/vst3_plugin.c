/* The companion as a VST3: factory, component, life. Written against travesty's C interfaces, without any C++. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "version.h"
#include "vst3_inside.h"

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT __attribute__((visibility("default")))
#endif

static const v3_tuid COMPANION_ID = V3_ID(0x416E7469, 0x70686F6E, 0x436F6D70, 0x616E696F); /* AntiphonCompanio */

/* --- component ----------------------------------------------------------------------------------- */

static v3_result V3_API query(void *self, const v3_tuid iid, void **object) {
  return vst3_query(COMPANION_OF(self, component), iid, object);
}
static uint32_t V3_API ref(void *self) { return vst3_ref(COMPANION_OF(self, component)); }
static uint32_t V3_API unref(void *self) { return vst3_unref(COMPANION_OF(self, component)); }

static v3_result V3_API initialize(void *self, struct v3_funknown **context) {
  (void)self, (void)context;
  return V3_OK;
}

static v3_result V3_API terminate(void *self) {
  ap_core_reset(COMPANION_OF(self, component)->core);
  return V3_OK;
}

/* The controller is this very object. */
static v3_result V3_API no_controller_class(void *self, v3_tuid class_id) {
  (void)self, (void)class_id;
  return V3_NOT_IMPLEMENTED;
}

static v3_result V3_API io_mode(void *self, int32_t mode) {
  (void)self, (void)mode;
  return V3_NOT_IMPLEMENTED;
}

/* Notes in, notes out, and a silent stereo output, as some hosts take no plug-in without one. */
static int32_t V3_API bus_count(void *self, int32_t type, int32_t direction) {
  (void)self;
  return type == V3_EVENT || direction == V3_OUTPUT ? 1 : 0;
}

static v3_result V3_API bus_info(void *self, int32_t type, int32_t direction, int32_t index, struct v3_bus_info *info) {
  if (index != 0 || bus_count(self, type, direction) == 0) return V3_INVALID_ARG;
  memset(info, 0, sizeof *info);
  info->media_type = type;
  info->direction = direction;
  info->channel_count = type == V3_EVENT ? 16 : 2;
  vst3_text(info->bus_name, 128, type == V3_AUDIO ? "Silence" : direction == V3_INPUT ? "Player" : "Player and companion");
  info->bus_type = V3_MAIN;
  info->flags = V3_DEFAULT_ACTIVE;
  return V3_OK;
}

static v3_result V3_API routing(void *self, struct v3_routing_info *input, struct v3_routing_info *output) {
  (void)self, (void)input, (void)output;
  return V3_NOT_IMPLEMENTED;
}

static v3_result V3_API activate_bus(void *self, int32_t type, int32_t direction, int32_t index, v3_bool on) {
  (void)on;
  return index == 0 && bus_count(self, type, direction) == 1 ? V3_OK : V3_INVALID_ARG;
}

static v3_result V3_API set_active(void *self, v3_bool on) {
  ap_core *core = COMPANION_OF(self, component)->core;
  ap_core_reset(core);
  if (on) ap_core_publish(core);
  return V3_OK;
}

static v3_result V3_API set_state(void *self, struct v3_bstream **stream) {
  uint8_t *bytes = malloc(AP_STATE_MAX + 1);
  if (bytes == NULL) return V3_NOMEM;
  int32_t length = 0, read = 1;
  v3_result result = V3_OK;
  while (result == V3_OK && read > 0 && length <= AP_STATE_MAX) {
    read = 0;
    result = (*stream)->read(stream, bytes + length, AP_STATE_MAX + 1 - length, &read);
    length += read > 0 ? read : 0;
  }
  /* Some hosts report an error at the end of the stream. */
  const char *problem = ap_core_load(COMPANION_OF(self, component)->core, bytes, (size_t)length);
  free(bytes);
  if (problem == NULL) return V3_OK;
  fprintf(stderr, "Antiphon: state refused: %s\n", problem);
  return V3_INVALID_ARG;
}

static v3_result V3_API get_state(void *self, struct v3_bstream **stream) {
  uint8_t *bytes = malloc(AP_STATE_MAX);
  if (bytes == NULL) return V3_NOMEM;
  int32_t length = (int32_t)ap_core_save(COMPANION_OF(self, component)->core, bytes), written = 0;
  v3_result result = (*stream)->write(stream, bytes, length, &written);
  free(bytes);
  return result == V3_OK && written == length ? V3_OK : V3_INTERNAL_ERR;
}

static const struct v3_component COMPONENT = {
    .query_interface = query,
    .ref = ref,
    .unref = unref,
    .initialize = initialize,
    .terminate = terminate,
    .get_controller_class_id = no_controller_class,
    .set_io_mode = io_mode,
    .get_bus_count = bus_count,
    .get_bus_info = bus_info,
    .get_routing_info = routing,
    .activate_bus = activate_bus,
    .set_active = set_active,
    .set_state = set_state,
    .get_state = get_state,
};

/* --- factory ------------------------------------------------------------------------------------- */

static v3_result V3_API factory_query(void *self, const v3_tuid iid, void **object) {
  bool known = v3_tuid_match(iid, v3_funknown_iid) || v3_tuid_match(iid, v3_plugin_factory_iid) ||
               v3_tuid_match(iid, v3_plugin_factory_2_iid);
  *object = known ? self : NULL;
  return known ? V3_OK : V3_NO_INTERFACE;
}

/* The factory is never freed. */
static uint32_t V3_API factory_ref(void *self) {
  (void)self;
  return 1;
}

static v3_result V3_API factory_info(void *self, struct v3_factory_info *info) {
  (void)self;
  memset(info, 0, sizeof *info);
  snprintf(info->vendor, sizeof info->vendor, "Antiphon");
  snprintf(info->url, sizeof info->url, "%s", AP_URL);
  info->flags = 0x10;
  return V3_OK;
}

static int32_t V3_API classes(void *self) {
  (void)self;
  return 1;
}

static v3_result V3_API class_info_2(void *self, int32_t index, struct v3_class_info_2 *info) {
  (void)self;
  if (index != 0) return V3_INVALID_ARG;
  memset(info, 0, sizeof *info);
  memcpy(info->class_id, COMPANION_ID, sizeof(v3_tuid));
  info->cardinality = 0x7FFFFFFF;
  snprintf(info->category, sizeof info->category, "Audio Module Class");
  snprintf(info->name, sizeof info->name, "Antiphon Companion");
  snprintf(info->sub_categories, sizeof info->sub_categories, "Instrument|Tools");
  snprintf(info->vendor, sizeof info->vendor, "Antiphon");
  snprintf(info->version, sizeof info->version, "%s", AP_VERSION);
  snprintf(info->sdk_version, sizeof info->sdk_version, "VST 3.7");
  return V3_OK;
}

static v3_result V3_API class_info(void *self, int32_t index, struct v3_class_info *info) {
  struct v3_class_info_2 whole;
  v3_result result = class_info_2(self, index, &whole);
  if (result != V3_OK) return result;
  memset(info, 0, sizeof *info);
  memcpy(info->class_id, whole.class_id, sizeof(v3_tuid));
  info->cardinality = whole.cardinality;
  memcpy(info->category, whole.category, sizeof info->category);
  memcpy(info->name, whole.name, sizeof info->name);
  return V3_OK;
}

static v3_result V3_API create(void *self, const v3_tuid class_id, const v3_tuid iid, void **instance) {
  (void)self;
  *instance = NULL;
  if (!v3_tuid_match(class_id, COMPANION_ID)) return V3_NO_INTERFACE;
  companion *c = calloc(1, sizeof *c);
  if (c == NULL) return V3_NOMEM;
  c->component = &COMPONENT;
  c->processor = &vst3_processor;
  c->controller = &vst3_controller;
  c->mapping = &vst3_mapping;
  c->requirements = &vst3_requirements;
  c->references = 1;
  c->core = ap_core_create(AP_VST3);
  v3_result result = c->core != NULL ? vst3_query(c, iid, instance) : V3_NOMEM;
  vst3_unref(c);
  return result;
}

EXPORT const void *V3_API GetPluginFactory(void);

EXPORT const void *V3_API GetPluginFactory(void) {
  static const struct v3_plugin_factory_2 functions = {
      .query_interface = factory_query,
      .ref = factory_ref,
      .unref = factory_ref,
      .get_factory_info = factory_info,
      .num_classes = classes,
      .get_class_info = class_info,
      .create_instance = create,
      .get_class_info_2 = class_info_2,
  };
  static const struct v3_plugin_factory_2 *const factory = &functions;
  return &factory;
}

/* What each system calls when it loads and unloads the module. */
#if defined(_WIN32)
#define ENTRY InitDll
#define EXIT ExitDll
#define ENTRY_ARGUMENTS void
#elif defined(__APPLE__)
#define ENTRY bundleEntry
#define EXIT bundleExit
#define ENTRY_ARGUMENTS void *bundle
#else
#define ENTRY ModuleEntry
#define EXIT ModuleExit
#define ENTRY_ARGUMENTS void *library
#endif

EXPORT bool ENTRY(ENTRY_ARGUMENTS);
EXPORT bool EXIT(void);

bool ENTRY(ENTRY_ARGUMENTS) {
#if defined(__APPLE__)
  (void)bundle;
#elif !defined(_WIN32)
  (void)library;
#endif
  return true;
}

bool EXIT(void) { return true; }
