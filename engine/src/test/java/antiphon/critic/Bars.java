package antiphon.critic;

import antiphon.generate.BarNote;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;

/** Bars of two voices by hand: lengths in eighths, pitches as numbers. */
final class Bars {
  static final long EIGHTH = Ticks.PER_EIGHTH;
  static final List<Integer> BOTH = List.of(0, 1);

  private Bars() {}

  /** Notes one after the other: {@code pitch, eighths, pitch, eighths}; pitch 0 rests. */
  static List<BarNote> tune(int... pitchesAndEighths) {
    List<BarNote> notes = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < pitchesAndEighths.length; i += 2) {
      long end = at + pitchesAndEighths[i + 1] * EIGHTH;
      if (pitchesAndEighths[i] > 0) {
        notes.add(new BarNote(at, end, pitchesAndEighths[i], false, false));
      }
      at = end;
    }
    return notes;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Only read.
  static WrittenBar bar(int index, Meter meter, Key key, List<BarNote>... voices) {
    Bar bar = Bar.plain((long) index * meter.barTicks(), meter, key);
    return new WrittenBar(bar, "", List.of(voices), Origin.MODEL);
  }

  /** A bar of common time in C major. */
  @SafeVarargs
  @SuppressWarnings("varargs") // Only read.
  static WrittenBar bar(int index, List<BarNote>... voices) {
    return bar(index, Meter.COMMON, Key.C, voices);
  }

  static Setting setting(List<WrittenBar> before, List<BarNote> player) {
    return new Setting(before, BOTH, List.of(player), List.of(), new Place(1, 8, false), Targets.NONE);
  }

  static Setting at(Place place) {
    return new Setting(List.of(), BOTH, List.of(), List.of(), place, Targets.NONE);
  }

  static Parts parts(WrittenBar bar, Setting setting) {
    return new Ranker(Weights.DEFAULT, Fingerprints.NONE).score(new Candidate(bar, -1), setting).parts();
  }
}
