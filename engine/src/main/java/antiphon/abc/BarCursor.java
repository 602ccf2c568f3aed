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
  private final AccidentalMemory accidentals = new AccidentalMemory();
  /** Held over from the element before: the next one must take them up. */
  private final PitchSet pending = new PitchSet();
  private final PitchSet sounding = new PitchSet();
  private final PitchSet tied = new PitchSet();

  private Bar bar = Bar.plain(0, Meter.COMMON, Key.C);
  private PitchTexts pitches = PitchTexts.of(Key.C);
  /** Whether beams break at each multiple of the grid; shared by copies, replaced when a bar starts. */
  private boolean[] breaks = {};
  private VoiceLimits limits = new VoiceLimits(0, 127, 1);
  private boolean tieOut;
  private State state = State.ELEMENT;
  private int at;
  private boolean spaced;
  private boolean inChord;
  private int highest;
  private int mark;
  private int left;
  private int written;

  void start(Bar bar, VoiceLimits limits, PitchSet held, boolean tieOut) {
    boolean[] beams = breaks;
    if (breaks.length == 0 || !bar.meter().equals(this.bar.meter()) || bar.length() != this.bar.length() || bar.start() != this.bar.start()) {
      beams = new boolean[(int) (bar.length() / Tuplets.GRID)];
      for (int i = 1; i < beams.length; i++) {
        beams[i] = Beams.breakAt(bar, (long) i * Tuplets.GRID);
      }
    }
    breaks = beams;
    pitches = PitchTexts.of(bar.key());
    this.bar = bar;
    this.limits = limits;
    this.tieOut = tieOut;
    accidentals.startBar(bar.key());
    pending.copyFrom(held);
    dropUnspellable();
    state = State.ELEMENT;
    at = 0;
    left = 0;
    spaced = true;
    inChord = false;
  }

  /** Of held pitches that a new key spells with one letter only the lowest is taken up; the others end at the bar line. */
  private void dropUnspellable() {
    for (int pitch = pending.from(0); pitch < 128; pitch = pending.from(pitch + 1)) {
      for (int above = pending.from(pitch + 1); above < 128; above = pending.from(above + 1)) {
        if (sameLetter(pitch, above)) {
          pending.remove(above);
        }
      }
    }
  }

  void copyFrom(BarCursor other) {
    choice.copyFrom(other.choice);
    accidentals.copyFrom(other.accidentals);
    pending.copyFrom(other.pending);
    sounding.copyFrom(other.sounding);
    tied.copyFrom(other.tied);
    bar = other.bar;
    pitches = other.pitches;
    breaks = other.breaks;
    limits = other.limits;
    tieOut = other.tieOut;
    state = other.state;
    at = other.at;
    spaced = other.spaced;
    inChord = other.inChord;
    highest = other.highest;
    mark = other.mark;
    left = other.left;
    written = other.written;
  }

  State state() {
    return state;
  }

  PitchSet pending() {
    return pending;
  }

  /** The lowest held pitch that the chord at hand has yet to take up, or 128. */
  int owed() {
    return pending.from(highest + 1);
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
        if (!sounding.isEmpty() && tied.isEmpty() && (at < bar.length() || tieOut)) {
          set.add('-');
        }
      }
      case CHORD -> {
        if (chordMayClose()) {
          set.add(']');
        }
        offerChordPitches();
        choice.next(set);
      }
      case ELEMENT -> nextElement(set);
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
    if (pending.isEmpty()) {
      set.add('z');
    }
    if (left == 0 && Tuplets.anyFits(remaining())) {
      set.add('(');
    }
    if (chordFits()) {
      set.add('[');
    }
    if (pending.size() <= 1) {
      offerPitches();
      choice.next(set);
    }
  }

  /** Takes {@code c} if it goes on with the token at hand or starts one, and says whether it did. */
  boolean take(char c) {
    return switch (state) {
      case MARK, PITCH, LENGTH -> choice.type(c);
      case CHORD_PITCH -> c == '-' && innerTieFits() && tieHighest();
      case AFTER -> c == '-' && !sounding.isEmpty() && tied.isEmpty() && (at < bar.length() || tieOut) && tieAll();
      case CHORD -> takeInChord(c);
      case ELEMENT -> !(at == bar.length() && left == 0) && takeElement(c);
    };
  }

  private boolean takeElement(char c) {
    if (spaceDue()) {
      spaced = c == ' ';
      return spaced;
    }
    if (c == 'z' && pending.isEmpty()) {
      sounding.clear();
      tied.clear();
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
    if (c == '[' && chordFits()) {
      startSounding(true);
      return true;
    }
    if (pending.size() <= 1) {
      offerPitches();
      if (choice.type(c)) {
        startSounding(false);
        return true;
      }
    }
    return false;
  }

  private void startSounding(boolean chord) {
    sounding.clear();
    tied.clear();
    inChord = chord;
    highest = -1;
    state = chord ? State.CHORD : State.PITCH;
  }

  private boolean takeInChord(char c) {
    if (c == ']' && chordMayClose()) {
      inChord = false;
      offerLengths();
      return true;
    }
    offerChordPitches();
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
        pending.copyFrom(tied);
        state = State.ELEMENT;
      }
      case ELEMENT, CHORD -> throw new IllegalStateException("no token to finish");
    }
  }

  private void finishPitch(int pitch) {
    Spelling spelling = pitches.spellings()[pitch];
    if (accidentals.alteration(spelling.step(), spelling.octave()) != spelling.alteration()) {
      accidentals.remember(spelling);
    }
    sounding.add(pitch);
    highest = pitch;
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
    tied.add(highest);
    state = State.CHORD;
    return true;
  }

  private boolean tieAll() {
    pending.copyFrom(sounding);
    state = State.ELEMENT;
    return true;
  }

  /** A tie inside a chord must not end at a bar line that it may not cross, so it needs time behind it. */
  private boolean innerTieFits() {
    return tieOut || (left == 0 && remaining() > 1);
  }

  private boolean chordFits() {
    int most = Math.max(limits.chordNotes(), pending.size());
    if (most < 2) {
      return false;
    }
    for (int pitch = 0; pitch < 128; pitch++) {
      if (fitsEmptyChord(pitch)) {
        return true;
      }
    }
    return false;
  }

  private boolean fitsEmptyChord(int pitch) {
    return (playable(pitch) && pitch <= pending.from(0) && !letterTaken(pitch, pending))
        && (pending.from(pitch + 1) < 128 || partnerAbove(pitch));
  }

  private boolean chordMayClose() {
    if (sounding.size() < 2) {
      return false;
    }
    for (int pitch = pending.from(0); pitch < 128; pitch = pending.from(pitch + 1)) {
      if (!sounding.contains(pitch)) {
        return false;
      }
    }
    return true;
  }

  private void offerPitches() {
    beginPitches();
    for (int pitch = 0; pitch < 128; pitch++) {
      if (pending.isEmpty() ? inRange(pitch) : pending.contains(pitch)) {
        offer(pitch);
      }
    }
  }

  private void offerChordPitches() {
    beginPitches();
    int owed = owed();
    int owedCount = 0;
    for (int pitch = owed; pitch < 128; pitch = pending.from(pitch + 1)) {
      owedCount++;
    }
    int most = Math.max(limits.chordNotes(), pending.size());
    int free = most - sounding.size() - owedCount;
    for (int pitch = highest + 1; pitch <= Math.min(owed, 127); pitch++) {
      boolean wanted = pitch == owed;
      if ((wanted || (free > 0 && inRange(pitch)))
          && !letterTaken(pitch, sounding)
          && !letterTaken(pitch, pending)
          && (!sounding.isEmpty() || (wanted ? owedCount > 1 : owedCount > 0) || partnerAbove(pitch))) {
        offer(pitch);
      }
    }
  }

  private void beginPitches() {
    choice.begin(pitches.texts());
  }

  private void offer(int pitch) {
    Spelling spelling = pitches.spellings()[pitch];
    boolean bare = accidentals.alteration(spelling.step(), spelling.octave()) == spelling.alteration();
    choice.add(bare ? pitch : 128 + pitch);
  }

  private boolean playable(int pitch) {
    return pending.contains(pitch) || inRange(pitch);
  }

  private boolean inRange(int pitch) {
    return pitch >= limits.lowest() && pitch <= limits.highest();
  }

  /** Whether a higher pitch of the range could share a chord with this one. */
  private boolean partnerAbove(int pitch) {
    for (int above = pitch + 1; above <= limits.highest(); above++) {
      if (inRange(above) && !sameLetter(pitch, above) && !letterTaken(above, pending)) {
        return true;
      }
    }
    return false;
  }

  /** Whether another pitch of the set has this one's letter: one bar-voice never writes both at once. */
  private boolean letterTaken(int pitch, PitchSet set) {
    for (int near = Math.max(0, pitch - 4); near <= Math.min(127, pitch + 4); near++) {
      if (near != pitch && set.contains(near) && sameLetter(pitch, near)) {
        return true;
      }
    }
    return false;
  }

  private boolean sameLetter(int a, int b) {
    Spelling one = pitches.spellings()[a];
    Spelling other = pitches.spellings()[b];
    return one.step() == other.step() && one.octave() == other.octave();
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
      int most = remaining() - (!tied.isEmpty() && !tieOut ? 1 : 0);
      choice.addAll(1, most);
    }
    state = State.LENGTH;
  }
}
