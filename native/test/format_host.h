/* What formats_test.c asks of a host of each format. A message is MIDI bytes; a first byte of EXPRESSION stands for a note
 * expression, which is no MIDI; of a sysex only the first byte is kept. */
#ifndef AP_FORMAT_HOST_H
#define AP_FORMAT_HOST_H

#include "harness.h"

enum { EXPRESSION = 1, MESSAGES_MOST = 4096, FRAMES_MOST = 4096 };

typedef struct message {
  uint32_t offset;
  uint8_t bytes[3];
} message;

typedef struct format_host {
  const char *name;
  bool expressions; /* whether the format has them */
  void (*open)(const char *binary);   /* loads it and makes an instance, as a scan does */
  void (*activate)(void);             /* and processes from then on */
  void (*process)(uint32_t frames);   /* one block: `in` to `out` */
  void (*offline)(bool offline);      /* whether it renders offline from the next block on */
  void (*close)(void);
} format_host;

extern const format_host clap_host, vst3_host, lv2_host;

/* Of the block in hand. */
extern message in[MESSAGES_MOST], out[MESSAGES_MOST];
extern uint32_t in_count, out_count;

static inline void add_out(uint32_t offset, uint8_t first, uint8_t second, uint8_t third) {
  if (out_count == MESSAGES_MOST) fail("more comes out than there is room for");
  out[out_count++] = (message){offset, {first, second, third}};
}

#endif
