/* What vst3_plugin.c, vst3_process.c and vst3_controller.c share. One object is component, processor and controller. */
#ifndef AP_VST3_INSIDE_H
#define AP_VST3_INSIDE_H

#include "core.h"
#include "vst3_headers.h"

typedef struct companion {
  /* Each interface is a pointer to its functions. */
  const struct v3_component *component;
  const struct v3_audio_processor *processor;
  const struct v3_edit_controller *controller;
  const struct v3_midi_mapping *mapping;
  const struct v3_process_context_requirements *requirements;
  _Atomic uint32_t references;
  ap_core *core;
  struct v3_process_data *data; /* of the block in hand */
} companion;

/* The companion that an interface belongs to. */
#define COMPANION_OF(self, interface) ((companion *)(void *)((char *)(self)-offsetof(companion, interface)))

/* What every interface answers. */
v3_result vst3_query(companion *c, const v3_tuid iid, void **object);
uint32_t vst3_ref(companion *c);
uint32_t vst3_unref(companion *c);

extern const struct v3_audio_processor vst3_processor;
extern const struct v3_process_context_requirements vst3_requirements;
extern const struct v3_edit_controller vst3_controller;
extern const struct v3_midi_mapping vst3_mapping;

/* Controllers reach a VST3 as parameters: five of each channel, hidden, numbered from here. */
enum { VST3_CONTROLLERS = 5, VST3_FIRST_CONTROLLER = 1000, VST3_ALL_CONTROLLERS = 16 * VST3_CONTROLLERS };
enum { VST3_PRESSURE = 128, VST3_BEND = 129, VST3_PROGRAM = 130, VST3_KEY_PRESSURE = 131 };
extern const int16_t vst3_controllers[VST3_CONTROLLERS];

/* Copies ASCII. */
void vst3_text(int16_t *to, size_t size, const char *from);

#endif
