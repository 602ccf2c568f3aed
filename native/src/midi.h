/* What the first byte of a MIDI message tells. */
#ifndef AP_MIDI_H
#define AP_MIDI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* System messages, the clock and sysex among them, begin with this byte or a higher one. */
enum { AP_SYSTEM_MESSAGE = 0xF0 };

/* Bytes of a channel message by its first one, 0 for what begins none. [any] */
static inline uint8_t ap_channel_message_length(uint8_t status) {
  if (status < 0x80 || status >= AP_SYSTEM_MESSAGE) return 0;
  return (status & 0xE0) == 0xC0 ? 2 : 3;
}

/* Whether so many bytes are one whole channel message. [any] */
static inline bool ap_is_channel_message(const uint8_t *m, size_t length) {
  if (length == 0 || length != ap_channel_message_length(m[0])) return false;
  return !(m[1] & 0x80) && (length == 2 || !(m[2] & 0x80));
}

#endif
