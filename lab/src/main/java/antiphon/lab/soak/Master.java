package antiphon.lab.soak;

import antiphon.midi.MidiListener;
import antiphon.midi.MidiMessage;
import java.util.SplittableRandom;

/** A master that sends MIDI clock, each message up to 3 ms off. Mutable; one thread. */
final class Master {
  private static final int CLOCKS = 24;
  private static final long OFF_NS = 3_000_000;

  private final SplittableRandom random;
  private final MidiListener to;
  private long quarterNs;
  private long gridNs;
  private long nextNs;

  Master(SplittableRandom random, MidiListener to, long quarterNs, long fromNs) {
    this.random = random;
    this.to = to;
    this.quarterNs = quarterNs;
    this.gridNs = fromNs;
    this.nextNs = fromNs;
  }

  long nextNs() {
    return nextNs;
  }

  /** Another tempo from now on. */
  void tempo(long newQuarterNs) {
    quarterNs = newQuarterNs;
  }

  void start(long nowNs) {
    to.onMessage(MidiMessage.START, nowNs);
  }

  void stop(long nowNs) {
    to.onMessage(MidiMessage.STOP, nowNs);
  }

  /** Goes on from another place. */
  void locate(int sixteenths, long nowNs) {
    to.onMessage(MidiMessage.songPosition(sixteenths), nowNs);
    to.onMessage(MidiMessage.CONTINUE, nowNs);
  }

  void doWork(long nowNs) {
    while (nextNs <= nowNs) {
      to.onMessage(MidiMessage.CLOCK, nowNs);
      gridNs += quarterNs / CLOCKS;
      nextNs = gridNs + random.nextLong(-OFF_NS, OFF_NS);
    }
  }
}
