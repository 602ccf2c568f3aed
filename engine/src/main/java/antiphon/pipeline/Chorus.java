package antiphon.pipeline;

import antiphon.harmony.Chord;
import antiphon.harmony.ChordChart;
import antiphon.score.Note;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of the player in some bars; nothing here is a judgement.
 *
 * @param from first bar, from 0
 * @param to the bar after the last
 * @param notes that the player began
 * @param biasMs mean distance of the keys from the grid on which they were heard; late is positive
 * @param spreadMs standard deviation of these distances
 * @param chordTones share of notes that begin as a tone of the chord below them, 0 to 1; null without changes
 * @param lowest pitch
 * @param highest pitch
 * @param space share of the time in which no key is down, in bars where there is something, 0 to 1
 * @param motifs share of four-note shapes that come more than once, 0 to 1; null if there are too few
 */
public record Chorus(
    long from, long to, int notes, double biasMs, double spreadMs, @Nullable Double chordTones, int lowest, int highest,
    double space, @Nullable Double motifs) {
  /** Fewer notes say nothing. */
  private static final int FEWEST = 4;

  /** A key this far from every written note of its pitch was not heard as one. */
  private static final long FARTHEST_TICKS = 5_040;

  private static final int SHAPE = 4;
  private static final List<String> NAMES = List.of("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B");
  private static final double NS_PER_MS = 1e6;

  /** A key that the player pressed: pitch and transport tick. */
  public record Key(int pitch, long tick) {}

  /**
   * Measures.
   *
   * @param bars what was heard, of these bars
   * @param keys as they were played
   * @return nothing if the player had less than four notes
   */
  public static Optional<Chorus> of(
      long from, long to, List<HeardBar> bars, List<Key> keys, Timeline timeline, Optional<ChordChart> chart) {
    List<Note> notes = new ArrayList<>();
    for (HeardBar bar : bars) {
      for (List<Note> voice : bar.voices()) {
        voice.stream().filter(note -> note.onset() >= bar.start()).forEach(notes::add);
      }
    }
    notes.sort(null);
    if (notes.size() < FEWEST) {
      return Optional.empty();
    }
    double[] offMs = off(notes, keys, timeline);
    double mean = mean(offMs);
    double square = 0;
    for (double ms : offMs) {
      square += (ms - mean) * (ms - mean);
    }
    OptionalDouble tones = chordTones(notes, timeline, chart);
    OptionalDouble motifs = motifs(notes);
    return Optional.of(new Chorus(
        from, to, notes.size(), mean, offMs.length == 0 ? 0 : Math.sqrt(square / offMs.length),
        tones.isPresent() ? tones.getAsDouble() : null,
        notes.stream().mapToInt(Note::pitch).min().orElse(0), notes.stream().mapToInt(Note::pitch).max().orElse(0),
        space(bars), motifs.isPresent() ? motifs.getAsDouble() : null));
  }

  /** As one line: {@code bars 1 to 8, 23 notes C4-G5: 12 ms late, spread 18 ms, ...}. [any] */
  public String text() {
    StringBuilder text = new StringBuilder(String.format(
        Locale.ROOT, "bars %d to %d, %d notes %s-%s: %.0f ms %s, spread %.0f ms", from + 1, to, notes, name(lowest), name(highest),
        Math.abs(biasMs), biasMs < 0 ? "early" : "late", spreadMs));
    if (chordTones != null) {
      text.append(String.format(Locale.ROOT, ", chord tones %.0f %%", 100 * chordTones));
    }
    text.append(String.format(Locale.ROOT, ", space %.0f %%", 100 * space));
    if (motifs != null) {
      text.append(String.format(Locale.ROOT, ", shapes again %.0f %%", 100 * motifs));
    }
    return text.toString();
  }

  private static String name(int pitch) {
    return NAMES.get(pitch % NAMES.size()) + (pitch / NAMES.size() - 1);
  }

  /** How far each key was from the note that it was heard as, in milliseconds. */
  private static double[] off(List<Note> notes, List<Key> keys, Timeline timeline) {
    List<Double> off = new ArrayList<>();
    for (Key key : keys) {
      notes.stream()
          .filter(note -> note.pitch() == key.pitch() && Math.abs(note.onset() - key.tick()) <= FARTHEST_TICKS)
          .min((a, b) -> Long.compare(Math.abs(a.onset() - key.tick()), Math.abs(b.onset() - key.tick())))
          .ifPresent(note -> off.add((timeline.nanosAt(key.tick()) - timeline.nanosAt(note.onset())) / NS_PER_MS));
    }
    return off.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return values.length == 0 ? 0 : sum / values.length;
  }

  private static OptionalDouble chordTones(List<Note> notes, Timeline timeline, Optional<ChordChart> chart) {
    if (chart.isEmpty()) {
      return OptionalDouble.empty();
    }
    return notes.stream().mapToDouble(note -> {
      long bar = timeline.barAt(note.onset());
      Chord chord = chart.get().chordAt(bar, note.onset() - timeline.barStart(bar));
      return chord.tones().contains(note.pitch()) ? 1 : 0;
    }).average();
  }

  /** Time without a key, in bars that have one. */
  private static double space(List<HeardBar> bars) {
    long silent = 0;
    long all = 0;
    for (HeardBar bar : bars) {
      if (bar.silent()) {
        continue;
      }
      long length = bar.meter().barTicks();
      List<Note> notes = bar.voices().stream().flatMap(List::stream).sorted().toList();
      long covered = 0;
      long reached = bar.start();
      for (Note note : notes) {
        long begin = Math.max(reached, Math.max(bar.start(), note.onset()));
        long end = Math.min(note.end(), bar.start() + length);
        covered += Math.max(0, end - begin);
        reached = Math.max(reached, end);
      }
      silent += length - covered;
      all += length;
    }
    return all == 0 ? 0 : silent / (double) all;
  }

  /** Shapes are four notes by their intervals; a rest or another rhythm makes no other shape. */
  private static OptionalDouble motifs(List<Note> notes) {
    Map<List<Integer>, Integer> shapes = new HashMap<>();
    for (int i = 0; i + SHAPE <= notes.size(); i++) {
      List<Integer> shape = new ArrayList<>();
      for (int k = 1; k < SHAPE; k++) {
        shape.add(notes.get(i + k).pitch() - notes.get(i + k - 1).pitch());
      }
      shapes.merge(shape, 1, Integer::sum);
    }
    int all = shapes.values().stream().mapToInt(Integer::intValue).sum();
    int again = shapes.values().stream().filter(count -> count > 1).mapToInt(Integer::intValue).sum();
    return all < FEWEST ? OptionalDouble.empty() : OptionalDouble.of(again / (double) all);
  }
}
