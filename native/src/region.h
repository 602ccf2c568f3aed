/* The plug-in's side of the shared memory: making it, its rings, its seqlocks. */
#ifndef AP_REGION_H
#define AP_REGION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "antiphon/link.h"
#include "keeper.h"
#include "platform.h"

typedef struct ap_link {
  ap_region *region; /* never NULL after ap_link_open: without a file it is the process's own memory */
  bool shared;       /* whether an engine can find it, once it is published */
  ap_run run;        /* where it is */
  ap_mapping mapping;
  void *memory; /* of an unshared region */
  ap_keeper keeper; /* of a shared one */
  uint64_t to_engine_tail, to_engine_head; /* the writer's own count, and what it last knew of the reader's */
  uint64_t to_plugin_head, to_plugin_tail;
} ap_link;

/* False only if there is no memory at all. [main-thread] */
bool ap_link_open(ap_link *link, enum ap_format format);

/* Lets engines find it, once all of it has its first values, and sees to it that one runs; a second time does nothing.
 * [main-thread] */
void ap_link_publish(ap_link *link);

/* [main-thread] */
void ap_link_close(ap_link *link);

/* Hands an event to the engine; false if the ring is full. [audio-thread] */
bool ap_link_send(ap_link *link, const ap_event *event);

/* Takes the engine's next event; false if there is none. What it holds is as good as garbage until it was checked.
 * [audio-thread] */
bool ap_link_take(ap_link *link, ap_event *event);

/* Forgets what the engine has sent so far. [audio-thread] */
void ap_link_skip(ap_link *link);

/* Bytes under a seqlock: length and words follow the sequence. One writer. [main-thread] */
void ap_blob_write(_Atomic uint64_t *blob, const uint8_t *bytes, size_t length);

/* Copies what was written last; -1 if nothing was, if it is too long, or while it is being written. [main-thread] */
ptrdiff_t ap_blob_read(const _Atomic uint64_t *blob, uint8_t *bytes, size_t most);

#endif
