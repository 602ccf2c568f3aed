package antiphon.bridge;

/**
 * Offsets and numbers of {@code native/include/antiphon/link.h}, protocol version {@value #ABI}; a test compares them
 * with what the C compiler makes of it.
 */
final class Layout {
  static final long MAGIC = 0x314E485049544E41L;
  /** Of the layout. */
  static final int ABI = 2;

  /** Of the protocol, as either side says; 0 for a version 2, which had no word for it. */
  static final int PROTOCOL = 3;

  static final int REGION_BYTES = 0x81000;
  static final int EVENT_BYTES = 32;
  static final int TO_ENGINE_SLOTS = 4096;
  static final int TO_PLUGIN_SLOTS = 8192;
  static final int STATUS_TEXT_MAX = 240;
  static final int BLOB_MAX = 65520;

  /** Set before the file has its name. */
  static final int MAGIC_AT = 0x00;
  static final int ABI_AT = 0x08;
  static final int FORMAT_AT = 0x0C;
  static final int REGION_BYTES_AT = 0x10;
  static final int PLUGIN_PID_AT = 0x18;
  static final int PUBLISHED_AT = 0x20;
  static final int PLUGIN_PROTOCOL_AT = 0x24;

  /** Written by the plug-in. */
  static final int PLUGIN_BEAT_AT = 0x80;
  static final int PLUGIN_STATE_AT = 0x88;
  static final int EPOCH_AT = 0x8C;
  static final int DROPPED_AT = 0x90;
  static final int LATE_AT = 0x98;
  static final int REFUSED_AT = 0xA0;
  static final int STALE_AT = 0xA8;
  static final int UNHEARD_AT = 0xB0;
  static final int OFFLINE_AT = 0xB8;
  static final int ASKED_AT = 0xC0;
  static final int MISSED_AT = 0xC8;

  /** Written by the engine. */
  static final int ENGINE_BEAT_AT = 0x100;
  static final int ENGINE_PID_AT = 0x108;
  static final int ENGINE_STATE_AT = 0x110;
  static final int ENGINE_GENERATION_AT = 0x114;
  static final int ENGINE_STATUS_AT = 0x118;
  static final int RESTORED_SEEN_AT = 0x120;
  static final int ANSWERED_AT = 0x128;
  static final int ENGINE_PROTOCOL_AT = 0x130;

  /** The transport's words, under the seqlock of the first. */
  static final int TRANSPORT_AT = 0x180;
  static final int STEADY_NS = 8;
  static final int SAMPLE = 16;
  static final int BEATS = 24;
  static final int BAR_START = 32;
  static final int LOOP_START = 40;
  static final int LOOP_END = 48;
  static final int TEMPO = 56;
  static final int SAMPLE_RATE = 64;
  static final int METER = 72;
  static final int FLAGS = 80;
  static final int TRANSPORT_WORDS = 11;

  static final int TO_ENGINE_TAIL_AT = 0x200;
  static final int TO_ENGINE_HEAD_AT = 0x280;
  static final int TO_PLUGIN_TAIL_AT = 0x300;
  static final int TO_PLUGIN_HEAD_AT = 0x380;
  static final int PARAMETERS_AT = 0x400;
  static final int STATUS_TEXT_AT = 0x600;
  static final int TO_ENGINE_AT = 0x1000;
  static final int TO_PLUGIN_AT = 0x21000;
  static final int ENGINE_STATE_BLOB_AT = 0x61000;
  static final int RESTORED_STATE_BLOB_AT = 0x71000;

  /** Within an event. */
  static final int KIND = 0;
  static final int TIMEBASE = 1;
  static final int PORT = 2;
  static final int LENGTH = 3;
  static final int EPOCH = 4;
  static final int EVENT_BEATS = 8;
  static final int EVENT_SAMPLE = 16;
  static final int DATA = 24;

  static final int KIND_MIDI = 1;
  static final int KIND_TRANSPORT = 2;
  static final int KIND_PARAMETER = 3;
  static final int KIND_FLUSH = 4;

  static final int AT_BEATS = 0;
  static final int AT_SAMPLE = 1;
  static final int NOW = 2;
  static final int AFTER_LOOP = 3;

  static final int ROLLING = 1;
  static final int HAS_BEATS = 2;
  static final int HAS_TEMPO = 4;
  static final int HAS_METER = 8;
  static final int LOOPS = 16;

  static final int PLUGIN_ACTIVE = 1;
  static final int PLUGIN_GONE = 9;
  static final int ENGINE_FREE = 0;
  static final int ENGINE_CLAIMED = 1;

  private Layout() {}
}
