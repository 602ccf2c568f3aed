package antiphon.harmony;

import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Tempo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The changes of a piece, played out: repeats, endings and form are resolved, so the bars stand as they sound.
 * Immutable.
 *
 * <p>As text, which {@link #parse} reads and {@link #text} writes:
 *
 * <pre>
 * title: An Evening Walk
 * key: C
 * tempo: 120             quarters a minute
 * form: A A B A          sections by name, each written once below
 *
 * [A]                    # a section, and a comment
 * Dm7 | G7 . . Db7 | Cmaj7 | % |
 * [B]
 * |: Fm7 Bb7 | [3/4] Eb [1 G7 :| [2 C |
 * </pre>
 *
 * <p>Chords in a bar share its beats, the first ones the longer; a dot (or stroke) is one more beat of the chord
 * before it. {@code %} is the bar before once more, {@code N.C.} no chord, {@code :| x3} three times in all. The end
 * of a line is a bar line. A meter holds until the next one, in the order of the text. Where no bar line, dot or stroke stands in the
 * whole text each chord has a bar of its own. Commas, hyphens, dashes and arrows may stand between chords: {@code Am, F, C, G},
 * {@code C - G - Am - F}.
 *
 * @param title for people, on one line; may be empty
 * @param key the key, if it is said
 * @param tempo the tempo, if it is said
 * @param sections in the order of the form, as often as they sound; only the first may lack a name
 */
public record ChordChart(String title, Optional<Key> key, Optional<Tempo> tempo, List<ChartSection> sections) {
  private static final int OCTAVE = 12;

  public ChordChart {
    sections = List.copyOf(sections);
    if (!title.equals(title.strip()) || title.lines().count() > 1) {
      throw new IllegalArgumentException("chart '" + title + "': expected a title on one line without blanks around it");
    }
    if (sections.isEmpty()) {
      throw new IllegalArgumentException("chart '" + title + "': has no bars, expected at least one");
    }
    for (ChartSection section : sections.subList(1, sections.size())) {
      if (section.name().isEmpty()) {
        throw new IllegalArgumentException("chart '" + title + "': a later section has no name, expected one");
      }
    }
  }

  /**
   * Reads a chart as people write it, or a link of iReal Pro with one song, whose jumps (D.C., coda) are not played. [any]
   *
   * @throws ChartException with line, column and bar if something is not understood; nothing is passed over
   */
  public static ChordChart parse(String text) {
    List<ChordChart> charts = all(text);
    if (charts.size() > 1) {
      throw new ChartException(1, 1, charts.size() + " songs, from '" + charts.getFirst().title + "' on, expected one");
    }
    return charts.getFirst();
  }

  /**
   * All charts of a text, which is one, or those in the links of iReal Pro that it holds; at least one. [any]
   *
   * @throws ChartException as {@link #parse}
   */
  public static List<ChordChart> all(String text) {
    if (!IRealLink.in(text)) {
      return List.of(new ChartReader(text).read());
    }
    try {
      return IRealLink.texts(text).stream().map(song -> new ChartReader(song).read()).toList();
    } catch (IllegalArgumentException e) {
      throw new ChartException(1, 1, String.valueOf(e.getMessage()));
    }
  }

  /** The chart as text that {@link #parse} reads back. [any] */
  public String text() {
    return ChartWriter.write(this);
  }

  /** Bars of the whole form. [any] */
  public int length() {
    return sections.stream().mapToInt(section -> section.bars().size()).sum();
  }

  /** Bars of once through the form; where it is {@link #cycled}, in one key. [any] */
  public int chorus() {
    String again = again(sections.getFirst(), 2);
    int bars = 0;
    for (ChartSection section : sections) {
      if (section.name().equals(again)) {
        break;
      }
      bars += section.bars().size();
    }
    return bars;
  }

  /** The name of a section in the {@code key}th key. */
  private static String again(ChartSection section, int key) {
    return (section.name().isEmpty() ? "Key" : section.name()) + "-" + key;
  }

  /** The bars of the whole form, in order. [any] */
  public List<ChartBar> bars() {
    List<ChartBar> bars = new ArrayList<>();
    sections.forEach(section -> bars.addAll(section.bars()));
    return bars;
  }

  /** Bar {@code barNumber}, counted from 0; after the last bar of the form comes its first again. [any] */
  public ChartBar barAt(long barNumber) {
    int left = Math.floorMod(barNumber, length());
    for (ChartSection section : sections) {
      if (left < section.bars().size()) {
        return section.bars().get(left);
      }
      left -= section.bars().size();
    }
    throw new IllegalStateException("bar " + barNumber + " lies in no section");
  }

  /** The section of bar {@code barNumber}, counted as in {@link #barAt}. [any] */
  public ChartSection sectionAt(long barNumber) {
    int left = Math.floorMod(barNumber, length());
    for (ChartSection section : sections) {
      if (left < section.bars().size()) {
        return section;
      }
      left -= section.bars().size();
    }
    throw new IllegalStateException("bar " + barNumber + " lies in no section");
  }

  /** The key that spells the chords: the chart's or, if it says none, the one that holds most of their notes, with flats if two do. [any] */
  public Key spelling() {
    return key.orElseGet(() -> IntStream.of(0, -1, 1, -2, 2, -3, 3, -4, 4, -5, 5, -6).mapToObj(fifths -> new Key(fifths, false))
        .min(Comparator.comparingLong(this::foreign)).orElse(Key.C));
  }

  /** How many notes of the chords are foreign to a key. */
  private long foreign(Key other) {
    PitchClasses scale = Chord.NONE.scale(other);
    return bars().stream().flatMap(bar -> bar.chords().stream()).mapToLong(span -> span.chord().tones().without(scale).size()).sum();
  }

  /** The chord {@code tick} ticks after the line of bar {@code barNumber}. [any] */
  public Chord chordAt(long barNumber, long tick) {
    return barAt(barNumber).chordAt(tick);
  }

  /**
   * The chords of bar {@code barNumber} in ticks of the piece. [any]
   *
   * @param bar where it lies; if it is shorter than the chart's bar the rest is cut, if longer the last chord holds
   */
  public List<ChordSpan> spans(long barNumber, Bar bar) {
    List<ChordSpan> chords = barAt(barNumber).chords();
    List<ChordSpan> spans = new ArrayList<>();
    for (int i = 0; i < chords.size(); i++) {
      ChordSpan span = chords.get(i);
      long end = i == chords.size() - 1 ? bar.length() : Math.min(span.end(), bar.length());
      if (span.start() < end) {
        spans.add(new ChordSpan(bar.start() + span.start(), end - span.start(), span.chord()));
      }
    }
    return List.copyOf(spans);
  }

  /** The same changes at another tempo. [any] */
  public ChordChart withTempo(Tempo other) {
    return new ChordChart(title, key, Optional.of(other), sections);
  }

  /** The same changes {@code semitones} higher. [any] */
  public ChordChart transposed(int semitones) {
    return new ChordChart(title, key.map(k -> k.transpose(semitones)), tempo, sections.stream()
        .map(section -> new ChartSection(
            section.name(), section.bars().stream().map(bar -> bar.transposed(semitones)).toList()))
        .toList());
  }

  /**
   * The whole form once in each key, {@code semitones} higher from one to the next, until the first key would come
   * again; of no key, as none holds throughout. [any]
   *
   * @param semitones 1 to 11: 5 goes up in fourths
   */
  public ChordChart cycled(int semitones) {
    if (semitones < 1 || semitones >= OCTAVE) {
      throw new IllegalArgumentException("a cycle of " + semitones + " semitones: expected 1 to " + (OCTAVE - 1));
    }
    List<ChartSection> all = new ArrayList<>(sections);
    for (int up = semitones, key = 2; up % OCTAVE != 0; up += semitones, key++) {
      for (ChartSection section : transposed(up % OCTAVE).sections) {
        all.add(new ChartSection(again(section, key), section.bars()));
      }
    }
    return new ChordChart(title, Optional.empty(), tempo, all);
  }
}
