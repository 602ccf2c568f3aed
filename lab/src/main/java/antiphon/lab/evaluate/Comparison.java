package antiphon.lab.evaluate;

import antiphon.lab.corpus.Piece;
import antiphon.lab.ways.Composer;
import antiphon.lab.ways.LastBar;
import antiphon.lab.ways.RuleComping;
import antiphon.lab.ways.Stretch;
import antiphon.lab.ways.Way;
import antiphon.critic.Fingerprints;
import antiphon.critic.Ranker;
import antiphon.critic.measure.Agreement;
import antiphon.critic.measure.Harmony;
import antiphon.critic.measure.Motifs;
import antiphon.critic.measure.PhraseEnds;
import antiphon.critic.measure.Profile;
import antiphon.critic.measure.Regularity;
import antiphon.critic.measure.Support;
import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;

/** A model beside others on the same pieces. One thread. */
public final class Comparison {
  /** The column that is judged. */
  public static final String MODEL = "model";

  static final String CHOSEN = "model-chosen";
  static final String NGRAMS = "ngrams";

  /** The column that the others are held against. */
  public static final String COMPOSER = "composer";

  private static final int ACCOMPANIED_BARS = 8;

  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final TextFigures text;
  private final TextFigures ngramText;
  private final Task task;
  private final Fingerprints known;

  private Comparison(Task task, Fingerprints known) {
    this.task = task;
    this.known = known;
    text = new TextFigures(task.sampling());
    ngramText = new TextFigures(task.sampling());
    column(MODEL, "Model");
    column(CHOSEN, "Model, best of " + task.candidates());
    column("last-bar", "Last bar again");
    column("nearest-bar", "Nearest bar");
    column("markov", "Markov, order 2");
    column(NGRAMS, "6-gram, masked");
    column("comping", "Rule comping");
    column(COMPOSER, "Composer");
  }

  /**
   * How to measure.
   *
   * @param candidates bars that the critic chooses from
   * @param sampling how freely model and n-gram write
   * @param seed of all choices
   */
  public record Task(int candidates, Sampling sampling, long seed) {}

  /**
   * Measures all ways.
   *
   * @param training what the ways without a model learn from; if empty, each half of the pieces is what they learn
   *     from for the other half
   * @param known fingerprints of what the model has learnt from
   * @param progress told how many pieces are done
   */
  public static Comparison of(
      Decoder decoder, List<Piece> pieces, List<Score> training, Ranker ranker, Fingerprints known, Task task,
      IntConsumer progress) {
    Comparison comparison = new Comparison(task, known);
    List<Rivals> rivals = rivals(pieces, training);
    List<Optional<Stretch>> stretches = pieces.stream()
        .map(piece -> Stretch.continuation(piece.score(), new SplittableRandom(task.seed() + piece.id().hashCode()))).toList();
    List<Stretch> others = stretches.stream().flatMap(Optional::stream).toList();
    for (int i = 0; i < pieces.size(); i++) {
      Score score = pieces.get(i).score();
      Map<String, Way> ways = ways(decoder, rivals.get(i % 2), ranker, task);
      comparison.text.piece(decoder, score, task.seed() + i);
      comparison.ngramText.piece(rivals.get(i % 2).ngrams(), score, task.seed() + i);
      if (stretches.get(i).isPresent()) {
        comparison.continued(ways, stretches.get(i).get(), others, task.seed() + i);
      }
      Optional<Stretch> song = Stretch.accompaniment(score, ACCOMPANIED_BARS);
      if (song.isPresent()) {
        comparison.accompanied(ways, song.get(), task.seed() + i);
      }
      progress.accept(i + 1);
    }
    comparison.together();
    return comparison;
  }

  static Map<String, Way> ways(Decoder decoder, Rivals rivals, Ranker ranker, Task task) {
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put(MODEL, new ModelWay(decoder, new Drafting(1, ranker, task.sampling())));
    ways.put(CHOSEN, new ModelWay(decoder, new Drafting(task.candidates(), ranker, task.sampling())));
    ways.put("last-bar", new LastBar());
    ways.put("nearest-bar", rivals.nearest());
    ways.put("markov", rivals.markov());
    ways.put(NGRAMS, new ModelWay(rivals.ngrams(), new Drafting(1, ranker, task.sampling())));
    ways.put("comping", new RuleComping());
    ways.put(COMPOSER, new Composer());
    return ways;
  }

  /** For the pieces at even places, then for those at odd ones. */
  static List<Rivals> rivals(List<Piece> pieces, List<Score> training) {
    if (!training.isEmpty()) {
      return Collections.nCopies(2, Rivals.of(training));
    }
    List<List<Score>> halves = List.of(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < pieces.size(); i++) {
      halves.get(1 - i % 2).add(pieces.get(i).score());
    }
    return halves.stream().map(Rivals::of).toList();
  }

  private void column(String key, String title) {
    columns.put(key, new Column(key, title));
  }

  private void continued(Map<String, Way> ways, Stretch stretch, List<Stretch> others, long seed) {
    List<Stretch> choices = TrueOfFour.choices(stretch, others, seed);
    ways.forEach((key, way) -> {
      Column column = column(key);
      Stretch written = stretch.with(way.write(stretch, seed));
      column.add(written);
      List<Bar> bars = written.bars();
      Excerpt excerpt = new Excerpt(bars, written.writtenNotes(written.score()));
      column.add("groove", Regularity.groove(bars, excerpt.notes()));
      double returns = Regularity.returns(
          written.score().bars().subList(0, written.to()), written.score().voices().stream().map(Voice::notes).toList(), written.from());
      column.add("returns", returns);
      column.add("echoes", Double.isNaN(returns) ? Double.NaN : returns == 1 ? 1 : 0);
      column.add("motifs", motifs(written));
      Agreement agreement = Agreement.of(bars, excerpt.notes());
      column.add("own-semitones", agreement.semitones());
      column.add("triads", agreement.triads());
      column.add("entropy-1", Regularity.entropy(bars, excerpt.notes(), 1));
      column.add("entropy-4", Regularity.entropy(bars, excerpt.notes(), 4));
      column.add("cadence", PhraseEnds.of(bars, excerpt.tune()).stable());
      column.add("longest-copy", known.size() == 0 ? Double.NaN : longestCopy(written));
      boolean asked = !choices.isEmpty() && !key.equals(CHOSEN);
      column.add("true-of-four", asked ? TrueOfFour.found(way, choices) : Double.NaN);
    });
  }

  /** How much of what was written was in the phrase before it, in the mean over the voices. */
  private static double motifs(Stretch written) {
    long start = written.bars().getFirst().start();
    long from = written.score().bars().get(Math.max(0, written.from() - written.bars().size())).start();
    return written.written().stream().mapToDouble(voice -> Motifs.takenUp(written.score().voices().get(voice).notes(), from, start))
        .filter(share -> !Double.isNaN(share)).average().orElse(Double.NaN);
  }

  /** Of those that reach into what was written; they may begin in the eight bars before. */
  private int longestCopy(Stretch written) {
    long start = written.bars().getFirst().start();
    long from = written.score().bars().get(Math.max(0, written.from() - written.bars().size())).start();
    return written.written().stream()
        .mapToInt(voice -> known.longestRun(
            written.score().voices().get(voice).notes().stream().filter(note -> note.onset() >= from).toList(), start))
        .max().orElse(0);
  }

  private void accompanied(Map<String, Way> ways, Stretch stretch, long seed) {
    List<Note> melody = stretch.givenNotes();
    List<Note> composer = together(stretch.writtenNotes(stretch.score()));
    Harmony harmony = Harmony.sounding(stretch.bars(), composer);
    ways.forEach((key, way) -> {
      List<Note> notes = together(way.write(stretch, seed));
      Support support = Support.of(melody, notes);
      Column column = column(key);
      column.add("consonant", support.consonant());
      column.add("unsupported", support.unsupported());
      column.add("dissonant", support.dissonant());
      column.add("note-in-chord", harmony.noteInChord(notes));
      column.add("notes-a-bar", (double) notes.size() / stretch.bars().size());
    });
  }

  private static List<Note> together(List<List<Note>> voices) {
    return voices.stream().flatMap(List::stream).sorted().toList();
  }

  /** What is measured over all pieces at once. */
  private void together() {
    text.to(column(MODEL));
    ngramText.to(column(NGRAMS));
    List<Excerpt> composers = column(COMPOSER).excerpts();
    List<double[]> real = composers.stream().map(Features::of).toList();
    for (Column column : columns.values()) {
      Profile.Divergence divergence = column.key().equals(COMPOSER)
          ? Divergences.floor(composers, task.seed())
          : Divergences.of(column.excerpts(), composers);
      column.set("jsd-pitch-class", divergence.pitchClass());
      column.set("jsd-duration", divergence.duration());
      column.set("jsd-interval", divergence.interval());
      column.set("jsd-onset", divergence.onset());
      double auc = ToldApart.auc(real, column.excerpts().stream().map(Features::of).toList(), task.seed());
      column.set("auc", column.key().equals(COMPOSER) ? Double.NaN : auc);
    }
  }

  /** The columns from left to right. */
  public List<Column> columns() {
    return List.copyOf(columns.values());
  }

  /** The ways that need no model. */
  List<Column> rivals() {
    return columns.values().stream().filter(c -> !List.of(MODEL, CHOSEN, COMPOSER).contains(c.key())).toList();
  }

  /** The column with a key. */
  public Column column(String key) {
    return java.util.Objects.requireNonNull(columns.get(key), key);
  }

  /** What was measured of the model's text, by name. */
  Map<String, Number> textFigures() {
    return text.figures();
  }
}
