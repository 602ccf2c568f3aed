package antiphon.lab.corpus;

import antiphon.score.Bar;
import antiphon.score.BarLine;
import antiphon.score.ChordSymbol;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Changes to whole scores that make training variants. Stateless. */
final class ScoreEdits {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,4}");

  /** Signs of a layout between which no voice is left. */
  private static final Pattern EMPTY = Pattern.compile("\\( *\\)|\\{[ |]*}|(?<=\\{) *\\||\\|(?= *[|}])|\\| *$");

  private static final Pattern CHORD_ROOT = Pattern.compile("(?<=^|/)[A-G][#b]?");
  private static final String[] SHARP_ROOTS = {"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
  private static final String[] FLAT_ROOTS = {"C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"};

  private ScoreEdits() {}

  /** Lowest and highest pitch, or empty for a score without notes. */
  static Optional<int[]> range(Score score) {
    IntStream pitches = score.voices().stream().flatMapToInt(v -> v.notes().stream().mapToInt(Note::pitch));
    var statistics = pitches.summaryStatistics();
    return statistics.getCount() == 0
        ? Optional.empty()
        : Optional.of(new int[] {statistics.getMin(), statistics.getMax()});
  }

  /** The score {@code semitones} higher, keys and chord symbols included. */
  static Score transpose(Score score, int semitones) {
    if (semitones == 0) {
      return score;
    }
    List<Bar> bars = score.bars().stream()
        .map(b -> new Bar(b.start(), b.length(), b.meter(), b.key().transpose(semitones), b.left(), b.right()))
        .toList();
    boolean flats = bars.getFirst().key().fifths() < 0;
    List<Voice> voices = score.voices().stream()
        .map(v -> new Voice(
            v.clef(),
            v.name(),
            v.notes().stream().map(n -> new Note(n.onset(), n.duration(), n.pitch() + semitones)).toList(),
            v.chords().stream().map(c -> new ChordSymbol(c.onset(), transpose(c.text(), semitones, flats))).toList()))
        .toList();
    return new Score(score.tags(), score.layout(), score.tempo(), bars, voices);
  }

  private static String transpose(String chord, int semitones, boolean flats) {
    return CHORD_ROOT.matcher(chord).replaceAll(match -> Matcher.quoteReplacement(root(match.group(), semitones, flats)));
  }

  private static String root(String name, int semitones, boolean flats) {
    int pitchClass = Math.floorMod(Key.parse(name.substring(0, 1)).tonic()
        + (name.endsWith("#") ? 1 : name.endsWith("b") ? -1 : 0) + semitones, 12);
    return flats ? FLAT_ROOTS[pitchClass] : SHARP_ROOTS[pitchClass];
  }

  /** Single lines within, a final line at the end: repeats are not played out, so their signs would mislead. */
  static Score plainBarLines(Score score) {
    List<Bar> bars = new ArrayList<>();
    for (Bar bar : score.bars()) {
      BarLine right = bar.end() == score.length() ? BarLine.FINAL : BarLine.SINGLE;
      bars.add(new Bar(bar.start(), bar.length(), bar.meter(), bar.key(), BarLine.NONE, right));
    }
    return new Score(score.tags(), score.layout(), score.tempo(), bars, score.voices());
  }

  /** Joins two short bars that make a full one: the halves of a bar that a repeat sign cut in two. */
  static Score joinCutBars(Score score) {
    List<Bar> bars = new ArrayList<>(score.bars());
    for (int i = 1; i + 1 < bars.size(); i++) {
      Bar bar = bars.get(i);
      Bar next = bars.get(i + 1);
      if (bar.length() + next.length() == bar.meter().barTicks() && bar.meter().equals(next.meter())) {
        bars.remove(i + 1);
        bars.set(i, new Bar(bar.start(), bar.length() + next.length(), bar.meter(), bar.key(), bar.left(), next.right()));
      }
    }
    return new Score(score.tags(), score.layout(), score.tempo(), bars, score.voices());
  }

  /** The voices at these places (from 0), in this order, under a new layout and new tags. */
  static Score select(Score score, List<Integer> places, String layout, List<String> tags) {
    List<Voice> voices = places.stream().map(place -> score.voices().get(place)).toList();
    return new Score(tags, layout, score.tempo(), score.bars(), voices);
  }

  /** With at most so many voices, those with the most notes, in their order; the layout names those that are left. */
  static Score fullest(Score score, int most) {
    if (score.voices().size() <= most) {
      return score;
    }
    List<Integer> places = IntStream.range(0, score.voices().size()).boxed()
        .sorted(Comparator.comparingInt(place -> -score.voices().get(place).notes().size())).limit(most).sorted().toList();
    String layout = NUMBER.matcher(score.layout()).replaceAll(number -> {
      int place = places.indexOf(Integer.parseInt(number.group()) - 1);
      return place < 0 ? "" : Integer.toString(place + 1);
    });
    for (String before = ""; !before.equals(layout); ) {
      before = layout;
      layout = EMPTY.matcher(layout).replaceAll(" ").replaceAll("\\s+", " ").strip();
    }
    return select(score, places, layout, score.tags());
  }

  /** Without chord symbols. */
  static Score withoutChords(Score score) {
    List<Voice> voices =
        score.voices().stream().map(v -> new Voice(v.clef(), v.name(), v.notes(), List.of())).toList();
    return new Score(score.tags(), score.layout(), score.tempo(), score.bars(), voices);
  }

  /**
   * Names a major signature by its relative minor where the piece ends on the minor tonic: some sources
   * know only signatures.
   */
  static Score nameMinorKeys(Score score) {
    Key key = score.bars().getFirst().key();
    Optional<Note> last = score.voices().stream().flatMap(v -> v.notes().stream())
        .reduce((a, b) -> b.end() > a.end() || (b.end() == a.end() && b.pitch() < a.pitch()) ? b : a);
    boolean minor = last.isPresent() && last.get().pitch() % 12 == new Key(key.fifths(), true).tonic();
    if (key.minor() || !minor) {
      return score;
    }
    List<Bar> bars = score.bars().stream()
        .map(b -> b.key().equals(key)
            ? new Bar(b.start(), b.length(), b.meter(), new Key(key.fifths(), true), b.left(), b.right())
            : b)
        .toList();
    return new Score(score.tags(), score.layout(), score.tempo(), bars, score.voices());
  }
}
