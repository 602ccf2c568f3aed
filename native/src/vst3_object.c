/* What all interfaces of the VST3 have in common: finding one another, references, texts. */
#include <stdlib.h>

#include "vst3_inside.h"

v3_result vst3_query(companion *c, const v3_tuid iid, void **object) {
  if (v3_tuid_match(iid, v3_funknown_iid) || v3_tuid_match(iid, v3_plugin_base_iid) ||
      v3_tuid_match(iid, v3_component_iid)) {
    *object = &c->component;
  } else if (v3_tuid_match(iid, v3_audio_processor_iid)) {
    *object = &c->processor;
  } else if (v3_tuid_match(iid, v3_edit_controller_iid)) {
    *object = &c->controller;
  } else if (v3_tuid_match(iid, v3_midi_mapping_iid)) {
    *object = &c->mapping;
  } else if (v3_tuid_match(iid, v3_process_context_requirements_iid)) {
    *object = &c->requirements;
  } else {
    *object = NULL;
    return V3_NO_INTERFACE;
  }
  vst3_ref(c);
  return V3_OK;
}

uint32_t vst3_ref(companion *c) { return atomic_fetch_add(&c->references, 1) + 1; }

uint32_t vst3_unref(companion *c) {
  uint32_t left = atomic_fetch_sub(&c->references, 1) - 1;
  if (left == 0) {
    ap_core_destroy(c->core);
    free(c);
  }
  return left;
}

/* The code point that begins at `*from`, which goes on to the next; '?' for what is no UTF-8. */
static uint32_t code_point(const char **from) {
  static const uint32_t least[] = {0, 0x80, 0x800, 0x10000};
  const unsigned char *at = (const unsigned char *)*from;
  uint32_t first = *at++;
  int more = first < 0x80 ? 0 : first >> 5 == 6 ? 1 : first >> 4 == 14 ? 2 : first >> 3 == 30 ? 3 : -1;
  uint32_t point = more <= 0 ? first : first & (0x3Fu >> more);
  for (int i = 0; i < more; i++, at++) {
    if ((*at & 0xC0) != 0x80) {
      more = -1;
      break;
    }
    point = point << 6 | (*at & 0x3F);
  }
  *from = (const char *)at;
  bool surrogate = point >= 0xD800 && point < 0xE000;
  return more < 0 || surrogate || point > 0x10FFFF || point < least[more] ? '?' : point;
}

void vst3_text(int16_t *to, size_t size, const char *from) {
  size_t at = 0;
  while (*from != 0) {
    uint32_t point = code_point(&from);
    if (at + (point > 0xFFFF ? 3 : 2) > size) break;
    if (point > 0xFFFF) {
      to[at++] = (int16_t)(0xD800 + ((point - 0x10000) >> 10));
      to[at++] = (int16_t)(0xDC00 + ((point - 0x10000) & 0x3FF));
    } else {
      to[at++] = (int16_t)point;
    }
  }
  to[at] = 0;
}
