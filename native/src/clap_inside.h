/* What clap_plugin.c and clap_extensions.c share. */
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

/* Takes one event; true if it is to be passed on as it is. [audio-thread] */
bool clap_take(companion *c, const clap_event_header_t *event);

/* The extension of that name, or NULL. [any] */
const void *clap_extension(const clap_plugin_t *plugin, const char *id);

#endif
