#include "held.h"

#include <string.h>

static bool holds(const ap_ledger *l, uint8_t channel, uint8_t key) { return l->keys[channel][key >> 6] >> (key & 63) & 1; }

static void hold(ap_ledger *l, uint8_t channel, uint8_t key) { l->keys[channel][key >> 6] |= UINT64_C(1) << (key & 63); }

static void let_go(ap_ledger *l, uint8_t channel, uint8_t key) {
  l->keys[channel][key >> 6] &= ~(UINT64_C(1) << (key & 63));
}

static bool send_off(ap_sender send, void *context, uint8_t channel, uint8_t key) {
  const uint8_t off[] = {0x80 | channel, key, 64};
  return send(context, off, 3);
}

bool ap_held_player(ap_held *h, const uint8_t *message, ap_sender send, void *context) {
  uint8_t command = message[0] & 0xF0, channel = message[0] & 0x0F, key = message[1] & 0x7F;
  if (command == 0x90 && message[2] > 0) {
    if (holds(&h->companion, channel, key)) send_off(send, context, channel, key);
    hold(&h->player, channel, key);
  } else if (command == 0x80 || command == 0x90) {
    let_go(&h->player, channel, key);
    return !holds(&h->companion, channel, key);
  } else if (command == 0xB0 && (message[1] == 120 || message[1] >= 123)) {
    memset(h->player.keys[channel], 0, sizeof h->player.keys[channel]);
  }
  return true;
}

static bool note_on(ap_held *h, const uint8_t *message, ap_sender send, void *context) {
  uint8_t channel = message[0] & 0x0F, key = message[1];
  if (holds(&h->companion, channel, key) || holds(&h->player, channel, key)) {
    if (!send_off(send, context, channel, key)) return false;
    let_go(&h->companion, channel, key);
  }
  if (!send(context, message, 3)) return false;
  hold(&h->companion, channel, key);
  return true;
}

static bool note_off(ap_held *h, uint8_t channel, uint8_t key, ap_sender send, void *context) {
  if (!holds(&h->companion, channel, key)) return true;
  if (!holds(&h->player, channel, key) && !send_off(send, context, channel, key)) return false;
  let_go(&h->companion, channel, key);
  return true;
}

bool ap_held_companion(ap_held *h, const uint8_t *message, uint8_t length, ap_sender send, void *context) {
  uint8_t command = message[0] & 0xF0, channel = message[0] & 0x0F;
  if (command == 0x90 && message[2] > 0) return note_on(h, message, send, context);
  if (command == 0x80 || command == 0x90) return note_off(h, channel, message[1], send, context);
  if (!send(context, message, length)) return false;
  uint16_t bit = (uint16_t)(1u << channel);
  if (command == 0xB0 && message[1] == 64) {
    h->pedals = message[2] >= 64 ? h->pedals | bit : h->pedals & (uint16_t)~bit;
  } else if (command == 0xE0) {
    h->bends = message[1] != 0 || message[2] != 64 ? h->bends | bit : h->bends & (uint16_t)~bit;
  }
  return true;
}

bool ap_held_release(ap_held *h, ap_sender send, void *context) {
  for (uint8_t channel = 0; channel < 16; channel++) {
    const uint8_t pedal_up[] = {0xB0 | channel, 64, 0}, straight[] = {0xE0 | channel, 0, 64};
    for (int key = 0; key < 128; key++) {
      if (h->companion.keys[channel][key >> 6] == 0) {
        key |= 63;
      } else if (!note_off(h, channel, (uint8_t)key, send, context)) {
        return false;
      }
    }
    uint16_t bit = (uint16_t)(1u << channel);
    if ((h->pedals & bit) && !send(context, pedal_up, 3)) return false;
    h->pedals &= (uint16_t)~bit;
    if ((h->bends & bit) && !send(context, straight, 3)) return false;
    h->bends &= (uint16_t)~bit;
  }
  return true;
}
