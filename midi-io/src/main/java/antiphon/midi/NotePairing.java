package antiphon.midi;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the ons and offs of one track into notes; mutable, fed in the order of time.
 *
 * <p>An off ends the newest note of its key that began before it, so that one missing off spoils one
 * note only, and a restruck key whose new on stands before the old off is still read right. If all
 * began at the same tick the newest gets the least length, one tick.
 */
final class NotePairing {
  private static final long NONE = -1;

  private final List<MidiFile.Note> notes = new ArrayList<>();

  /** For each channel and pitch what sounds, oldest first. */
  private final @Nullable List<OpenNotesState>[] open = newKeys();

  /** The open notes of one key that began at one tick, so that finding the right one takes no search. */
  private static final class OpenNotesState {
    final long onset;
    final ArrayDeque<Integer> velocities = new ArrayDeque<>(2);
    long nextOnset = NONE;

    OpenNotesState(long onset) {
      this.onset = onset;
    }
  }

  void on(int channel, int pitch, int velocity, long tick) {
    int key = channel << 7 | pitch;
    List<OpenNotesState> stack = open[key];
    if (stack == null) {
      stack = new ArrayList<>(2);
      open[key] = stack;
    }
    if (stack.isEmpty() || stack.getLast().onset < tick) {
      if (!stack.isEmpty() && stack.getLast().nextOnset == NONE) {
        stack.getLast().nextOnset = tick;
      }
      stack.add(new OpenNotesState(tick));
    }
    stack.getLast().velocities.add(velocity);
  }

  void off(int channel, int pitch, long tick) {
    int key = channel << 7 | pitch;
    List<OpenNotesState> stack = open[key];
    if (stack == null || stack.isEmpty()) {
      return;
    }
    // Only the last of them can have begun at this very tick.
    int index = stack.size() - 1;
    if (index > 0 && stack.get(index).onset == tick) {
      index--;
    }
    OpenNotesState newest = stack.get(index);
    end(key, newest, newest.velocities.removeLast(), tick);
    if (newest.velocities.isEmpty()) {
      stack.remove(index);
    }
  }

  /** Ends what still sounds at the next note of its key, or at {@code endTick}. */
  List<MidiFile.Note> finish(long endTick) {
    for (int key = 0; key < open.length; key++) {
      List<OpenNotesState> stack = open[key];
      if (stack != null) {
        for (OpenNotesState hanging : stack) {
          long tick = hanging.nextOnset == NONE ? endTick : hanging.nextOnset;
          for (int velocity : hanging.velocities) {
            end(key, hanging, velocity, tick);
          }
        }
      }
    }
    return notes;
  }

  private void end(int key, OpenNotesState note, int velocity, long tick) {
    notes.add(new MidiFile.Note(key >> 7, key & 0x7F, velocity, note.onset, Math.max(1, tick - note.onset)));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static @Nullable List<OpenNotesState>[] newKeys() {
    return new List[16 << 7];
  }
}
