package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.midi.MidiMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What came to a port, and when by this process's clock. Locked by itself. */
final class Arrivals {
  /** A message with the time of its arrival. */
  record Arrived(long timeNs, int message) {}

  private final List<Arrived> arrived = new ArrayList<>();

  synchronized void arrive(int message, long timeNs) {
    arrived.add(new Arrived(System.nanoTime(), message));
  }

  synchronized List<Arrived> strikes() {
    return arrived.stream().filter(a -> MidiMessage.isNoteOn(a.message)).toList();
  }

  /** Keys that are down; fails if one was ever struck twice or released unstruck. */
  synchronized int sounding() {
    int[] keys = new int[16 * 128];
    for (Arrived a : arrived) {
      if (MidiMessage.isNoteOn(a.message) || MidiMessage.isNoteOff(a.message)) {
        int key = MidiMessage.channel(a.message) * 128 + MidiMessage.data1(a.message);
        keys[key] += MidiMessage.isNoteOn(a.message) ? 1 : -1;
        assertThat(keys[key]).as("notes on a key at once").isBetween(0, 1);
      }
    }
    return IntStream.of(keys).sum();
  }
}
