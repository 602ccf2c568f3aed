package antiphon.bridge;

/**
 * Takes events out of the ring that the plug-in fills. What it finds there is checked: a plug-in that has gone mad
 * costs its own events only. [bridge]
 */
final class EventReader {
  private final Region region;
  private long head;
  private int slot;
  private long refused;

  EventReader(Region region) {
    this.region = region;
  }

  /** Forgets what was sent before. */
  void skip() {
    head = region.acquireLong(Layout.TO_ENGINE_TAIL_AT);
    region.releaseLong(Layout.TO_ENGINE_HEAD_AT, head);
  }

  /** Steps to the next event, which may be read until the next step; false if there is none. */
  boolean next() {
    long tail = region.acquireLong(Layout.TO_ENGINE_TAIL_AT);
    if (tail == head) {
      return false;
    }
    if (tail - head < 0 || tail - head > Layout.TO_ENGINE_SLOTS) {
      refused++;
      skip();
      return false;
    }
    slot = Layout.TO_ENGINE_AT + (int) (head & Layout.TO_ENGINE_SLOTS - 1) * Layout.EVENT_BYTES;
    return true;
  }

  /** Gives the slot of the event in hand back. */
  void done() {
    region.releaseLong(Layout.TO_ENGINE_HEAD_AT, ++head);
  }

  int kind() {
    return region.bytes().get(slot + Layout.KIND);
  }

  int epoch() {
    return region.bytes().getInt(slot + Layout.EPOCH);
  }

  long beats() {
    return region.bytes().getLong(slot + Layout.EVENT_BEATS);
  }

  long sample() {
    return region.bytes().getLong(slot + Layout.EVENT_SAMPLE);
  }

  /** The short message, packed; 0 if it is none. */
  int message() {
    int length = region.bytes().get(slot + Layout.LENGTH);
    int message = region.bytes().getInt(slot + Layout.DATA) & 0xFFFFFF;
    int command = message & 0xF0;
    int expected = (message & 0x80) == 0 || command == 0xF0 ? 0 : command == 0xC0 || command == 0xD0 ? 2 : 3;
    if (length != expected || (message & 0x808000) != 0) {
      refused++;
      return 0;
    }
    return message;
  }

  /** Counts the event in hand as one that makes no sense. */
  void refuse() {
    refused++;
  }

  long refused() {
    return refused;
  }
}
