/* The companion as a CLAP note effect: descriptor, life, factory. */
#include <stdlib.h>
#include <string.h>

#include "clap/entry.h"
#include "clap/plugin-factory.h"
#include "clap_inside.h"
#include "version.h"

static const char *const FEATURES[] = {CLAP_PLUGIN_FEATURE_NOTE_EFFECT, "utility", NULL};

static const clap_plugin_descriptor_t DESCRIPTOR = {
    .clap_version = CLAP_VERSION_INIT,
    .id = "antiphon.companion",
    .name = "Antiphon Companion",
    .vendor = "Antiphon",
    .url = AP_URL,
    .manual_url = AP_URL,
    .support_url = AP_URL,
    .version = AP_VERSION,
    .description = "Listens while you play and answers in tempo",
    .features = (const char **)FEATURES,
};

static bool init(const clap_plugin_t *plugin) {
  companion *c = of(plugin);
  c->core = ap_core_create(AP_CLAP);
  return c->core != NULL;
}

static void destroy(const clap_plugin_t *plugin) {
  companion *c = of(plugin);
  ap_core_destroy(c->core);
  free(c);
}

static bool activate(const clap_plugin_t *plugin, double sample_rate, uint32_t least, uint32_t most) {
  (void)least, (void)most;
  ap_core_activate(of(plugin)->core, sample_rate);
  ap_core_publish(of(plugin)->core);
  return true;
}

static void deactivate(const clap_plugin_t *plugin) { ap_core_reset(of(plugin)->core); }

static bool start_processing(const clap_plugin_t *plugin) {
  (void)plugin;
  return true;
}

static void stop_processing(const clap_plugin_t *plugin) { ap_core_reset(of(plugin)->core); }

static void reset(const clap_plugin_t *plugin) { ap_core_reset(of(plugin)->core); }

static void on_main_thread(const clap_plugin_t *plugin) { (void)plugin; }

static uint32_t plugin_count(const clap_plugin_factory_t *factory) {
  (void)factory;
  return 1;
}

static const clap_plugin_descriptor_t *descriptor(const clap_plugin_factory_t *factory, uint32_t index) {
  (void)factory;
  return index == 0 ? &DESCRIPTOR : NULL;
}

static const clap_plugin_t *create(const clap_plugin_factory_t *factory, const clap_host_t *host, const char *id) {
  (void)factory;
  if (!clap_version_is_compatible(host->clap_version) || strcmp(id, DESCRIPTOR.id) != 0) return NULL;
  companion *c = calloc(1, sizeof *c);
  if (c == NULL) return NULL;
  c->host = host;
  c->plugin = (clap_plugin_t){
      .desc = &DESCRIPTOR,
      .plugin_data = c,
      .init = init,
      .destroy = destroy,
      .activate = activate,
      .deactivate = deactivate,
      .start_processing = start_processing,
      .stop_processing = stop_processing,
      .reset = reset,
      .process = clap_process,
      .get_extension = clap_extension,
      .on_main_thread = on_main_thread,
  };
  return &c->plugin;
}

static bool entry_init(const char *path) {
  (void)path;
  return true;
}

static void entry_deinit(void) {}

static const void *entry_factory(const char *id) {
  static const clap_plugin_factory_t factory = {plugin_count, descriptor, create};
  return strcmp(id, CLAP_PLUGIN_FACTORY_ID) == 0 ? &factory : clap_preset_factory(id);
}

CLAP_EXPORT const clap_plugin_entry_t clap_entry = {CLAP_VERSION_INIT, entry_init, entry_deinit, entry_factory};
