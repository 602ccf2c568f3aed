/* The link between a plug-in and the engine: one file of shared memory per plug-in instance.
 *
 * The plug-in makes the file and owns it; an engine maps it and claims it. Two rings with one writer and one reader
 * each carry events, a seqlock carries the host's transport, a table of atomic doubles the parameters. Everything is
 * little endian and lies at the same offsets on every system; what one side writes often has a 128-byte line of its own.
 * docs/plugin-protocol.md explains it; the Java side holds the same offsets and a test compares them.
 *
 * Thread tags: [audio-thread] the host's real-time thread, [main-thread] the host's main thread, [engine] the other
 * process, [any].
 */
#ifndef ANTIPHON_LINK_H
#define ANTIPHON_LINK_H

#include <assert.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#define AP_MAGIC UINT64_C(0x314E485049544E41) /* "ANTIPHN1" */
/* Of the layout, which versions 2 and 3 of the protocol share. */
#define AP_ABI 2u
/* What each side speaks; version 2 left its word 0. */
#define AP_PROTOCOL 3u

/* Song positions are quarters in fixed point; the host's tempo map is applied on the plug-in's side only. */
#define AP_BEAT (INT64_C(1) << 31)

enum {
  AP_TO_ENGINE_SLOTS = 4096,
  AP_TO_PLUGIN_SLOTS = 8192,
  AP_PARAMETERS_MAX = 64,
  AP_STATUS_TEXT_MAX = 240,
  AP_BLOB_MAX = 65520,
};

enum ap_format { AP_CLAP = 0, AP_VST3 = 1, AP_LV2 = 2 };

/* What an event says. To the engine: MIDI, TRANSPORT. To the plug-in: MIDI, PARAMETER, FLUSH. */
enum ap_kind {
  AP_MIDI = 1,      /* data[0..length) is one short message */
  AP_TRANSPORT = 2, /* the transport changed here: read it anew */
  AP_PARAMETER = 3, /* port is the parameter's number, data its value as a double */
  AP_FLUSH = 4,     /* forget what is scheduled, end what sounds */
};

/* When an event to the plug-in is due. */
enum ap_timebase {
  AP_AT_BEATS = 0,   /* at a song position, in this run of the transport */
  AP_AT_SAMPLE = 1,  /* at a sample of the instance's own count, transport or not */
  AP_NOW = 2,        /* at the start of the next block */
  AP_AFTER_LOOP = 3, /* at a song position, after the transport has next gone back to the start of its loop */
};

typedef struct ap_event {
  uint8_t kind;
  uint8_t timebase;
  uint8_t port;
  uint8_t length;
  uint32_t epoch; /* grows with each start, stop and jump; events of another epoch are stale */
  int64_t beats;
  uint64_t sample;
  uint8_t data[8];
} ap_event;

/* Flags of the transport. */
enum {
  AP_ROLLING = 1,
  AP_HAS_BEATS = 2,
  AP_HAS_TEMPO = 4,
  AP_HAS_METER = 8,
  AP_LOOPS = 16,
};

/* The transport at the start of a block or where it changed within one, ten words under a seqlock. */
typedef struct ap_transport_words {
  _Atomic uint64_t sequence; /* odd while it is being written */
  _Atomic uint64_t steady_ns;
  _Atomic uint64_t sample;
  _Atomic uint64_t beats;
  _Atomic uint64_t bar_start;
  _Atomic uint64_t loop_start;
  _Atomic uint64_t loop_end;
  _Atomic uint64_t tempo;       /* double, quarters a minute */
  _Atomic uint64_t sample_rate; /* double, Hz */
  _Atomic uint64_t meter;       /* beats of a bar, unit << 16, frames of the block << 32 */
  _Atomic uint64_t flags;       /* flags, epoch << 32 */
} ap_transport_words;

/* Bytes under a seqlock, in words so that torn reading is defined. */
typedef struct ap_blob {
  _Atomic uint64_t sequence; /* odd while it is being written; 0 never was */
  _Atomic uint64_t length;
  _Atomic uint64_t words[AP_BLOB_MAX / 8];
} ap_blob;

typedef struct ap_status_text {
  _Atomic uint64_t sequence;
  _Atomic uint64_t length;
  _Atomic uint64_t words[AP_STATUS_TEXT_MAX / 8];
} ap_status_text;

enum { AP_PLUGIN_ACTIVE = 1, AP_PLUGIN_GONE = 9 };
enum { AP_ENGINE_FREE = 0, AP_ENGINE_CLAIMED = 1 };

#define AP_LINE _Alignas(128)

typedef struct ap_region {
  /* Set before the file gets its name, never changed. */
  uint64_t magic;
  uint32_t abi;
  uint32_t format;
  uint64_t region_bytes;
  uint64_t plugin_pid;
  _Atomic uint32_t published;
  uint32_t plugin_protocol;

  /* Written by the plug-in. */
  AP_LINE _Atomic uint64_t plugin_beat; /* blocks processed */
  _Atomic uint32_t plugin_state;
  _Atomic uint32_t epoch;
  _Atomic uint64_t dropped; /* messages to be played or passed on that found no room */
  _Atomic uint64_t late;    /* notes that came too late and were not played */
  _Atomic uint64_t refused; /* events from the engine that made no sense */
  _Atomic uint64_t stale;   /* events from the engine of an epoch that was over */
  _Atomic uint64_t unheard; /* the player's messages that found no room in the ring to the engine */
  _Atomic uint32_t offline; /* 1 while the host renders as fast as it can */
  _Atomic uint64_t asked;   /* offline: counts what the plug-in waits for: all that is due in the block in hand */
  _Atomic uint64_t missed;  /* offline: what was waited for in vain, or not at all after that */

  /* Written by the engine. */
  AP_LINE _Atomic uint64_t engine_beat; /* any value that changes at least four times a second */
  _Atomic uint64_t engine_pid;
  _Atomic uint32_t engine_state; /* the plug-in takes it back when the engine is silent */
  _Atomic uint32_t engine_generation;
  _Atomic uint32_t engine_status; /* an ap_status: one of the texts of the parameter "status" */
  _Atomic uint64_t restored_seen; /* sequence of the restored state that the engine's own state rests on */
  _Atomic uint64_t answered;      /* offline: the value of `asked` for which all has been sent */
  _Atomic uint32_t engine_protocol;

  AP_LINE ap_transport_words transport;

  /* Free-running counts; a slot is count & (slots - 1). */
  AP_LINE _Atomic uint64_t to_engine_tail;
  AP_LINE _Atomic uint64_t to_engine_head;
  AP_LINE _Atomic uint64_t to_plugin_tail;
  AP_LINE _Atomic uint64_t to_plugin_head;

  AP_LINE _Atomic uint64_t parameters[AP_PARAMETERS_MAX]; /* doubles; triggers count how often they were pressed */
  AP_LINE ap_status_text status_text;                     /* written by the engine: what stands behind the status, UTF-8 */

  _Alignas(4096) ap_event to_engine[AP_TO_ENGINE_SLOTS];
  ap_event to_plugin[AP_TO_PLUGIN_SLOTS];
  ap_blob engine_state_blob;   /* written by the engine: what the host is to save */
  ap_blob restored_state_blob; /* written by the plug-in: what the host restored */
} ap_region;

static_assert(sizeof(ap_event) == 32, "an event is 32 bytes");
static_assert(offsetof(ap_region, plugin_beat) == 0x080, "plug-in's line");
static_assert(offsetof(ap_region, engine_beat) == 0x100, "engine's line");
static_assert(offsetof(ap_region, transport) == 0x180, "transport");
static_assert(offsetof(ap_region, to_engine_tail) == 0x200, "rings");
static_assert(offsetof(ap_region, parameters) == 0x400, "parameters");
static_assert(offsetof(ap_region, to_engine) == 0x1000, "ring to the engine");
static_assert(offsetof(ap_region, to_plugin) == 0x21000, "ring to the plug-in");
static_assert(offsetof(ap_region, engine_state_blob) == 0x61000, "engine's state");
static_assert(offsetof(ap_region, restored_state_blob) == 0x71000, "restored state");
static_assert(ATOMIC_LLONG_LOCK_FREE == 2 && ATOMIC_INT_LOCK_FREE == 2, "the audio thread takes no lock");

#endif
