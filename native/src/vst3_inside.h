/* What the files of the VST3 share. One object is component, processor and controller: vst3_object.c is what they have in
 * common, vst3_controller.c and vst3_process.c use that, vst3_plugin.c makes an instance of all. */
#ifndef AP_VST3_INSIDE_H
#define AP_VST3_INSIDE_H

#include "core.h"
#include "vst3_headers.h"

enum { VST3_CONTROLS_MOST = 1024 }; /* points of controllers in a block; more are left out, and counted as dropped */

typedef struct vst3_control {
  int32_t offset;
  uint8_t message[3];
  uint8_t length;
} vst3_control;

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
  vst3_control controls[VST3_CONTROLS_MOST];
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

/* What is no note reaches a VST3 as parameters, hidden, numbered from VST3_FIRST_CONTROLLER: of each channel the 128
 * controllers, pressure, bend and program. The pressure of a single key is an event. */
enum { VST3_PRESSURE = 128, VST3_BEND = 129, VST3_PROGRAM = 130, VST3_KEY_PRESSURE = 131 };
enum { VST3_CONTROLLERS = 131, VST3_FIRST_CONTROLLER = 1000, VST3_ALL_CONTROLLERS = 16 * VST3_CONTROLLERS };

/* Turns UTF-8 into the host's UTF-16; what finds no room is cut off. */
void vst3_text(int16_t *to, size_t size, const char *from);

#endif
