/* Messages that wait for their moment: a binary heap of fixed size. [audio-thread] */
#ifndef AP_SCHEDULE_H
#define AP_SCHEDULE_H

#include <stdbool.h>
#include <stdint.h>

enum { AP_SCHEDULE_SLOTS = 2048 };

typedef struct ap_scheduled {
  int64_t due; /* a song position or a sample, as the schedule's owner decides */
  uint64_t rank; /* of those due together the lower goes first */
  uint8_t message[3];
  uint8_t length;
} ap_scheduled;

typedef struct ap_schedule {
  uint32_t size;
  uint64_t added;
  ap_scheduled slots[AP_SCHEDULE_SLOTS];
} ap_schedule;

void ap_schedule_clear(ap_schedule *s);

/* False if there is no room. Of messages due together, note-offs go first, then the order of adding decides. */
bool ap_schedule_add(ap_schedule *s, int64_t due, const uint8_t *message, uint8_t length);

/* The message that is due first, or NULL. */
const ap_scheduled *ap_schedule_first(const ap_schedule *s);

void ap_schedule_remove_first(ap_schedule *s);

#endif
