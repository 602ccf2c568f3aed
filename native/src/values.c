/* The parameters in the shared memory, and what "status" reads as. */
#include <stdio.h>
#include <string.h>

#include "core_inside.h"

double ap_core_told(const ap_core *core, uint32_t number) {
  uint64_t word = atomic_load_explicit(&core->link.region->parameters[number], memory_order_relaxed);
  double value;
  memcpy(&value, &word, sizeof value);
  return value;
}

void ap_core_tell(ap_core *core, uint32_t number, double value) {
  uint64_t word;
  memcpy(&word, &value, sizeof word);
  atomic_store_explicit(&core->link.region->parameters[number], word, memory_order_release);
}

double ap_core_parameter(const ap_core *core, uint32_t number) {
  if (number == AP_STATUS) {
    uint32_t said = atomic_load_explicit(&core->link.region->engine_status, memory_order_relaxed);
    bool claimed = atomic_load_explicit(&core->link.region->engine_state, memory_order_relaxed) == AP_ENGINE_CLAIMED;
    return claimed && said < AP_STATUS_COUNT ? said : AP_NO_ENGINE;
  }
  return ap_parameters[number].kind == AP_TRIGGER ? 0 : ap_core_told(core, number);
}

void ap_core_set_parameter(ap_core *core, uint32_t number, double value) {
  if (ap_parameters[number].kind == AP_READOUT) return;
  if (ap_parameters[number].kind != AP_TRIGGER) {
    ap_core_tell(core, number, ap_parameter_clamp(number, value));
  } else if (value >= 0.5) {
    uint32_t bit = UINT32_C(1) << number;
    if (!(atomic_fetch_or_explicit(&core->pressed, bit, memory_order_relaxed) & bit)) {
      ap_core_tell(core, number, ap_core_told(core, number) + 1);
    }
  }
}

void ap_core_status_text(const ap_core *core, double value, char *text, size_t size) {
  uint8_t said[AP_STATUS_TEXT_MAX];
  char title[64];
  double status = ap_parameter_clamp(AP_STATUS, value);
  ap_parameter_text(AP_STATUS, status, title, sizeof title);
  ptrdiff_t length = ap_blob_read(&core->link.region->status_text.sequence, said, sizeof said);
  if (status != AP_NO_ENGINE && status == ap_core_parameter(core, AP_STATUS) && length > 0) {
    bool older = atomic_load_explicit(&core->link.region->engine_protocol, memory_order_relaxed) < AP_PROTOCOL;
    snprintf(text, size, "%s: %s%.*s", title, older ? "an older engine, silent in exports; " : "", (int)length, (const char *)said);
  } else if (status == AP_NO_ENGINE && !core->link.shared) {
    snprintf(text, size, "%s: no folder of this user alone at %s", title, core->link.run.refused);
  } else {
    snprintf(text, size, "%s", title);
  }
}
