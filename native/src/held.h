/* What sounds on the plug-in's output: two ledgers, the player's and the companion's, so that each note that began
 * ends once, and neither cuts the other's short. [audio-thread] */
#ifndef AP_HELD_H
#define AP_HELD_H

#include <stdbool.h>
#include <stdint.h>

/* Sends one message at the moment in hand; false if the host took it not. */
typedef bool (*ap_sender)(void *context, const uint8_t *message, uint8_t length);

typedef struct ap_ledger {
  uint64_t keys[16][2];
} ap_ledger;

typedef struct ap_held {
  ap_ledger player, companion;
  uint16_t pedals, bends; /* channels on which the companion has the sustain pedal down, the pitch bent */
} ap_held;

/* The player's message; false if it must not be passed on, because the companion still holds the key. */
bool ap_held_player(ap_held *h, const uint8_t *message, ap_sender send, void *context);

/* The companion's message, sent as it must be; false if the host took it not. */
bool ap_held_companion(ap_held *h, const uint8_t *message, uint8_t length, ap_sender send, void *context);

/* Ends all the companion's notes, pedals and bends; false if the host took not all: then it is to be called again. */
bool ap_held_release(ap_held *h, ap_sender send, void *context);

#endif
