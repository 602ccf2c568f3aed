package antiphon.abc;

import antiphon.score.Key;

/**
 * Which pitches an element of a bar may have: those in the range of the voice, each letter once in a chord, in
 * rising order, and all that are held over from the element before. Mutable and copyable; allocates nothing.
 */
final class PitchRules {
  private final AccidentalMemory accidentals = new AccidentalMemory();
  /** Held over from the element before: the next one must take them up. */
  private final PitchSet pending = new PitchSet();
  private final PitchSet sounding = new PitchSet();
  private final PitchSet tied = new PitchSet();
  private PitchTexts texts = PitchTexts.of(Key.C);
  private VoiceLimits limits = new VoiceLimits(0, 127, 1);
  private int highest;

  void startBar(Key key, VoiceLimits limits, PitchSet held) {
    texts = PitchTexts.of(key);
    this.limits = limits;
    accidentals.startBar(key);
    pending.copyFrom(held);
    dropUnspellable();
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

  void copyFrom(PitchRules other) {
    accidentals.copyFrom(other.accidentals);
    pending.copyFrom(other.pending);
    sounding.copyFrom(other.sounding);
    tied.copyFrom(other.tied);
    texts = other.texts;
    limits = other.limits;
    highest = other.highest;
  }

  PitchSet pending() {
    return pending;
  }

  /** The lowest held pitch that the chord at hand has yet to take up, or 128. */
  int owed() {
    return pending.from(highest + 1);
  }

  /** An element starts; nothing sounds in it so far. */
  void startElement() {
    sounding.clear();
    tied.clear();
    highest = -1;
  }

  /** The element at hand has this pitch, its highest so far. */
  void sound(int pitch) {
    Spelling spelling = texts.spellings()[pitch];
    if (accidentals.alteration(spelling.step(), spelling.octave()) != spelling.alteration()) {
      accidentals.remember(spelling);
    }
    sounding.add(pitch);
    highest = pitch;
  }

  void tieHighest() {
    tied.add(highest);
  }

  /** The element is over: the next takes up all of it, or what of it was tied. */
  void hold(boolean all) {
    pending.copyFrom(all ? sounding : tied);
  }

  boolean anySounding() {
    return !sounding.isEmpty();
  }

  boolean anyTied() {
    return !tied.isEmpty();
  }

  boolean restFits() {
    return pending.isEmpty();
  }

  boolean singleFits() {
    return pending.size() <= 1;
  }

  /** Whether a chord may start: not where no second pitch could follow. */
  boolean chordFits() {
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

  /** Whether the chord at hand has two pitches, and all that are held over. */
  boolean chordMayClose() {
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

  /** Opens {@code choice} to the texts of the pitches that may stand alone. */
  void offerSingle(TextChoice choice) {
    choice.begin(texts.texts());
    for (int pitch = 0; pitch < 128; pitch++) {
      if (pending.isEmpty() ? inRange(pitch) : pending.contains(pitch)) {
        offer(choice, pitch);
      }
    }
  }

  /** Opens {@code choice} to the texts of the pitches that may come next in the chord. */
  void offerChord(TextChoice choice) {
    choice.begin(texts.texts());
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
        offer(choice, pitch);
      }
    }
  }

  private void offer(TextChoice choice, int pitch) {
    Spelling spelling = texts.spellings()[pitch];
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
    Spelling one = texts.spellings()[a];
    Spelling other = texts.spellings()[b];
    return one.step() == other.step() && one.octave() == other.octave();
  }
}
