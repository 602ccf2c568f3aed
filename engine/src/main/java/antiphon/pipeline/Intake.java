package antiphon.pipeline;

import antiphon.midi.MidiMessage;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what the player may put on the event ring, so that no flood takes the room of anything else, or the time of
 * whoever hears it. Ends of notes are always let through: there are never more of them than beginnings were. [any]
 */
final class Intake {
  /** Beginnings of notes in a tenth of a second: about twice what a MIDI cable can carry. */
  static final int MOST_NOTES = 200;

  private static final long WINDOW_NS = 100_000_000;
  private static final int COUNT_BITS = 16;
  private static final int KEYS = 16 * 128;

  /** Of the ring's slots so many are kept from the beginnings of notes, and from all that is not an end of one. */
  private final long keptForOthers;

  private final long keptForEnds;
  /** Keys whose beginning was let through, and whose end is still to come. */
  private final AtomicIntegerArray down = new AtomicIntegerArray(KEYS);
  /** Number of the window, and above it how many notes began in it. */
  private final AtomicLong window = new AtomicLong();

  /** @param slots of the ring; at least four times as many as there are keys have room for all */
  Intake(int slots) {
    keptForOthers = slots * 3L / 4;
    keptForEnds = slots * 5L / 8;
  }

  /** @param room slots of the ring that are free */
  boolean admits(int message, long timeNs, long room) {
    int key = MidiMessage.channel(message) * 128 + MidiMessage.data1(message);
    if (MidiMessage.isNoteOn(message)) {
      boolean admitted = room > keptForOthers && inTime(timeNs);
      if (admitted) {
        down.set(key, 1);
      }
      return admitted;
    }
    int command = MidiMessage.command(message);
    boolean end = (command == MidiMessage.NOTE_OFF || command == MidiMessage.NOTE_ON) && down.getAndSet(key, 0) == 1;
    return end || room > keptForEnds;
  }

  private boolean inTime(long timeNs) {
    long number = Math.floorDiv(timeNs, WINDOW_NS) << COUNT_BITS;
    while (true) {
      long now = window.get();
      boolean same = now >> COUNT_BITS << COUNT_BITS == number;
      long next = same ? now + 1 : number + 1;
      if (same && (now & ((1 << COUNT_BITS) - 1)) >= MOST_NOTES) {
        return false;
      }
      if (window.compareAndSet(now, next)) {
        return true;
      }
    }
  }
}
