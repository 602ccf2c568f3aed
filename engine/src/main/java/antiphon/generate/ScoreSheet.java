package antiphon.generate;

import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Bars of a piece as a score with a preset's voices. Immutable. [any]
 *
 * @param notagen whether its tags are those that NotaGen's own models know
 * @param tempo for the header, where it is known
 */
record ScoreSheet(Preset preset, boolean notagen, Optional<Tempo> tempo) {
  /** One bar in which nobody plays, whose header is the piece's. */
  Score empty(Key key, Meter meter) {
    return score(List.of(Bar.plain(0, meter, key)), Collections.nCopies(preset.voices().size(), List.of()));
  }

  /**
   * The score of bars that follow each other.
   *
   * @throws IllegalStateException if there are none
   */
  Score of(List<WrittenBar> bars) {
    if (bars.isEmpty()) {
      throw new IllegalStateException("a conversation without bars has no score");
    }
    long origin = bars.getFirst().bar().start();
    List<List<Note>> notes = new ArrayList<>();
    for (int voice = 0; voice < preset.voices().size(); voice++) {
      notes.add(new HeldNotes(voice, origin).join(bars));
    }
    List<Bar> placed = bars.stream().map(WrittenBar::bar)
        .map(b -> new Bar(b.start() - origin, b.length(), b.meter(), b.key(), b.left(), b.right())).toList();
    return score(placed, notes);
  }

  private Score score(List<Bar> placed, List<List<Note>> notes) {
    List<Voice> voices = new ArrayList<>();
    for (int i = 0; i < preset.voices().size(); i++) {
      VoicePart part = preset.voices().get(i);
      voices.add(new Voice(part.clef(), part.name(), notes.get(i), List.of()));
    }
    return new Score(notagen ? preset.notagen() : preset.tags(), preset.layout(), tempo, placed, voices);
  }
}
