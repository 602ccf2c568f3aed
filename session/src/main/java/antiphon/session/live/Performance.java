package antiphon.session.live;

import antiphon.midi.MidiMessage;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * A score as a person might play it: a few milliseconds off, louder on the beat, keys let go a little early.
 *
 * @param keys messages in the order of time
 */
public record Performance(List<Key> keys) {
  /** A message, {@code atNs} nanoseconds after the downbeat of the first bar. */
  public record Key(long atNs, int message) {}

  private static final double SPREAD_NS = 7e6;
  private static final double MOST_NS = 16e6;
  private static final int SOFTEST = 66;
  private static final int VARIATION = 12;
  private static final int DOWNBEAT = 14;
  private static final int PULSE = 7;

  public Performance {
    keys = List.copyOf(keys);
  }

  /** The same seed gives the same performance. */
  public static Performance of(Score score, Timeline timeline, long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Key> keys = new ArrayList<>();
    List<Note> notes = score.voices().getFirst().notes();
    for (Note note : notes) {
      long off = Math.round(Math.clamp(random.nextGaussian() * SPREAD_NS, -MOST_NS, MOST_NS));
      long onNs = Math.max(0, timeline.nanosAt(note.onset()) + off);
      long heldNs = Math.round((timeline.nanosAt(note.end()) - timeline.nanosAt(note.onset())) * (0.82 + 0.12 * random.nextDouble()));
      int velocity = SOFTEST + random.nextInt(VARIATION) + accent(score, note.onset());
      keys.add(new Key(onNs, MidiMessage.noteOn(0, note.pitch(), velocity)));
      keys.add(new Key(onNs + heldNs, MidiMessage.noteOff(0, note.pitch())));
    }
    keys.sort(Comparator.comparingLong(Key::atNs));
    return new Performance(keys);
  }

  private static int accent(Score score, long tick) {
    for (Bar bar : score.bars()) {
      if (tick >= bar.start() && tick < bar.end()) {
        return tick == bar.start() ? DOWNBEAT : bar.meter().onPulse(tick - bar.start()) ? PULSE : 0;
      }
    }
    return 0;
  }
}
