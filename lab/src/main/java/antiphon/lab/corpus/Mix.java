package antiphon.lab.corpus;

import java.util.Set;

/** How often a piece is passed in one epoch: rare and useful music more often, long works less. Stateless. */
final class Mix {
  private static final Set<String> CHAMBER = Set.of("quartet", "ensemble", "orchestra");

  private Mix() {}

  static double passes(Piece piece) {
    if (piece.style().equals("ragtime")) {
      return 8;
    }
    if (piece.texture().equals("choir")) {
      return piece.style().equals("hymn") ? 4 : 0.3;
    }
    if (piece.texture().equals("leadsheet")) {
      return 5;
    }
    if (CHAMBER.contains(piece.texture())) {
      return 0.45;
    }
    if (piece.style().equals("folk")) {
      return 2.5;
    }
    return piece.texture().equals("keyboard") ? 1.5 : 1.0;
  }
}
