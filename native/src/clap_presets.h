/* CLAP's factory "clap.preset-discovery-factory/2" and extension "clap.preset-load/2", by which hosts list presets and load them; the
 * installed headers lack them. Only what is used has its type; the rest stands as pointers, in its place. */
#ifndef AP_CLAP_PRESETS_H
#define AP_CLAP_PRESETS_H

#include "clap/plugin.h"

#define CLAP_PRESET_DISCOVERY_FACTORY_ID "clap.preset-discovery-factory/2"
#define CLAP_EXT_PRESET_LOAD "clap.preset-load/2"
/* Hosts made for its last draft, which was the same, use these names. */
#define CLAP_PRESET_DISCOVERY_FACTORY_DRAFT_ID "clap.preset-discovery-factory/draft-2"
#define CLAP_EXT_PRESET_LOAD_DRAFT "clap.preset-load.draft/2"

/* The presets are in the plug-in itself. */
enum { CLAP_PRESET_DISCOVERY_LOCATION_PLUGIN = 1, CLAP_PRESET_DISCOVERY_IS_FACTORY_CONTENT = 1 };

typedef struct clap_universal_plugin_id {
  const char *abi;
  const char *id;
} clap_universal_plugin_id_t;

typedef struct clap_preset_discovery_metadata_receiver {
  void *receiver_data;
  void(CLAP_ABI *on_error)(const struct clap_preset_discovery_metadata_receiver *receiver, int32_t os_error, const char *message);
  bool(CLAP_ABI *begin_preset)(const struct clap_preset_discovery_metadata_receiver *receiver, const char *name, const char *load_key);
  void(CLAP_ABI *add_plugin_id)(const struct clap_preset_discovery_metadata_receiver *receiver, const clap_universal_plugin_id_t *id);
  void(CLAP_ABI *set_soundpack_id)(const struct clap_preset_discovery_metadata_receiver *receiver, const char *id);
  void(CLAP_ABI *set_flags)(const struct clap_preset_discovery_metadata_receiver *receiver, uint32_t flags);
  void(CLAP_ABI *add_creator)(const struct clap_preset_discovery_metadata_receiver *receiver, const char *creator);
  void(CLAP_ABI *set_description)(const struct clap_preset_discovery_metadata_receiver *receiver, const char *description);
  void(CLAP_ABI *set_timestamps)(const struct clap_preset_discovery_metadata_receiver *receiver, uint64_t created, uint64_t modified);
  void(CLAP_ABI *add_feature)(const struct clap_preset_discovery_metadata_receiver *receiver, const char *feature);
  void(CLAP_ABI *add_extra_info)(const struct clap_preset_discovery_metadata_receiver *receiver, const char *key, const char *value);
} clap_preset_discovery_metadata_receiver_t;

typedef struct clap_preset_discovery_location {
  uint32_t flags;
  const char *name;
  uint32_t kind;
  const char *location; /* NULL for the plug-in itself */
} clap_preset_discovery_location_t;

typedef struct clap_preset_discovery_provider_descriptor {
  clap_version_t clap_version;
  const char *id;
  const char *name;
  const char *vendor;
} clap_preset_discovery_provider_descriptor_t;

typedef struct clap_preset_discovery_provider {
  const clap_preset_discovery_provider_descriptor_t *desc;
  void *provider_data;
  bool(CLAP_ABI *init)(const struct clap_preset_discovery_provider *provider);
  void(CLAP_ABI *destroy)(const struct clap_preset_discovery_provider *provider);
  bool(CLAP_ABI *get_metadata)(const struct clap_preset_discovery_provider *provider, uint32_t kind, const char *location,
                               const clap_preset_discovery_metadata_receiver_t *receiver);
  const void *(CLAP_ABI *get_extension)(const struct clap_preset_discovery_provider *provider, const char *id);
} clap_preset_discovery_provider_t;

typedef struct clap_preset_discovery_indexer {
  clap_version_t clap_version;
  const char *name, *vendor, *url, *version;
  void *indexer_data;
  bool(CLAP_ABI *declare_filetype)(const struct clap_preset_discovery_indexer *indexer, const void *filetype);
  bool(CLAP_ABI *declare_location)(const struct clap_preset_discovery_indexer *indexer, const clap_preset_discovery_location_t *location);
  bool(CLAP_ABI *declare_soundpack)(const struct clap_preset_discovery_indexer *indexer, const void *soundpack);
  const void *(CLAP_ABI *get_extension)(const struct clap_preset_discovery_indexer *indexer, const char *id);
} clap_preset_discovery_indexer_t;

typedef struct clap_preset_discovery_factory {
  uint32_t(CLAP_ABI *count)(const struct clap_preset_discovery_factory *factory);
  const clap_preset_discovery_provider_descriptor_t *(CLAP_ABI *get_descriptor)(const struct clap_preset_discovery_factory *factory,
                                                                               uint32_t index);
  const clap_preset_discovery_provider_t *(CLAP_ABI *create)(const struct clap_preset_discovery_factory *factory,
                                                             const clap_preset_discovery_indexer_t *indexer, const char *id);
} clap_preset_discovery_factory_t;

typedef struct clap_plugin_preset_load {
  bool(CLAP_ABI *from_location)(const clap_plugin_t *plugin, uint32_t kind, const char *location, const char *load_key);
} clap_plugin_preset_load_t;

typedef struct clap_host_preset_load {
  void(CLAP_ABI *on_error)(const clap_host_t *host, uint32_t kind, const char *location, const char *load_key, int32_t os_error,
                           const char *message);
  void(CLAP_ABI *loaded)(const clap_host_t *host, uint32_t kind, const char *location, const char *load_key);
} clap_host_preset_load_t;

#endif
