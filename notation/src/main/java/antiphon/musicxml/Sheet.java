package antiphon.musicxml;

import antiphon.score.Score;
import java.util.Collections;
import java.util.List;

/**
 * A score with what a file says beside it.
 *
 * @param title for people, empty if there is none
 * @param score the music
 * @param programs General MIDI program of each voice, 0 (a piano) to 127
 */
public record Sheet(String title, Score score, List<Integer> programs) {
  public Sheet {
    programs = List.copyOf(programs);
    if (programs.size() != score.voices().size() || programs.stream().anyMatch(p -> p < 0 || p > 127)) {
      throw new IllegalArgumentException(
          "programs " + programs + ": expected one of 0 to 127 for each of " + score.voices().size() + " voices");
    }
  }

  /** For pianos throughout. */
  public Sheet(String title, Score score) {
    this(title, score, Collections.nCopies(score.voices().size(), 0));
  }
}
