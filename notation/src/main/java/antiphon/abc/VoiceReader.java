package antiphon.abc;

import antiphon.score.BarLine;
import antiphon.score.ChordSymbol;
import antiphon.score.Key;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the reading of one voice stands: its finished bars, the bar in hand, and what carries over
 * (key, meter, unit length, ties, open tuplet). Filled by {@link MusicReader}.
 */
final class VoiceReader {
  /** One bar of one voice as read. Chord onsets count from the bar's start. */
  record ReadBar(
      Key key, Meter meter, long length, List<Slice> slices, List<ChordSymbol> chords, BarLine left, BarLine right,
      List<Integer> ending, String part) {
    ReadBar withRight(BarLine line) {
      return new ReadBar(key, meter, length, slices, chords, left, line, ending, part);
    }
  }

  /** Reading stops here rather than fill the memory: 64 whole notes in one bar are no music. */
  private static final long LONGEST_BAR = 64L * Ticks.PER_WHOLE;

  /** As for MusicXML. */
  private static final int MOST_VERSES = 99;

  final List<ReadBar> bars = new ArrayList<>();
  /** Voices that were laid over this one, bar for bar as long as it or shorter. */
  final List<VoiceReader> overlays = new ArrayList<>();
  /** What is sung. */
  final List<LyricLine.Sung> lyrics = new ArrayList<>();
  /** Where notes and chords of the last line of music stand. */
  private final List<LyricLine.Place> line = new ArrayList<>();
  private int verse;
  private final AccidentalMemory accidentals = new AccidentalMemory();
  private final Map<Integer, Integer> tiedAlterations = new HashMap<>();
  private final boolean allOctaves;
  private Signature signature;
  private int octaves;
  private int semitones;
  private Meter meter;
  private long unitTicks;

  private List<Slice> slices = new ArrayList<>();
  private List<ChordSymbol> chords = new ArrayList<>();
  private BarLine left = BarLine.NONE;
  private List<Integer> ending = List.of();
  private String part = "";
  private long at;
  /** What was rounded away before {@code at}, in ticks. */
  private double owed;
  private boolean rounded;
  private long lastLength;
  private int tupletP = 1;
  private int tupletQ = 1;
  private int tupletLeft;
  private int brokenTop = 1;
  private int brokenBottom = 1;

  /** @param allOctaves whether an accidental holds in all octaves to the end of its bar, or in its own alone */
  VoiceReader(Signature signature, Meter meter, long unitTicks, boolean allOctaves) {
    this.signature = signature;
    this.meter = meter;
    this.unitTicks = unitTicks;
    this.allOctaves = allOctaves;
    accidentals.startBar(signature);
  }

  Meter meter() {
    return meter;
  }

  /** Sounds other than it is written from now on: by octaves, and by semitones, which change the key, too. */
  void transpose(int byOctaves, int bySemitones) {
    octaves = byOctaves;
    semitones = bySemitones;
  }

  /** Semitones from what is written to what sounds. */
  int shift() {
    return 12 * octaves + semitones;
  }

  void key(Signature changed) {
    signature = changed;
    accidentals.startBar(changed);
    // In another key the tied note may have another letter, so the old letter means nothing now.
    tiedAlterations.clear();
  }

  void meter(Meter changed) {
    meter = changed;
  }

  void unitTicks(long changed) {
    unitTicks = changed;
  }

  /** The bar in hand begins an ending for these times through the repeat. */
  void ending(List<Integer> times) {
    ending = times;
  }

  /** The bar in hand begins a part. */
  void part(String name) {
    part = name;
  }

  /** Whether a length was not a whole number of ticks, so that the nearest was taken. */
  boolean rounded() {
    return rounded;
  }

  /** Stands where another voice does, at the start of the other's bar {@code bar}; what is missing before it is silent. */
  void follow(VoiceReader other, int bar) {
    signature = other.signature;
    accidentals.startBar(signature);
    meter = other.meter;
    unitTicks = other.unitTicks;
    transpose(other.octaves, other.semitones);
    while (bars.size() < bar) {
      endBar(BarLine.NONE);
    }
  }

  /** Whether nothing was read since the last bar line. */
  boolean barEmpty() {
    return at == 0 && slices.isEmpty() && chords.isEmpty();
  }

  boolean barTooLong() {
    return at > LONGEST_BAR;
  }

  void tuplet(int p, int q, int notes) {
    tupletP = p;
    tupletQ = q;
    tupletLeft = notes;
  }

  /** The ticks of the next element, written as {@code top/bottom} units, at least 1; the nearest where they are not whole. */
  long length(long top, long bottom) {
    long numerator = top * unitTicks * brokenTop;
    long denominator = bottom * brokenBottom;
    brokenTop = 1;
    brokenBottom = 1;
    if (tupletLeft > 0) {
      tupletLeft--;
      numerator *= tupletQ;
      denominator *= tupletP;
    }
    return nearest(numerator, denominator);
  }

  /**
   * Broken rhythm after the element just read: {@code >} prolongs it and shortens the next one, {@code <}
   * the reverse. Returns false where there is no element.
   */
  boolean broken(int arrows, boolean longFirst) {
    int shortBottom = 1 << arrows;
    int longTop = 2 * shortBottom - 1;
    int top = longFirst ? longTop : 1;
    if (lastLength == 0) {
      return false;
    }
    long changed = nearest(lastLength * top, shortBottom);
    if (!slices.isEmpty() && slices.getLast().end() == at) {
      Slice last = slices.removeLast();
      slices.add(new Slice(last.onset(), changed, last.tones()));
    }
    at += changed - lastLength;
    brokenTop = longFirst ? 1 : longTop;
    brokenBottom = shortBottom;
    return true;
  }

  /** Rounds a length so that the elements of a bar together are not off by more than half a tick. */
  private long nearest(long numerator, long denominator) {
    if (numerator % denominator == 0 && owed == 0) {
      return Math.max(1, numerator / denominator);
    }
    double exact = (double) numerator / denominator + owed;
    long ticks = Math.max(1, Math.round(exact));
    owed = Math.abs(exact - ticks) < 1e-6 ? 0 : exact - ticks;
    rounded = true;
    return ticks;
  }

  /** The alteration of a letter without accidental: a tie's, else the bar's. */
  int alteration(int step, int octave) {
    Integer tied = tiedAlterations.get(place(step, octave));
    return tied != null ? tied : accidentals.alteration(step, octave);
  }

  void remember(Spelling spelling) {
    if (allOctaves) {
      accidentals.rememberInAllOctaves(spelling);
    } else {
      accidentals.remember(spelling);
    }
  }

  void rest(long ticks) {
    at += ticks;
    lastLength = ticks;
    tiedAlterations.clear();
  }

  /** A line of music begins. */
  void newLine() {
    line.clear();
    verse = 0;
  }

  /** Lays words under the last line of music: one more verse of it. */
  void words(String words) {
    verse++;
    if (verse <= MOST_VERSES) {
      lyrics.addAll(LyricLine.read(words, line, verse));
    }
  }

  /** Adds a note or chord; {@code spellings} and {@code tied} run in parallel. */
  void sound(long ticks, List<Spelling> spellings, List<Boolean> tied) {
    List<Tone> tones = new ArrayList<>();
    tiedAlterations.clear();
    for (int i = 0; i < spellings.size(); i++) {
      int pitch = spellings.get(i).pitch() + shift();
      if (tones.stream().noneMatch(tone -> tone.pitch() == pitch)) {
        tones.add(new Tone(pitch, tied.get(i)));
      }
      if (tied.get(i)) {
        tie(spellings.get(i));
      }
    }
    tones.sort((a, b) -> Integer.compare(a.pitch(), b.pitch()));
    line.add(new LyricLine.Place(bars.size(), at));
    slices.add(new Slice(at, ticks, List.copyOf(tones)));
    at += ticks;
    lastLength = ticks;
  }

  private void tie(Spelling spelling) {
    tiedAlterations.put(place(spelling.step(), spelling.octave()), spelling.alteration());
  }

  void chord(String text) {
    chords.add(new ChordSymbol(at, text));
  }

  /** Takes a bar line: ends the bar in hand, or signs the bar before or after where none is in hand. */
  void barLine(BarLine line) {
    if (!barEmpty()) {
      close(line);
    } else if (line == BarLine.REPEAT_START || line == BarLine.OPENING) {
      left = line;
    } else if (line != BarLine.SINGLE && !bars.isEmpty()) {
      bars.add(bars.removeLast().withRight(line));
    }
  }

  /** Ends the bar in hand, also an empty one, at a line that may be the next one's. */
  void close(BarLine line) {
    boolean next = line == BarLine.REPEAT_START || line == BarLine.OPENING;
    endBar(next ? BarLine.SINGLE : line);
    if (next) {
      left = line;
    }
  }

  /** Ends the bar in hand, also an empty one. */
  void endBar(BarLine right) {
    Key key = semitones % 12 == 0 ? signature.key() : signature.key().transpose(semitones);
    bars.add(new ReadBar(key, meter, at, slices, chords, left, right, ending, part));
    slices = new ArrayList<>();
    chords = new ArrayList<>();
    left = BarLine.NONE;
    ending = List.of();
    part = "";
    at = 0;
    owed = 0;
    lastLength = 0;
    tupletLeft = 0;
    brokenTop = 1;
    brokenBottom = 1;
    accidentals.startBar(signature);
  }

  private static int place(int step, int octave) {
    return 16 * octave + step;
  }
}
