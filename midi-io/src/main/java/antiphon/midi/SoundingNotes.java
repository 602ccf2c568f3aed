package antiphon.midi;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/**
 * The ledger of what sounds, a bit for each of 16 channels x 128 pitches: it sees every message that goes out
 * and knows exactly which note-offs are owed. One thread writes, any thread reads. Allocates nothing.
 */
public final class SoundingNotes {
  private static final int CHANNELS = 16;

  /** Two words a channel. Atomic so that a rescuing thread may read what the emitting thread wrote. */
  private final AtomicLongArray words = new AtomicLongArray(2 * CHANNELS);

  /** [emit] Notes what {@code message} begins or ends; all-notes-off, all-sound-off and reset end everything they reach. */
  public void accept(int message) {
    int channel = MidiMessage.channel(message);
    switch (MidiMessage.command(message)) {
      case MidiMessage.NOTE_ON, MidiMessage.NOTE_OFF -> {
        int word = word(channel, MidiMessage.data1(message));
        long bit = 1L << MidiMessage.data1(message);
        long before = words.getPlain(word);
        words.setRelease(word, MidiMessage.isNoteOn(message) ? before | bit : before & ~bit);
      }
      case MidiMessage.CONTROL_CHANGE -> {
        // 123 and above (omni, mono, poly) all imply all-notes-off.
        if (MidiMessage.data1(message) == MidiMessage.ALL_SOUND_OFF
            || MidiMessage.data1(message) >= MidiMessage.ALL_NOTES_OFF) {
          words.setRelease(2 * channel, 0);
          words.setRelease(2 * channel + 1, 0);
        }
      }
      case 0xF0 -> {
        if (MidiMessage.status(message) == MidiMessage.SYSTEM_RESET) {
          clear();
        }
      }
      default -> {}
    }
  }

  /** [any] Whether a note-off is owed to this key. */
  public boolean sounds(int channel, int pitch) {
    return (words.getAcquire(word(channel, pitch)) & 1L << pitch) != 0;
  }

  /** [any] How many keys sound. */
  public int count() {
    int count = 0;
    for (int word = 0; word < words.length(); word++) {
      count += Long.bitCount(words.getAcquire(word));
    }
    return count;
  }

  /**
   * [emit] Sends one note-off for each key that sounds, by channel and pitch upwards, and forgets them.
   *
   * @return how many were sent
   */
  public int release(IntConsumer out) {
    int sent = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      sent += release(channel, out);
    }
    return sent;
  }

  /** [emit] As {@link #release(IntConsumer)}, for one channel. */
  public int release(int channel, IntConsumer out) {
    int sent = 0;
    for (int half = 0; half < 2; half++) {
      long bits = words.getAcquire(2 * channel + half);
      words.setRelease(2 * channel + half, 0);
      for (; bits != 0; bits &= bits - 1) {
        out.accept(MidiMessage.noteOff(channel, 64 * half + Long.numberOfTrailingZeros(bits)));
        sent++;
      }
    }
    return sent;
  }

  /**
   * [emit] For an instrument that was out of reach: raises the pedals and ends everything on all channels,
   * as something may sound that nobody here knows of, then sends the offs that are owed and still owes
   * those that were not taken.
   *
   * @param out whether it took the message
   * @return false if it did not take the former; then nothing is forgotten
   */
  boolean recover(IntPredicate out) {
    boolean taken = true;
    for (int channel = 0; channel < CHANNELS; channel++) {
      taken &= out.test(MidiMessage.controlChange(channel, MidiMessage.SUSTAIN_PEDAL, 0));
      taken &= out.test(MidiMessage.controlChange(channel, MidiMessage.ALL_NOTES_OFF, 0));
    }
    if (taken) {
      release(off -> {
        if (!out.test(off)) {
          accept(MidiMessage.noteOn(MidiMessage.channel(off), MidiMessage.data1(off), 1));
        }
      });
    }
    return taken;
  }

  /** [emit] Forgets everything. */
  public void clear() {
    for (int word = 0; word < words.length(); word++) {
      words.setRelease(word, 0);
    }
  }

  private static int word(int channel, int pitch) {
    return 2 * channel + (pitch >> 6);
  }
}
