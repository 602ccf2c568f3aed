package antiphon.abc;

import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.ChordSymbol;
import antiphon.score.Clef;
import antiphon.score.Key;
import antiphon.score.Lyric;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/** Scores by chance: any meter, any key, chords, held notes, tuplets, pick-ups, changes on the way. */
public final class RandomScores {
  private static final int[] GRIDS = {
    Ticks.PER_QUARTER, Ticks.PER_QUARTER / 2, Ticks.PER_QUARTER / 4, Ticks.PER_QUARTER / 8, Ticks.PER_QUARTER / 32,
    Ticks.PER_QUARTER / 3, Ticks.PER_QUARTER / 6, Ticks.PER_QUARTER * 2 / 3, Ticks.PER_QUARTER / 5,
    Ticks.PER_QUARTER / 7, Ticks.PER_QUARTER / 9, Ticks.PER_QUARTER / 15, 1
  };
  private static final String[] SYLLABLES = {"la", "Glo", "a-b", "ri a", "x_y", "ré*", "\\", "1.~", "<&>", "春", "|"};
  private final Random random;

  public RandomScores(long seed) {
    random = new Random(seed);
  }

  public Score next() {
    List<Bar> bars = bars();
    long length = bars.getLast().end();
    int count = 1 + random.nextInt(4);
    List<Voice> voices = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Clef clef = Clef.values()[random.nextInt(4)];
      voices.add(new Voice(clef, random.nextBoolean() ? "" : "Violin", notes(length), chords(bars)));
    }
    Optional<Tempo> tempo =
        random.nextBoolean() ? Optional.empty() : Optional.of(Tempo.ofQuartersPerMinute(40 + random.nextInt(160)));
    String layout = count == 1 ? "" : "1 2";
    List<String> tags = random.nextBoolean() ? List.of() : List.of("folk", "melody");
    return new Score(tags, layout, tempo, bars, voices);
  }

  /** The same score with words under some notes of every other voice or so, in up to three verses. */
  public Score sung(Score score) {
    List<Voice> voices = new ArrayList<>();
    for (Voice voice : score.voices()) {
      List<Lyric> lyrics = new ArrayList<>();
      int verses = random.nextInt(4);
      for (int verse = 1; verse <= verses; verse++) {
        int number = verse;
        voice.notes().stream().mapToLong(Note::onset).distinct().filter(onset -> random.nextInt(3) > 0)
            .forEach(onset -> lyrics.add(new Lyric(onset, number, SYLLABLES[random.nextInt(SYLLABLES.length)], random.nextBoolean())));
      }
      voices.add(new Voice(voice.clef(), voice.name(), voice.notes(), voice.chords(), lyrics));
    }
    return new Score(score.tags(), score.layout(), score.tempo(), score.bars(), voices);
  }

  Meter meter() {
    int[] units = {1, 2, 4, 8, 16};
    return new Meter(1 + random.nextInt(15), units[random.nextInt(units.length)]);
  }

  Key key() {
    return new Key(random.nextInt(15) - 7, random.nextBoolean());
  }

  private List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    Meter meter = meter();
    Key key = key();
    long start = 0;
    int count = 1 + random.nextInt(6);
    for (int i = 0; i < count; i++) {
      if (i > 0 && random.nextInt(4) == 0) {
        meter = meter();
      }
      if (i > 0 && random.nextInt(4) == 0) {
        key = key();
      }
      long length = i == 0 && random.nextInt(3) == 0 ? Math.max(1, meter.barTicks() / 3) : meter.barTicks();
      BarLine left = random.nextInt(5) == 0 ? BarLine.REPEAT_START : BarLine.NONE;
      BarLine[] rights = {BarLine.SINGLE, BarLine.DOUBLE, BarLine.FINAL, BarLine.REPEAT_END, BarLine.REPEAT_BOTH};
      bars.add(new Bar(start, length, meter, key, left, rights[random.nextInt(rights.length)]));
      start += length;
    }
    return bars;
  }

  /** Notes that overlap as they like, but never at one pitch. */
  private List<Note> notes(long length) {
    List<Note> notes = new ArrayList<>();
    TreeMap<Integer, Long> freeFrom = new TreeMap<>();
    long at = 0;
    while (at < length) {
      int grid = GRIDS[random.nextInt(GRIDS.length)];
      long step = (long) grid * (1 + random.nextInt(6));
      long stop = Math.min(length, at + step);
      int chord = random.nextInt(6) == 0 ? 0 : 1 + random.nextInt(3);
      for (int i = 0; i < chord; i++) {
        int pitch = random.nextInt(128);
        long end = random.nextInt(5) == 0 ? Math.min(length, stop + grid * 3L) : stop;
        if (freeFrom.getOrDefault(pitch, 0L) <= at && end > at) {
          notes.add(new Note(at, end - at, pitch));
          freeFrom.put(pitch, end);
        }
      }
      at = stop;
    }
    return notes;
  }

  private List<ChordSymbol> chords(List<Bar> bars) {
    List<ChordSymbol> chords = new ArrayList<>();
    String[] names = {"C", "Am7", "F#m7b5", "G/B", "Bbmaj7"};
    for (Bar bar : bars) {
      if (random.nextInt(3) == 0) {
        long offset = random.nextBoolean() ? 0 : bar.length() / 2;
        chords.add(new ChordSymbol(bar.start() + offset, names[random.nextInt(names.length)]));
      }
    }
    return chords;
  }
}
