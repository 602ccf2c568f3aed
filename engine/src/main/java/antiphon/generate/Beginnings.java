package antiphon.generate;

import antiphon.abc.BarGrammar;
import antiphon.abc.BarWriter;
import antiphon.abc.VoiceLimits;
import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.List;
import java.util.Optional;

/** Writes how a voice's bar begins, so that the model can go on from there. Mutable; one thread at a time. [engine] */
public final class Beginnings {
  private static final int MOST_AT_ONCE = 10;

  private final BarGrammar grammar = new BarGrammar();

  /**
   * The text of {@code [0, until)} of a bar, if the grammar can go on from it.
   *
   * @param notes sorted, in ticks of the piece; what goes on at {@code until} is tied
   * @param held pitches that the bar before ties over
   * @param until ticks from the bar's start
   */
  public Optional<String> text(Bar bar, List<Note> notes, VoiceLimits limits, List<Integer> held, long until) {
    if (until <= 0) {
      return Optional.of("");
    }
    String text = BarWriter.beginning(bar, notes, until);
    grammar.start(bar, limits, held, true);
    return grammar.begin(text) ? Optional.of(text) : Optional.empty();
  }

  /** The limits of a voice, made wide enough for notes that are there already. */
  public static VoiceLimits around(VoiceLimits limits, List<Note> notes) {
    int lowest = limits.lowest();
    int highest = limits.highest();
    for (Note note : notes) {
      lowest = Math.min(lowest, note.pitch());
      highest = Math.max(highest, note.pitch());
    }
    return new VoiceLimits(lowest, highest, notes.size() > 1 ? MOST_AT_ONCE : limits.chordNotes());
  }
}
