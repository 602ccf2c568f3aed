/* CLAP's extension "clap.render", by which a host tells whether it renders offline; the installed headers lack it. */
#ifndef AP_CLAP_RENDER_H
#define AP_CLAP_RENDER_H

#include "clap/plugin.h"

#define CLAP_EXT_RENDER "clap.render"

enum { CLAP_RENDER_REALTIME = 0, CLAP_RENDER_OFFLINE = 1 };

typedef int32_t clap_plugin_render_mode;

typedef struct clap_plugin_render {
  bool(CLAP_ABI *has_hard_realtime_requirement)(const clap_plugin_t *plugin);
  bool(CLAP_ABI *set)(const clap_plugin_t *plugin, clap_plugin_render_mode mode);
} clap_plugin_render_t;

#endif
