package antiphon.abc;

import antiphon.score.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * The automaton of what one voice may write in one bar, character by character: every text that it lets
 * through is a bar in {@link BarWriter}'s form that sums exactly to its length, stays in the voice's
 * range and takes up every tie. From any prefix there is a way to the end. Mutable; one thread at a
 * time; {@link #next} and {@link #push} allocate nothing.
 *
 * <p>Lengths are multiples of a 32nd, inside tuplets (3:2, 5:4, 7:4) of as much in written value. Chords
 * are written from low to high, each letter once.
 */
public final class BarGrammar {
  private final BarCursor cursor = new BarCursor();
  private final BarCursor ahead = new BarCursor();
  private final SymbolSet after = new SymbolSet();
  private final PitchSet held = new PitchSet();
  private final StringBuilder completion = new StringBuilder();

  /**
   * Begins a bar.
   *
   * @param bar its length must be a multiple of a 32nd
   * @param limits the voice's range and polyphony
   * @param heldPitches what the voice's bar before ties over: the first element takes it up, but for the upper one
   *     of two that the key spells with one letter
   * @param tieOut whether the bar may end in a tie
   */
  public void start(Bar bar, VoiceLimits limits, List<Integer> heldPitches, boolean tieOut) {
    if (bar.length() % Tuplets.GRID != 0 || bar.length() / Tuplets.GRID >= Tuplets.LENGTHS.size()) {
      throw new IllegalArgumentException(
          "bar of " + bar.length() + " ticks: expected a multiple of " + Tuplets.GRID + ", up to 64 whole notes");
    }
    held.clear();
    heldPitches.forEach(held::add);
    cursor.start(bar, limits, held, tieOut);
  }

  /** Whether the bar is full, so that its bar line may come now. */
  public boolean mayEnd() {
    ahead.copyFrom(cursor);
    while (!ahead.atEnd() && ahead.tokenComplete()) {
      ahead.finish();
    }
    return ahead.atEnd();
  }

  /**
   * Adds to {@code set} the characters that may come next within the bar.
   *
   * @return whether the bar is full, so that its bar line may come as well
   */
  public boolean next(SymbolSet set) {
    cursor.next(set);
    if (!cursor.tokenComplete()) {
      return cursor.atEnd();
    }
    ahead.copyFrom(cursor);
    while (ahead.tokenComplete()) {
      ahead.finish();
      ahead.next(set);
    }
    return ahead.atEnd();
  }

  /**
   * Takes a character.
   *
   * @throws IllegalArgumentException if {@link #next} does not offer it
   */
  public void push(char c) {
    while (!cursor.take(c)) {
      if (!cursor.tokenComplete()) {
        throw new IllegalArgumentException("'" + c + "' may not come here in a bar");
      }
      cursor.finish();
    }
  }

  /** Whether {@code text} may begin a bar that was started; afterwards the bar stands behind it, or must be started again. */
  public boolean begin(String text) {
    for (int i = 0; i < text.length(); i++) {
      while (!cursor.take(text.charAt(i))) {
        if (!cursor.tokenComplete()) {
          return false;
        }
        cursor.finish();
      }
    }
    return true;
  }

  /** Ticks from the bar's start at which an element begins if the next character begins one; -1 inside of one. */
  public long elementAt() {
    boolean between = cursor.state() == BarCursor.State.ELEMENT && !cursor.inTuplet() && !cursor.spaceDue();
    return between ? cursor.at() : -1;
  }

  /** Ends the element at hand, if it may end: what comes next makes it neither longer nor ties it. */
  public void settle() {
    while (!cursor.atEnd() && cursor.tokenComplete()) {
      cursor.finish();
    }
  }

  /** From here on the voice may not rest through to the bar's end, if it has rested so far; {@link #completion} lets it. */
  public void demandNote() {
    cursor.demandNote(true);
  }

  /** What pitches weigh where they may begin. */
  public interface PitchWeights {
    /** By MIDI note number, of an element that begins {@code at} ticks from the bar's start, or in a tuplet that does. */
    double[] at(long at);
  }

  /**
   * Says of each character that may come next and leads to pitches how much these weigh on the mean.
   *
   * @param into by character; of those that lead to no pitch it is left as it is
   */
  public void weighPitches(PitchWeights weights, double[] into) {
    cursor.weighPitches(weights, into);
    if (cursor.tokenComplete()) {
      ahead.copyFrom(cursor);
      while (ahead.tokenComplete()) {
        ahead.finish();
        ahead.weighPitches(weights, into);
      }
    }
  }

  /** The pitch that is at hand, a MIDI note number, if the next character may end it or give it another octave; else -1. */
  public int pitchAtHand() {
    return cursor.state() == BarCursor.State.PITCH && cursor.tokenComplete() ? cursor.choice().complete() % 128 : -1;
  }

  /**
   * Says of each character that may come next, and with which a note's length goes on or ends, what that length weighs: the
   * shortest to write if there are several.
   *
   * @param weights of lengths in 32nds, within a tuplet as written
   * @param into by character; of those that say nothing of a length it is left as it is
   * @return what the length weighs with which the bar may end here; 0 if it may not, or no length is at hand
   */
  public double weighLengths(IntToDoubleFunction weights, double[] into) {
    ahead.copyFrom(cursor);
    if (ahead.state() == BarCursor.State.PITCH && ahead.tokenComplete()) {
      ahead.finish();
    }
    if (ahead.state() != BarCursor.State.LENGTH) {
      return 0;
    }
    ahead.choice().weighShortest(weights, into);
    int complete = ahead.choice().complete();
    if (complete < 0) {
      return 0;
    }
    double weight = weights.applyAsDouble(complete);
    after.clear();
    while (ahead.tokenComplete()) {
      ahead.finish();
      ahead.next(after);
    }
    for (int symbol = 0; symbol < into.length; symbol++) {
      if (after.contains(symbol)) {
        into[symbol] = weight;
      }
    }
    // A tie makes it longer by what nobody knows yet.
    into['-'] = after.contains('-') ? weights.applyAsDouble(2 * complete) : into['-'];
    return ahead.atEnd() ? weight : 0;
  }

  /** Ends the bar, which must be full, and returns the pitches that its last element ties over the bar line. */
  public List<Integer> end() {
    while (!cursor.atEnd() && cursor.tokenComplete()) {
      cursor.finish();
    }
    if (!cursor.atEnd()) {
      throw new IllegalStateException("the bar is not full");
    }
    List<Integer> over = new ArrayList<>();
    for (int pitch = cursor.pitches().pending().from(0); pitch < 128; pitch = cursor.pitches().pending().from(pitch + 1)) {
      over.add(pitch);
    }
    return over;
  }

  /** The shortest way from here to a full bar that the automaton knows: no new notes, rests for what is left, even where a note was demanded. */
  public String completion() {
    cursor.demandNote(false);
    ahead.copyFrom(cursor);
    completion.setLength(0);
    while (!ahead.atEnd()) {
      if (ahead.spaceDue()) {
        type(" ");
      } else {
        complete();
      }
    }
    return completion.toString();
  }

  private void complete() {
    switch (ahead.state()) {
      case ELEMENT -> type(ahead.pitches().pending().isEmpty() ? "z" : ahead.pitches().pending().size() > 1 ? "[" : heldPitch());
      case CHORD -> {
        if (!ahead.take(']')) {
          SymbolSet first = new SymbolSet();
          ahead.next(first);
          int owed = ahead.pitches().owed();
          int held = ahead.choice().offers(owed) ? owed : 128 + owed;
          type(ahead.choice().rest(owed < 128 && ahead.choice().offers(held) ? held : ahead.choice().nearest()));
        } else {
          completion.append(']');
        }
      }
      case LENGTH -> {
        int whole = ahead.remaining();
        boolean fills = !ahead.inTuplet() && ahead.choice().offers(whole);
        type(ahead.choice().rest(fills ? whole : ahead.choice().nearest()));
        ahead.finish();
      }
      case MARK, PITCH -> {
        type(ahead.choice().rest(ahead.choice().nearest()));
        ahead.finish();
      }
      case CHORD_PITCH, AFTER -> ahead.finish();
    }
  }

  private String heldPitch() {
    SymbolSet offered = new SymbolSet();
    ahead.next(offered);
    return ahead.choice().rest(ahead.choice().nearest());
  }

  private void type(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!ahead.take(text.charAt(i))) {
        throw new IllegalStateException("completion '" + text + "' does not fit");
      }
    }
    completion.append(text);
  }
}
