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
      Key key, Meter meter, long length, List<Slice> slices, List<ChordSymbol> chords, BarLine left, BarLine right) {}

  /** Reading stops here rather than fill the memory: 64 whole notes in one bar are no music. */
  private static final long LONGEST_BAR = 64L * Ticks.PER_WHOLE;

  final List<ReadBar> bars = new ArrayList<>();
  private final AccidentalMemory accidentals = new AccidentalMemory();
  private final Map<Integer, Integer> tiedAlterations = new HashMap<>();
  private Key key;
  private Meter meter;
  private long unitTicks;

  private List<Slice> slices = new ArrayList<>();
  private List<ChordSymbol> chords = new ArrayList<>();
  private BarLine left = BarLine.NONE;
  private long at;
  private long lastLength;
  private int tupletP = 1;
  private int tupletQ = 1;
  private int tupletLeft;
  private int brokenTop = 1;
  private int brokenBottom = 1;

  VoiceReader(Key key, Meter meter, long unitTicks) {
    this.key = key;
    this.meter = meter;
    this.unitTicks = unitTicks;
    accidentals.startBar(key);
  }

  Meter meter() {
    return meter;
  }

  void key(Key changed) {
    key = changed;
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

  /** The ticks of the next element, written as {@code top/bottom} units; -1 if they are not whole. */
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
    return numerator > 0 && numerator % denominator == 0 ? numerator / denominator : -1;
  }

  /**
   * Broken rhythm after the element just read: {@code >} prolongs it and shortens the next one, {@code <}
   * the reverse. Returns false where there is no element or its new length is not whole.
   */
  boolean broken(int arrows, boolean longFirst) {
    int shortBottom = 1 << arrows;
    int longTop = 2 * shortBottom - 1;
    int top = longFirst ? longTop : 1;
    if (lastLength == 0 || lastLength * top % shortBottom != 0) {
      return false;
    }
    long changed = lastLength * top / shortBottom;
    if (!slices.isEmpty() && slices.getLast().end() == at) {
      Slice last = slices.removeLast();
      slices.add(new Slice(last.onset(), changed, last.tones()));
    }
    at += changed - lastLength;
    brokenTop = longFirst ? 1 : longTop;
    brokenBottom = shortBottom;
    return true;
  }

  /** The alteration of a letter without accidental: a tie's, else the bar's. */
  int alteration(int step, int octave) {
    Integer tied = tiedAlterations.get(place(step, octave));
    return tied != null ? tied : accidentals.alteration(step, octave);
  }

  void remember(Spelling spelling) {
    accidentals.remember(spelling);
  }

  void rest(long ticks) {
    at += ticks;
    lastLength = ticks;
    tiedAlterations.clear();
  }

  /** Adds a note or chord; {@code spellings} and {@code tied} run in parallel. */
  void sound(long ticks, List<Spelling> spellings, List<Boolean> tied) {
    List<Tone> tones = new ArrayList<>();
    tiedAlterations.clear();
    for (int i = 0; i < spellings.size(); i++) {
      int pitch = spellings.get(i).pitch();
      if (tones.stream().noneMatch(tone -> tone.pitch() == pitch)) {
        tones.add(new Tone(pitch, tied.get(i)));
      }
      if (tied.get(i)) {
        tie(spellings.get(i));
      }
    }
    tones.sort((a, b) -> Integer.compare(a.pitch(), b.pitch()));
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
      endBar(line == BarLine.REPEAT_START || line == BarLine.OPENING ? BarLine.SINGLE : line);
    } else if (line != BarLine.SINGLE && !bars.isEmpty() && line != BarLine.REPEAT_START && line != BarLine.OPENING) {
      ReadBar last = bars.removeLast();
      bars.add(new ReadBar(
          last.key, last.meter, last.length, last.slices, last.chords, last.left, line));
    }
    if (line == BarLine.REPEAT_START || line == BarLine.OPENING) {
      left = line;
    }
  }

  /** Ends the bar in hand, also an empty one. */
  void endBar(BarLine right) {
    bars.add(new ReadBar(key, meter, at, slices, chords, left, right));
    slices = new ArrayList<>();
    chords = new ArrayList<>();
    left = BarLine.NONE;
    at = 0;
    lastLength = 0;
    tupletLeft = 0;
    brokenTop = 1;
    brokenBottom = 1;
    accidentals.startBar(key);
  }

  private static int place(int step, int octave) {
    return 16 * octave + step;
  }
}
