/* One companion in one host: everything that the three formats share. A format's shell turns its host's calls into
 * these, and hands out what they send. */
#ifndef AP_CORE_H
#define AP_CORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "parameters.h"
#include "region.h"
#include "song.h"

typedef struct ap_core ap_core;

/* Where a block's output goes; calls come in order of their offsets. [audio-thread] */
typedef struct ap_output {
  void *context;
  bool (*midi)(void *context, uint32_t offset, const uint8_t *message, uint8_t length); /* false: no room */
  void (*parameter)(void *context, uint32_t offset, uint32_t number, double value);     /* for the host to show */
} ap_output;

/* NULL if there is no memory. Without shared memory it passes notes through and says so. [main-thread] */
ap_core *ap_core_create(enum ap_format format);
void ap_core_destroy(ap_core *core); /* [main-thread] */

/* Lets engines find it, and has one started if none runs; a second time does nothing. Not sooner than the host means to
 * process: one that only looks what plug-ins there are starts no engine. [main-thread] */
void ap_core_publish(ap_core *core);

/* Before processing begins. [main-thread] */
void ap_core_activate(ap_core *core, double sample_rate);

/* What sounded is over or is to end: forgets what is scheduled, ends the rest in the next block. [audio-thread], or
 * [main-thread] while nothing is processed */
void ap_core_reset(ap_core *core);

/* A block: begin, then what happens in order of offsets, then end. Offsets outside the block, and before what is out
 * already, are moved.
 * None of these allocates, locks, calls the system or takes longer than its events, unless the host renders offline. A NULL song goes on as it was.
 * [audio-thread] */
void ap_core_begin(ap_core *core, uint32_t frames, const ap_song *song, const ap_output *output);
void ap_core_song(ap_core *core, uint32_t offset, const ap_song *song);

/* Puts out what is due up to an offset. Gives the offset at which what has come there may be put out: whatever a host
 * sends is reached first, also what the core does not hear, so that the output stays in order. [audio-thread] */
uint32_t ap_core_reach(ap_core *core, uint32_t offset);

/* The player's channel message at the offset reached last; true if it is to be passed on there. [audio-thread] */
bool ap_core_hear(ap_core *core, const uint8_t *message, uint8_t length);

/* Something that was to be passed on found no room. [audio-thread] */
void ap_core_count_dropped(ap_core *core);

void ap_core_end(ap_core *core);

/* Where the song stands at an offset of the block in hand. [audio-thread] */
int64_t ap_core_beats_at(const ap_core *core, uint32_t offset);

enum ap_rendering {
  AP_UNSAID,    /* in real time, but for a host whose samples outrun the time */
  AP_REAL_TIME, /* as time passes, whatever it looks like */
  AP_OFFLINE,   /* as fast as it can, as for an export */
};

/* How the host says that it renders. Only offline a block may wait: until the engine has sent all that is due in it, 10 seconds
 * at most; and in one rendering as long for an engine that is being started. [any] */
void ap_core_rendering(ap_core *core, enum ap_rendering rendering);

/* Parameters in their own ranges; out of range is moved into it, triggers count when they go up. [any] */
double ap_core_parameter(const ap_core *core, uint32_t number);
void ap_core_set_parameter(ap_core *core, uint32_t number, double value);

/* What the parameter "status" reads as, with what the engine says about it. [main-thread] */
void ap_core_status_text(const ap_core *core, double value, char *text, size_t size);

enum { AP_STATE_MAX = AP_BLOB_MAX + 4096 };

/* What the host keeps with its project; at most AP_STATE_MAX bytes. [main-thread] */
size_t ap_core_save(ap_core *core, uint8_t *bytes);

/* NULL, or why it was refused; then nothing has changed. [main-thread] */
const char *ap_core_load(ap_core *core, const uint8_t *bytes, size_t length);

#endif
