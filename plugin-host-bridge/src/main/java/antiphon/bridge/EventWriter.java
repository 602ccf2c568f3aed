package antiphon.bridge;

import java.nio.ByteBuffer;

/** Fills the ring that the plug-in's audio thread empties; what finds no room is counted, nobody waits. [bridge] */
final class EventWriter {
  private final Region region;
  private long tail;
  private long dropped;

  EventWriter(Region region) {
    this.region = region;
  }

  /** Goes on where the ring stands. */
  void join() {
    tail = region.acquireLong(Layout.TO_PLUGIN_TAIL_AT);
  }

  boolean midi(int timebase, int epoch, long beats, long sample, int message) {
    int command = message & 0xF0;
    int length = command == 0xC0 || command == 0xD0 ? 2 : 3;
    return write(Layout.KIND_MIDI, timebase, 0, length, epoch, beats, sample, message & 0xFFFFFFL);
  }

  boolean parameter(int number, double value) {
    return write(Layout.KIND_PARAMETER, Layout.NOW, number, 8, 0, 0, 0, Double.doubleToRawLongBits(value));
  }

  boolean flush() {
    return write(Layout.KIND_FLUSH, Layout.NOW, 0, 0, 0, 0, 0, 0);
  }

  private boolean write(
      int kind, int timebase, int port, int length, int epoch, long beats, long sample, long data) {
    long waiting = tail - region.acquireLong(Layout.TO_PLUGIN_HEAD_AT);
    // A plug-in cannot have read what was not written: to one that says so nothing is sent.
    if (waiting < 0 || waiting >= Layout.TO_PLUGIN_SLOTS) {
      dropped++;
      return false;
    }
    ByteBuffer bytes = region.bytes();
    int slot = Layout.TO_PLUGIN_AT + (int) (tail & Layout.TO_PLUGIN_SLOTS - 1) * Layout.EVENT_BYTES;
    bytes.putInt(slot, kind | timebase << 8 | port << 16 | length << 24);
    bytes.putInt(slot + Layout.EPOCH, epoch);
    bytes.putLong(slot + Layout.EVENT_BEATS, beats);
    bytes.putLong(slot + Layout.EVENT_SAMPLE, sample);
    bytes.putLong(slot + Layout.DATA, data);
    region.releaseLong(Layout.TO_PLUGIN_TAIL_AT, ++tail);
    return true;
  }

  long dropped() {
    return dropped;
  }
}
