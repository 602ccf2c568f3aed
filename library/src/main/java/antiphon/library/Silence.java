package antiphon.library;

import antiphon.library.Analysis.Difficulty;
import antiphon.library.Shelved.Kind;
import java.util.List;

/** What stands for a take in which nothing was played. */
final class Silence {
  static final Shelved OF_NOTHING = new Shelved(
      Kind.TAKE, "", "", "", "", "", "", "", "4/4", 120, 0, "", List.of(), List.of(), List.of(), List.of(),
      new Analysis("C", 0, List.of(), "", 1, 0, List.of(), 0, -1, List.of(), new Difficulty(0, 0, 0, 0, 0, 0, 0), List.of()),
      new double[Traits.SIZE]);

  private Silence() {}
}
