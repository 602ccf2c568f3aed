/* What the files of the CLAP share: clap_process.c and clap_presets.c are used by clap_extensions.c, and all by clap_plugin.c. */
#ifndef AP_CLAP_INSIDE_H
#define AP_CLAP_INSIDE_H

#include "clap/plugin.h"
#include "core.h"

typedef struct companion {
  clap_plugin_t plugin;
  const clap_host_t *host;
  ap_core *core;
  const clap_output_events_t *out; /* of the block in hand */
} companion;

static inline companion *of(const clap_plugin_t *plugin) { return plugin->plugin_data; }

/* Takes one event, at the offset reached; true if it is to be passed on as it is. [audio-thread] */
bool clap_take(companion *c, const clap_event_header_t *event);

/* [audio-thread] */
clap_process_status clap_process(const clap_plugin_t *plugin, const clap_process_t *p);

/* The factory, and the extension, of the host's list of presets; NULL for another name. [any] */
const void *clap_preset_factory(const char *id);
const void *clap_preset_extension(const char *id);

/* The extension of that name, or NULL. [any] */
const void *clap_extension(const clap_plugin_t *plugin, const char *id);

#endif
