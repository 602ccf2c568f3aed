package antiphon.abc;

import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Meter;

/**
 * Where {@link BarGrammar} stands in a bar. Text is made of tokens (tuplet mark, pitch, length, …): a
 * token goes on while it can; when it is complete it may be finished, which opens what may follow it.
 * Mutable and copyable; allocates nothing.
 */
final class BarCursor {
  enum State {
    /** An element may start, or the bar end. */
    ELEMENT,
    /** Typing a tuplet mark. */
    MARK,
    /** Typing a pitch. */
    PITCH,
    /** In a chord, after a pitch that may be tied. */
    CHORD_PITCH,
    /** In a chord, before a pitch or the end of the chord. */
    CHORD,
    /** Typing a length. */
    LENGTH,
    /** After an element that may be tied. */
    AFTER
  }

  private final TextChoice choice = new TextChoice(Tuplets.LENGTHS, Tuplets.LENGTHS.size());
  private final PitchRules pitches = new PitchRules();

  private Bar bar = Bar.plain(0, Meter.COMMON, Key.C);
  /** Whether beams break at each multiple of the grid; shared by copies, replaced when a bar starts. */
  private boolean[] breaks = {};
  private boolean tieOut;
  private State state = State.ELEMENT;
  private int at;
  private boolean spaced;
  private boolean inChord;
  private int mark;
  private int left;
  private int written;
  /** Whether a note has begun in the bar. */
  private boolean sounded;
  /** Whether a note must begin in what is left of the bar. */
  private boolean noteDue;

  void start(Bar bar, VoiceLimits limits, PitchSet held, boolean tieOut) {
    boolean[] beams = breaks;
    if (breaks.length == 0 || !bar.meter().equals(this.bar.meter()) || bar.length() != this.bar.length() || bar.start() != this.bar.start()) {
      beams = new boolean[(int) (bar.length() / Tuplets.GRID)];
      for (int i = 1; i < beams.length; i++) {
        beams[i] = Beams.breakAt(bar, (long) i * Tuplets.GRID);
      }
    }
    breaks = beams;
    this.bar = bar;
    this.tieOut = tieOut;
    pitches.startBar(bar.key(), limits, held);
    state = State.ELEMENT;
    at = 0;
    left = 0;
    spaced = true;
    inChord = false;
    sounded = false;
    noteDue = false;
  }

  void copyFrom(BarCursor other) {
    choice.copyFrom(other.choice);
    pitches.copyFrom(other.pitches);
    bar = other.bar;
    breaks = other.breaks;
    tieOut = other.tieOut;
    state = other.state;
    at = other.at;
    spaced = other.spaced;
    inChord = other.inChord;
    mark = other.mark;
    left = other.left;
    written = other.written;
    sounded = other.sounded;
    noteDue = other.noteDue;
  }

  /** Whether what is left of the bar must hold a note if nothing of it did so far; not where nothing is left. */
  void demandNote(boolean demanded) {
    noteDue = demanded && !sounded && at < bar.length();
  }

  State state() {
    return state;
  }

  /** Which pitches may be written. */
  PitchRules pitches() {
    return pitches;
  }

  TextChoice choice() {
    return choice;
  }

  boolean atEnd() {
    return state == State.ELEMENT && left == 0 && at == bar.length();
  }

  /** Ticks from the bar's start to the element at hand, or to its tuplet. */
  int at() {
    return at;
  }

  /** Lengths of a plain 32nd that are still free in the bar. */
  int remaining() {
    return (int) (bar.length() - at) / Tuplets.GRID;
  }

  boolean inTuplet() {
    return left > 0;
  }

  boolean spaceDue() {
    return state == State.ELEMENT && left == 0 && !spaced && at < bar.length() && breaks[at / Tuplets.GRID];
  }

  /** Whether what was typed is a whole token, so that {@link #finish} may follow. */
  boolean tokenComplete() {
    return switch (state) {
      case MARK, PITCH, LENGTH -> choice.complete() >= 0;
      case CHORD_PITCH, AFTER -> true;
      case ELEMENT, CHORD -> false;
    };
  }

  /** Adds the characters that go on with the token at hand, or start one. */
  void next(SymbolSet set) {
    switch (state) {
      case MARK, PITCH, LENGTH -> choice.next(set);
      case CHORD_PITCH -> {
        if (innerTieFits()) {
          set.add('-');
        }
      }
      case AFTER -> {
        if (outerTieFits()) {
          set.add('-');
        }
      }
      case CHORD -> {
        if (pitches.chordMayClose()) {
          set.add(']');
        }
        pitches.offerChord(choice);
        choice.next(set);
      }
      case ELEMENT -> nextElement(set);
    }
  }

  /** Says of each character that leads to a pitch how much its pitches weigh on the mean. */
  void weighPitches(BarGrammar.PitchWeights weights, double[] into) {
    switch (state) {
      case PITCH -> choice.weigh(weights.at(at), into);
      case CHORD -> {
        pitches.offerChord(choice);
        choice.weigh(weights.at(at), into);
      }
      case ELEMENT -> {
        if (!(at == bar.length() && left == 0) && !spaceDue() && pitches.singleFits()) {
          pitches.offerSingle(choice);
          choice.weigh(weights.at(at), into);
        }
      }
      case MARK, LENGTH, CHORD_PITCH, AFTER -> {
        // No pitch.
      }
    }
  }

  private void nextElement(SymbolSet set) {
    if (at == bar.length() && left == 0) {
      return;
    }
    if (spaceDue()) {
      set.add(' ');
      return;
    }
    if (restFits()) {
      set.add('z');
    }
    if (left == 0 && Tuplets.anyFits(remaining())) {
      set.add('(');
    }
    if (pitches.chordFits()) {
      set.add('[');
    }
    if (pitches.singleFits()) {
      pitches.offerSingle(choice);
      choice.next(set);
    }
  }

  /** Takes {@code c} if it goes on with the token at hand or starts one, and says whether it did. */
  boolean take(char c) {
    return switch (state) {
      case MARK, PITCH, LENGTH -> choice.type(c);
      case CHORD_PITCH -> c == '-' && innerTieFits() && tieHighest();
      case AFTER -> c == '-' && outerTieFits() && tieAll();
      case CHORD -> takeInChord(c);
      case ELEMENT -> !(at == bar.length() && left == 0) && takeElement(c);
    };
  }

  private boolean takeElement(char c) {
    if (spaceDue()) {
      spaced = c == ' ';
      return spaced;
    }
    if (c == 'z' && restFits()) {
      pitches.startElement();
      offerLengths();
      return true;
    }
    if (c == '(' && left == 0 && Tuplets.anyFits(remaining())) {
      choice.begin(Tuplets.MARKS);
      for (int id = 0; id < Tuplets.MARKS.size(); id++) {
        if (Tuplets.fits(id, remaining())) {
          choice.add(id);
        }
      }
      state = State.MARK;
      return choice.type(c);
    }
    if (c == '[' && pitches.chordFits()) {
      startSounding(true);
      return true;
    }
    if (pitches.singleFits()) {
      pitches.offerSingle(choice);
      if (choice.type(c)) {
        startSounding(false);
        return true;
      }
    }
    return false;
  }

  /** While a note is due a rest leaves room for it, and a tuplet begins with it. */
  private boolean restFits() {
    return pitches.restFits() && !(noteDue && (left > 0 || remaining() == 1));
  }

  private void startSounding(boolean chord) {
    sounded = true;
    noteDue = false;
    pitches.startElement();
    inChord = chord;
    state = chord ? State.CHORD : State.PITCH;
  }

  private boolean takeInChord(char c) {
    if (c == ']' && pitches.chordMayClose()) {
      inChord = false;
      offerLengths();
      return true;
    }
    pitches.offerChord(choice);
    if (choice.type(c)) {
      state = State.PITCH;
      return true;
    }
    return false;
  }

  /** Ends the token at hand, which must be complete. */
  void finish() {
    switch (state) {
      case MARK -> {
        mark = choice.complete();
        left = Tuplets.notes(mark);
        written = 0;
        state = State.ELEMENT;
      }
      case PITCH -> finishPitch(choice.complete() % 128);
      case CHORD_PITCH -> state = State.CHORD;
      case LENGTH -> finishLength(choice.complete());
      case AFTER -> {
        pitches.hold(false);
        state = State.ELEMENT;
      }
      case ELEMENT, CHORD -> throw new IllegalStateException("no token to finish");
    }
  }

  private void finishPitch(int pitch) {
    pitches.sound(pitch);
    if (inChord) {
      state = State.CHORD_PITCH;
    } else {
      offerLengths();
    }
  }

  private void finishLength(int units) {
    if (left > 0) {
      written += units;
      left--;
      if (left == 0) {
        at += written / Tuplets.p(mark) * Tuplets.q(mark) * Tuplets.GRID;
      }
    } else {
      at += units * Tuplets.GRID;
    }
    spaced = false;
    state = State.AFTER;
  }

  private boolean tieHighest() {
    pitches.tieHighest();
    state = State.CHORD;
    return true;
  }

  private boolean tieAll() {
    pitches.hold(true);
    state = State.ELEMENT;
    return true;
  }

  /** The whole element may be tied unless a part of it is. */
  private boolean outerTieFits() {
    return pitches.anySounding() && !pitches.anyTied() && (at < bar.length() || tieOut);
  }

  /** A tie inside a chord must not end at a bar line that it may not cross, so it needs time behind it. */
  private boolean innerTieFits() {
    return tieOut || (left == 0 && remaining() > 1);
  }

  private void offerLengths() {
    choice.begin(Tuplets.LENGTHS);
    if (left > 0) {
      int most = Tuplets.mostWritten(mark, remaining());
      for (int units = 1; written + units <= most; units++) {
        if (Tuplets.lengthFits(mark, left, written + units, remaining())) {
          choice.add(units);
        }
      }
    } else {
      int most = remaining() - (noteDue || (pitches.anyTied() && !tieOut) ? 1 : 0);
      choice.addAll(1, most);
    }
    state = State.LENGTH;
  }
}
