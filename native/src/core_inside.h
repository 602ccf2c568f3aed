/* What a core is made of, for its own parts only: values.c, offline.c, play.c, engine.c, state.c and core.c, of which each uses
 * those before it. */
#ifndef AP_CORE_INSIDE_H
#define AP_CORE_INSIDE_H

#include "core.h"
#include "held.h"
#include "schedule.h"

enum {
  AP_DRAIN_MOST = 1024, /* events of the engine taken in one block */
};

struct ap_core {
  ap_link link;

  /* Touched by the audio thread only while it runs. */
  ap_song_clock clock;
  ap_schedule schedules[2]; /* by song position: for now, and for after the loop; they trade places */
  ap_schedule *by_beats, *after_loop;
  ap_schedule by_sample;
  ap_held held;
  uint32_t epoch, epoch_told;
  uint32_t wrapped_from; /* the epoch that a wrap of the loop ended last; what it had for after the loop is for now */
  uint64_t sample; /* of the block's first frame, counted since the instance was made */
  uint32_t frames, cursor;
  const ap_output *output;
  bool release_owed;
  bool thru_only;
  double output_channel, status_shown;
  uint64_t panics_seen;

  bool connected;
  uint32_t generation;
  uint64_t engine_beat, engine_seen_ns;

  /* Of a host that renders offline, or as if it did. */
  bool waits, gave_up, outran;
  uint64_t asked, start_spent_ns, block_began_ns;
  int64_t block_ns, waited_ns; /* of the block before: how long it lasts, how long we waited in it */
  int64_t lead_ns, slow_ns; /* how far the host's samples are ahead of the time that has passed; for how long they have not run ahead */

  /* Written by any thread. */
  _Atomic uint32_t rendering; /* an ap_rendering */
  _Atomic uint32_t pressed; /* a bit for each trigger that the host holds down */
  _Atomic uint32_t reset_asked;

  /* The main thread's. */
  uint8_t blob[AP_BLOB_MAX];
};

/* The sample of the instance's count at an offset of the block in hand. */
static inline uint64_t ap_sample_at(const ap_core *core, uint32_t offset) { return core->sample + offset; }

/* What a parameter's word in the shared memory holds: of a trigger, how often it was pressed. [any] */
double ap_core_told(const ap_core *core, uint32_t number);
void ap_core_tell(ap_core *core, uint32_t number, double value);

/* Before a block, where the host renders offline: waits for an engine that is being started. [audio-thread] */
void ap_offline_begin(ap_core *core);

/* Where the host renders offline: waits until the engine, told where the song stands, has sent all that is due in this
 * block. [audio-thread] */
void ap_offline_await(ap_core *core);

/* Sends the companion's message at the cursor; false if the host took it not. [audio-thread] */
bool ap_core_send(void *core, const uint8_t *message, uint8_t length);

/* Forgets what is scheduled and ends what the companion sounds, at the cursor. [audio-thread] */
void ap_core_silence(ap_core *core);

/* Looks whether an engine has claimed this instance and is alive. True if that is another than before. [audio-thread] */
bool ap_engine_watch(ap_core *core);

/* Takes what the engine has sent. [audio-thread] */
void ap_engine_drain(ap_core *core);

/* Tells the engine where the song stands, and with an event that it changed. [audio-thread] */
void ap_engine_tell_song(ap_core *core, uint64_t sample, bool changed);

#endif
