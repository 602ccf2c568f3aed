package antiphon.lab.soak;

import antiphon.midi.MidiListener;
import antiphon.midi.MidiMessage;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * Somebody who plays phrases: in time but for some milliseconds, with wrong notes, chords, the pedal, and pauses.
 * Mutable; one thread.
 */
final class Hands {
  private static final int[] SCALE = {60, 62, 64, 65, 67, 69, 71, 72, 74, 76, 77, 79};
  private static final long MS = 1_000_000;
  private static final double JITTER_NS = 12e6;

  private record Due(long atNs, int message) {}

  private final SplittableRandom random;
  private final MidiListener to;
  private final Queue<Due> waiting = new PriorityQueue<>(Comparator.comparingLong(Due::atNs));
  private final Queue<Integer> recent = new ArrayDeque<>();
  private int step = 4;
  private int left;
  private long nextNs;
  private long played;

  Hands(SplittableRandom random, MidiListener to, long fromNs) {
    this.random = random;
    this.to = to;
    this.nextNs = fromNs;
  }

  /** Notes so far. */
  long played() {
    return played;
  }

  /** When there is something to do next. */
  long nextNs() {
    return waiting.isEmpty() ? nextNs : Math.min(nextNs, waiting.element().atNs());
  }

  /** Plays what is due; {@code quarterNs} is the tempo that is heard. */
  void doWork(long nowNs, long quarterNs) {
    while (nextNs <= nowNs) {
      next(quarterNs);
    }
    while (!waiting.isEmpty() && waiting.element().atNs() <= nowNs) {
      to.onMessage(waiting.remove().message(), nowNs);
    }
  }

  /** Lets all keys go. */
  void rest(long nowNs) {
    while (!waiting.isEmpty()) {
      Due due = waiting.remove();
      if (!MidiMessage.isNoteOn(due.message())) {
        to.onMessage(due.message(), nowNs);
      }
    }
    to.onMessage(MidiMessage.controlChange(0, MidiMessage.SUSTAIN_PEDAL, 0), nowNs);
  }

  private void next(long quarterNs) {
    if (left == 0) {
      left = random.nextInt(4, 40);
      boolean pedal = random.nextInt(4) == 0;
      waiting.add(new Due(nextNs, MidiMessage.controlChange(0, MidiMessage.SUSTAIN_PEDAL, pedal ? 127 : 0)));
      nextNs += random.nextInt(3) == 0 ? quarterNs * random.nextInt(1, 12) : 0;
      return;
    }
    left--;
    long length = quarterNs * (1 << random.nextInt(3)) / 4;
    step = Math.clamp(step + random.nextInt(-2, 3), 0, SCALE.length - 1);
    int wrong = random.nextInt(20) == 0 ? random.nextInt(-1, 2) : 0;
    note(SCALE[step] + wrong, length);
    if (random.nextInt(8) == 0) {
      note(SCALE[Math.max(0, step - 2)], length);
    }
    nextNs += length;
  }

  private void note(int pitch, long lengthNs) {
    if (recent.contains(pitch)) {
      // The same key twice at once is for no hand.
      recent.clear();
      return;
    }
    recent.add(pitch);
    if (recent.size() > 1) {
      recent.remove();
    }
    long onNs = nextNs + 4 * (long) JITTER_NS + Math.round(Math.clamp(random.nextGaussian(), -3, 3) * JITTER_NS);
    long offNs = onNs + Math.max(20 * MS, Math.round(lengthNs * (0.5 + 0.5 * random.nextDouble())));
    waiting.add(new Due(onNs, MidiMessage.noteOn(0, pitch, random.nextInt(40, 110))));
    waiting.add(new Due(offNs, MidiMessage.noteOff(0, pitch)));
    played++;
  }
}
