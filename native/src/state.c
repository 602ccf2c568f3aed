/* What a host saves with its project:
 *   "APST", u32 version 1, u32 count, count x {u32 number, u32 0, double value}, u32 length, bytes of the engine,
 *   u32 FNV-1a of all before. Little endian. */
#include <stdio.h>
#include <string.h>

#include "core_inside.h"

enum { VERSION = 1, HEAD = 12, ENTRY = 16, MOST_ENTRIES = 200 };

static uint32_t checksum(const uint8_t *bytes, size_t length) {
  uint32_t sum = 2166136261u;
  for (size_t i = 0; i < length; i++) sum = (sum ^ bytes[i]) * 16777619u;
  return sum;
}

static void put_u32(uint8_t *at, uint32_t value) { memcpy(at, &value, 4); }

static uint32_t u32(const uint8_t *at) {
  uint32_t value;
  memcpy(&value, at, 4);
  return value;
}

static bool saved(uint32_t number) {
  return ap_parameters[number].kind != AP_TRIGGER && ap_parameters[number].kind != AP_READOUT;
}

/* The engine's own state: what it wrote, unless the host has restored something that it has not seen. */
static ptrdiff_t engine_state(ap_core *core) {
  ap_region *r = core->link.region;
  uint64_t restored = atomic_load_explicit(&r->restored_state_blob.sequence, memory_order_relaxed);
  uint64_t seen = atomic_load_explicit(&r->restored_seen, memory_order_acquire);
  if (restored <= seen) {
    ptrdiff_t length = ap_blob_read(&r->engine_state_blob.sequence, core->blob, sizeof core->blob);
    if (length >= 0) return length;
  }
  return ap_blob_read(&r->restored_state_blob.sequence, core->blob, sizeof core->blob);
}

size_t ap_core_save(ap_core *core, uint8_t *bytes) {
  size_t at = HEAD;
  uint32_t count = 0;
  for (uint32_t n = 0; n < AP_PARAMETER_COUNT; n++) {
    if (!saved(n)) continue;
    double value = ap_core_parameter(core, n);
    put_u32(bytes + at, n);
    put_u32(bytes + at + 4, 0);
    memcpy(bytes + at + 8, &value, 8);
    at += ENTRY;
    count++;
  }
  memcpy(bytes, "APST", 4);
  put_u32(bytes + 4, VERSION);
  put_u32(bytes + 8, count);
  ptrdiff_t length = engine_state(core);
  if (length < 0) length = 0;
  put_u32(bytes + at, (uint32_t)length);
  memcpy(bytes + at + 4, core->blob, (size_t)length);
  at += 4 + (size_t)length;
  put_u32(bytes + at, checksum(bytes, at));
  return at + 4;
}

/* NULL, or what is wrong with it. */
static const char *wrong(const uint8_t *bytes, size_t length) {
  if (length < HEAD + 8 || memcmp(bytes, "APST", 4) != 0) return "not a state of Antiphon: expected it to begin with APST";
  if (u32(bytes + 4) != VERSION) return "a state of another version of Antiphon: expected version 1";
  size_t entries = u32(bytes + 8);
  if (entries > MOST_ENTRIES || HEAD + entries * ENTRY + 8 > length) return "a damaged state: its parameters are cut short";
  size_t blob = u32(bytes + HEAD + entries * ENTRY);
  if (blob > AP_BLOB_MAX || HEAD + entries * ENTRY + 8 + blob != length) return "a damaged state: its length is wrong";
  if (checksum(bytes, length - 4) != u32(bytes + length - 4)) return "a damaged state: its checksum is wrong";
  return NULL;
}

const char *ap_core_load(ap_core *core, const uint8_t *bytes, size_t length) {
  const char *problem = wrong(bytes, length);
  if (problem != NULL) return problem;
  uint32_t entries = u32(bytes + 8);
  const uint8_t *entry = bytes + HEAD;
  for (uint32_t i = 0; i < entries; i++, entry += ENTRY) {
    double value;
    memcpy(&value, entry + 8, 8);
    uint32_t number = u32(entry);
    /* A newer version may know more of them. */
    if (number < AP_PARAMETER_COUNT && saved(number)) ap_core_set_parameter(core, number, value);
  }
  ap_blob_write(&core->link.region->restored_state_blob.sequence, entry + 4, u32(entry));
  return NULL;
}
