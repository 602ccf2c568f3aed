package antiphon.app.evaluate;

import antiphon.app.ways.NearestBar;
import antiphon.app.ways.NgramDecoder;
import antiphon.app.ways.Ngrams;
import antiphon.app.ways.NoteMarkov;
import antiphon.score.Score;
import java.util.List;

/** The ways without a model that learn from other pieces. */
record Rivals(NearestBar nearest, NoteMarkov markov, NgramDecoder ngrams) {
  static Rivals of(List<Score> scores) {
    return new Rivals(new NearestBar(scores), new NoteMarkov(scores), new NgramDecoder(new Ngrams(scores)));
  }
}
