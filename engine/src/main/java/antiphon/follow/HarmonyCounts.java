package antiphon.follow;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * How often triads followed each other in the training set, and which notes sounded with them: all relative to the
 * tonic, by mode (major, minor). Mutable; one thread at a time.
 */
public final class HarmonyCounts {
  static final int MODES = 2;
  static final int PLACES = BeatPlace.values().length;
  static final int KEYS = 24;

  /** No note was struck so far. */
  static final int NO_NOTE = 12;

  /** Steps ahead for which melodies are counted; the last stands for all beyond. */
  static final int[] AHEAD = {1, 2, 4};

  private static final String RESOURCE = "harmony.tsv";

  /** From one triad to that of the next beat: place of the next, mode, from, to. */
  final double[][][] transitions = new double[PLACES][MODES][Triads.COUNT * Triads.COUNT];

  /** Notes of the melody under a triad: mode, triad, pitch class. */
  final double[][] on = new double[MODES][Triads.COUNT * 12];

  final double[][] off = new double[MODES][Triads.COUNT * 12];
  /** Of all notes. */
  final double[][] full = new double[MODES][Triads.COUNT * 12];

  /** Of the lowest note on the beat. */
  final double[][] bass = new double[MODES][Triads.COUNT * 12];

  /** What the melody has some beats after a note: steps, mode, note struck last, pitch class. */
  final double[][][] melody = new double[AHEAD.length][MODES][13 * 12];

  private final BeatNotes notes = new BeatNotes();

  /**
   * A beat of a piece whose harmony is known.
   *
   * @param bar counted from the first; below 0 in a pick-up
   * @param beat in the bar, from 0
   * @param beats of the bar
   * @param triad {@link Triads#NONE} where it is not known
   * @param key tonic from 0 (C) to 11, of a minor key 12 more
   * @param melody what is played of the melody
   * @param all what is played, or the same as {@code melody}
   */
  public record KnownBeat(long bar, int beat, int beats, int triad, int key, List<Struck> melody, List<Struck> all) {
    BeatPlace place() {
      return BeatPlace.of(bar, beat, beats);
    }

    KnownBeat in(int otherKey) {
      return new KnownBeat(bar, beat, beats, triad, otherKey, melody, all);
    }
  }

  /** A note as {@link BeatNotes#add} takes it. */
  public record Struck(int pitch, double from, double to) {}

  /** What comes with the program. [any] */
  static HarmonyCounts own() {
    InputStream in = Objects.requireNonNull(HarmonyCounts.class.getResourceAsStream(RESOURCE), RESOURCE);
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
      return read(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Those of pieces in the keys that are written, each so many times; counted in the keys that they are heard in. [any] */
  public static HarmonyCounts of(List<List<KnownBeat>> pieces, List<Double> weights) {
    KeyPath path = new KeyPath(pieces);
    HarmonyCounts counts = new HarmonyCounts();
    for (int i = 0; i < pieces.size(); i++) {
      counts.add(path.heard(pieces.get(i)), weights.get(i));
    }
    return counts;
  }

  private void add(List<KnownBeat> piece, double weight) {
    int lastNote = NO_NOTE;
    int[] ending = new int[piece.size()];
    for (int i = 0; i < piece.size(); i++) {
      KnownBeat beat = piece.get(i);
      int tonic = beat.key() % 12;
      int mode = beat.key() / 12;
      fill(beat.melody());
      for (int steps = 0; steps < AHEAD.length; steps++) {
        if (i >= AHEAD[steps]) {
          int before = ending[i - AHEAD[steps]];
          int row = (before == NO_NOTE ? NO_NOTE : Math.floorMod(before - tonic, 12)) * 12;
          addNotes(melody[steps][mode], row, tonic, weight, notes.on, notes.off);
        }
      }
      lastNote = notes.last >= 0 ? notes.last : lastNote;
      ending[i] = lastNote;
      if (beat.triad() == Triads.NONE) {
        continue;
      }
      int relative = Triads.relative(beat.triad(), tonic);
      if (i > 0 && piece.get(i - 1).triad() != Triads.NONE) {
        int from = Triads.relative(piece.get(i - 1).triad(), tonic);
        transitions[beat.place().ordinal()][mode][from * Triads.COUNT + relative] += weight;
      }
      addNotes(on[mode], relative * 12, tonic, weight, notes.on);
      addNotes(off[mode], relative * 12, tonic, weight, notes.off);
      fill(beat.all());
      addNotes(full[mode], relative * 12, tonic, weight, notes.on, notes.off);
      if (notes.bass >= 0) {
        bass[mode][relative * 12 + Math.floorMod(notes.bass - tonic, 12)] += weight;
      }
    }
  }

  private void fill(List<Struck> struck) {
    notes.clear();
    struck.forEach(note -> notes.add(note.pitch(), note.from(), note.to()));
    notes.done();
  }

  private static void addNotes(double[] to, int row, int tonic, double weight, double[]... weights) {
    for (double[] own : weights) {
      for (int pitchClass = 0; pitchClass < 12; pitchClass++) {
        to[row + Math.floorMod(pitchClass - tonic, 12)] += weight * own[pitchClass];
      }
    }
  }

  private List<double[]> rows() {
    List<double[]> rows = new ArrayList<>();
    for (double[][] place : transitions) {
      rows.addAll(Arrays.asList(place));
    }
    for (double[][] emissions : List.of(on, off, full, bass)) {
      rows.addAll(Arrays.asList(emissions));
    }
    for (double[][] steps : melody) {
      rows.addAll(Arrays.asList(steps));
    }
    return rows;
  }

  /** Writes all counts, a table a line, behind what {@code provenance} says. */
  public void write(Writer out, List<String> provenance) throws IOException {
    for (String line : provenance) {
      out.write("# " + line + "\n");
    }
    for (double[] row : rows()) {
      StringBuilder line = new StringBuilder();
      for (double value : row) {
        line.append(line.isEmpty() ? "" : "\t").append(text(value));
      }
      out.write(line.append('\n').toString());
    }
  }

  private static String text(double value) {
    String text = String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** Reads what {@link #write} wrote. */
  static HarmonyCounts read(BufferedReader lines) throws IOException {
    HarmonyCounts counts = new HarmonyCounts();
    for (double[] row : counts.rows()) {
      String line = lines.readLine();
      while (line != null && line.startsWith("#")) {
        line = lines.readLine();
      }
      String[] values = line == null ? new String[0] : line.split("\t");
      if (values.length != row.length) {
        throw new IOException("harmony counts: a table of " + values.length + " numbers, expected " + row.length);
      }
      for (int i = 0; i < row.length; i++) {
        row[i] = Double.parseDouble(values[i]);
      }
    }
    return counts;
  }
}
