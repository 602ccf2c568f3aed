package antiphon.schedule;

import antiphon.midi.MidiMessage;
import antiphon.midi.SoundingNotes;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is sealed and waits to be sent, in order of its tick, and the ledger of what sounds: each note-on
 * that comes out has exactly one note-off. Knows no clock, so that a take is replayed by the same rules
 * by which it was played. Mutable; one thread at a time; allocates nothing after construction. [emit]
 */
public final class SealedNotes {
  private static final int QUEUE = 8_192;
  private static final int KEYS = 16 * 128;
  private static final long NEVER = Long.MIN_VALUE;

  private final MessageQueue queue = new MessageQueue(QUEUE);
  private final SoundingNotes sounding = new SoundingNotes();
  /** The tick at which each sounding key is to end; an off in the queue before it is void. */
  private final long[] endTick = new long[KEYS];
  private final boolean[] heldOver = new boolean[KEYS];
  private final int[] taken = new int[2];
  private long overflows;

  /** Nothing waits, nothing sounds. */
  public SealedNotes() {
    Arrays.fill(endTick, NEVER);
  }

  /**
   * Adds what {@code plan} has in the part {@code [from, to)} of a bar.
   *
   * @param start the bar's first tick
   * @param plan null for silence
   */
  public void seal(long start, @Nullable Plan plan, long from, long to) {
    if (plan != null) {
      enqueue(start, plan, from, to);
    }
    if (from == start) {
      Arrays.fill(heldOver, false);
    }
    if (plan != null) {
      rememberHeld(start, plan, from, to);
    }
  }

  /** Whether there is something to take. */
  public boolean waiting() {
    return queue.size() > 0;
  }

  /** The tick of the first message; {@link Long#MAX_VALUE} if there is none. */
  public long nextTick() {
    return queue.nextTick();
  }

  /**
   * Takes the first message from the queue, which is not empty.
   *
   * @return how many are to be sent for it, 0 to 2: an off may be void, and a key that sounds ends before it is struck anew
   */
  public int take() {
    long tick = queue.nextTick();
    long offTick = queue.nextEndTick();
    int message = queue.nextMessage();
    queue.remove();
    int channel = MidiMessage.channel(message);
    int pitch = MidiMessage.data1(message);
    int key = key(channel, pitch);
    boolean sounds = sounding.sounds(channel, pitch);
    int count = 0;
    if (MidiMessage.isNoteOn(message)) {
      if (sounds) {
        // Two voices in unison: the key is struck anew, and ends once, with the longer of the two.
        taken[count++] = MidiMessage.noteOff(channel, pitch);
      }
      // With a horizon the next bar may have put off the end of a note that only now begins.
      endTick[key] = Math.max(endTick[key], offTick);
      taken[count++] = message;
    } else if (sounds && tick >= endTick[key]) {
      taken[count++] = message;
    }
    for (int i = 0; i < count; i++) {
      sounding.accept(taken[i]);
    }
    return count;
  }

  /** Of what {@link #take} said is to be sent, the message at {@code index}. */
  public int taken(int index) {
    return taken[index];
  }

  /** Forgets what waits up to {@code tick}; returns how many notes would have begun. */
  public int skip(long tick) {
    int notes = 0;
    while (queue.size() > 0 && queue.nextTick() <= tick) {
      notes += MidiMessage.isNoteOn(queue.nextMessage()) ? 1 : 0;
      queue.remove();
    }
    return notes;
  }

  /** Forgets what waits and ends what sounds. */
  public void silence(IntConsumer out) {
    queue.clear();
    Arrays.fill(endTick, NEVER);
    Arrays.fill(heldOver, false);
    sounding.release(out);
  }

  /** Notes that sound now. */
  public int sounding() {
    return sounding.count();
  }

  /** Notes left out because too many were waiting. */
  public long overflows() {
    return overflows;
  }

  /** The off of a note that is held over waits at the bar line; the next bar may put it off. */
  private void rememberHeld(long start, Plan plan, long from, long to) {
    for (Strike strike : plan.strikes()) {
      if (strike.heldOver() && within(strike, start, plan, from, to)) {
        heldOver[key(strike.channel(), strike.pitch())] = true;
      }
    }
  }

  private static boolean within(Strike strike, long start, Plan plan, long from, long to) {
    long place = start + strike.place();
    return place >= from && place < to && strike.place() >= plan.from();
  }

  private void enqueue(long start, Plan plan, long from, long to) {
    for (Strike strike : plan.strikes()) {
      if (!within(strike, start, plan, from, to)) {
        continue;
      }
      if (queue.size() + 2 > QUEUE) {
        overflows++;
        continue;
      }
      int key = key(strike.channel(), strike.pitch());
      long onTick = start + strike.onset();
      long offTick = start + strike.end();
      if (strike.heldFrom() && heldOver[key]) {
        endTick[key] = offTick;
      } else {
        queue.addOn(onTick, MidiMessage.noteOn(strike.channel(), strike.pitch(), strike.velocity()), offTick);
      }
      queue.addOff(offTick, MidiMessage.noteOff(strike.channel(), strike.pitch()));
    }
  }

  private static int key(int channel, int pitch) {
    return channel * 128 + pitch;
  }
}
