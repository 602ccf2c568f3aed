package antiphon.lab.corpus;

import antiphon.score.Score;

/**
 * One piece of a corpus.
 *
 * @param id unique name, by convention the corpus and the path
 * @param corpus the corpus it is from
 * @param work what belongs together when pieces are split into training and validation
 * @param score the music; its tags are style and texture
 */
public record Piece(String id, String corpus, String work, Score score) {
  String style() {
    return score.tags().isEmpty() ? "" : score.tags().getFirst();
  }

  String texture() {
    return score.tags().size() < 2 ? "" : score.tags().get(1);
  }
}
