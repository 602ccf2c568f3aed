package antiphon.lab.evaluate;

import antiphon.lab.ways.NearestBar;
import antiphon.lab.ways.NgramDecoder;
import antiphon.lab.ways.Ngrams;
import antiphon.lab.ways.NoteMarkov;
import antiphon.score.Score;
import java.util.List;

/** The ways without a model that learn from other pieces. */
record Rivals(NearestBar nearest, NoteMarkov markov, NgramDecoder ngrams) {
  static Rivals of(List<Score> scores) {
    return new Rivals(new NearestBar(scores), new NoteMarkov(scores), new NgramDecoder(new Ngrams(scores)));
  }
}
