#include "schedule.h"

#include <string.h>

static bool before(const ap_scheduled *a, const ap_scheduled *b) {
  return a->due < b->due || (a->due == b->due && a->rank < b->rank);
}

static bool ends_note(const uint8_t *message) {
  return (message[0] & 0xF0) == 0x80 || ((message[0] & 0xF0) == 0x90 && message[2] == 0);
}

void ap_schedule_clear(ap_schedule *s) { s->size = 0; }

bool ap_schedule_add(ap_schedule *s, int64_t due, const uint8_t *message, uint8_t length) {
  if (s->size == AP_SCHEDULE_SLOTS) return false;
  ap_scheduled added = {.due = due, .length = length};
  added.rank = s->added++ | (ends_note(message) ? 0 : UINT64_C(1) << 63);
  memcpy(added.message, message, length);
  uint32_t at = s->size++;
  while (at > 0 && before(&added, &s->slots[(at - 1) / 2])) {
    s->slots[at] = s->slots[(at - 1) / 2];
    at = (at - 1) / 2;
  }
  s->slots[at] = added;
  return true;
}

const ap_scheduled *ap_schedule_first(const ap_schedule *s) { return s->size > 0 ? &s->slots[0] : NULL; }

void ap_schedule_remove_first(ap_schedule *s) {
  if (s->size == 0) return;
  ap_scheduled moved = s->slots[--s->size];
  uint32_t at = 0;
  for (uint32_t child = 1; child < s->size; child = 2 * at + 1) {
    if (child + 1 < s->size && before(&s->slots[child + 1], &s->slots[child])) child++;
    if (before(&moved, &s->slots[child])) break;
    s->slots[at] = s->slots[child];
    at = child;
  }
  s->slots[at] = moved;
}
