/* The presets in a CLAP host's browser. They are part of the plug-in, so there are no files to look for. */
#include "clap_presets.h"

#include <stdlib.h>
#include <string.h>

#include "clap/ext/params.h"
#include "clap_inside.h"
#include "programs.h"

static const clap_preset_discovery_provider_descriptor_t DESCRIPTOR = {CLAP_VERSION_INIT, "antiphon.presets", "Antiphon's presets", "Antiphon"};

static bool init(const clap_preset_discovery_provider_t *provider) {
  static const clap_preset_discovery_location_t inside = {CLAP_PRESET_DISCOVERY_IS_FACTORY_CONTENT, "Antiphon Companion",
                                                          CLAP_PRESET_DISCOVERY_LOCATION_PLUGIN, NULL};
  const clap_preset_discovery_indexer_t *indexer = provider->provider_data;
  return indexer->declare_location(indexer, &inside);
}

static void destroy(const clap_preset_discovery_provider_t *provider) { free((void *)provider); }

static bool metadata(const clap_preset_discovery_provider_t *provider, uint32_t kind, const char *location,
                     const clap_preset_discovery_metadata_receiver_t *receiver) {
  static const clap_universal_plugin_id_t id = {"clap", "antiphon.companion"};
  (void)provider;
  (void)location;
  if (kind != CLAP_PRESET_DISCOVERY_LOCATION_PLUGIN) return false;
  for (int i = 0; i < AP_PROGRAM_COUNT; i++) {
    if (!receiver->begin_preset(receiver, ap_programs[i].title, ap_programs[i].key)) return false;
    receiver->add_plugin_id(receiver, &id);
    receiver->set_flags(receiver, CLAP_PRESET_DISCOVERY_IS_FACTORY_CONTENT);
    receiver->add_creator(receiver, DESCRIPTOR.vendor);
    receiver->set_description(receiver, ap_programs[i].description);
  }
  return true;
}

static const void *no_extension(const clap_preset_discovery_provider_t *provider, const char *id) {
  (void)provider;
  (void)id;
  return NULL;
}

static uint32_t count(const clap_preset_discovery_factory_t *factory) {
  (void)factory;
  return 1;
}

static const clap_preset_discovery_provider_descriptor_t *descriptor(const clap_preset_discovery_factory_t *factory, uint32_t index) {
  (void)factory;
  return index == 0 ? &DESCRIPTOR : NULL;
}

static const clap_preset_discovery_provider_t *create(const clap_preset_discovery_factory_t *factory,
                                                      const clap_preset_discovery_indexer_t *indexer, const char *id) {
  (void)factory;
  if (strcmp(id, DESCRIPTOR.id) != 0) return NULL;
  clap_preset_discovery_provider_t *provider = malloc(sizeof *provider);
  if (provider == NULL) return NULL;
  *provider = (clap_preset_discovery_provider_t){&DESCRIPTOR, (void *)indexer, init, destroy, metadata, no_extension};
  return provider;
}

const void *clap_preset_factory(const char *id) {
  static const clap_preset_discovery_factory_t factory = {count, descriptor, create};
  bool known = strcmp(id, CLAP_PRESET_DISCOVERY_FACTORY_ID) == 0 || strcmp(id, CLAP_PRESET_DISCOVERY_FACTORY_DRAFT_ID) == 0;
  return known ? &factory : NULL;
}

static bool load(const clap_plugin_t *plugin, uint32_t kind, const char *location, const char *key) {
  const clap_host_t *host = of(plugin)->host;
  const clap_host_preset_load_t *told = host->get_extension(host, CLAP_EXT_PRESET_LOAD);
  if (told == NULL) told = host->get_extension(host, CLAP_EXT_PRESET_LOAD_DRAFT);
  const ap_program *program = kind == CLAP_PRESET_DISCOVERY_LOCATION_PLUGIN ? ap_program_of(key) : NULL;
  if (program == NULL) {
    if (told != NULL) told->on_error(host, kind, location, key, 0, "no such preset in Antiphon: expected one that it lists");
    return false;
  }
  for (uint32_t n = 0; n < AP_PARAMETER_COUNT; n++) {
    double value;
    if (ap_program_value(program, n, &value)) ap_core_set_parameter(of(plugin)->core, n, value);
  }
  const clap_host_params_t *params = host->get_extension(host, CLAP_EXT_PARAMS);
  if (params != NULL && params->rescan != NULL) params->rescan(host, CLAP_PARAM_RESCAN_VALUES);
  if (told != NULL) told->loaded(host, kind, location, key);
  return true;
}

const void *clap_preset_extension(const char *id) {
  static const clap_plugin_preset_load_t loads = {load};
  return strcmp(id, CLAP_EXT_PRESET_LOAD) == 0 || strcmp(id, CLAP_EXT_PRESET_LOAD_DRAFT) == 0 ? &loads : NULL;
}
