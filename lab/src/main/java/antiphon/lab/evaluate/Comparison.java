package antiphon.lab.evaluate;

import antiphon.lab.corpus.Piece;
import antiphon.lab.ways.Composer;
import antiphon.lab.ways.LastBar;
import antiphon.lab.ways.RuleComping;
import antiphon.lab.ways.Stretch;
import antiphon.lab.ways.Way;
import antiphon.critic.Fingerprints;
import antiphon.critic.Ranker;
import antiphon.critic.measure.Harmony;
import antiphon.critic.measure.PhraseEnds;
import antiphon.critic.measure.Profile;
import antiphon.critic.measure.Regularity;
import antiphon.critic.measure.Support;
import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
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
  private static final int CONTINUED = 8;
  /** The ways that go on for longer, too. */
  private static final List<String> LONGER = List.of(COMPOSER, MODEL, CHOSEN, "last-bar", "nearest-bar");

  private final Map<String, Column> columns = new LinkedHashMap<>();
  private final TextFigures text;
  private final TextFigures ngramText;
  private final Task task;
  private final Fingerprints known;
  private final Judgement judgement;
  private final Judgement longer;

  private Comparison(Task task, Fingerprints known) {
    this.task = task;
    this.known = known;
    judgement = new Judgement(task.seed());
    longer = new Judgement(task.seed());
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
   * @param judged after how many bars the judge is asked; beyond {@value #CONTINUED} only of those ways that can be judged so far
   * @param seed of all choices
   */
  public record Task(int candidates, Sampling sampling, List<Integer> judged, long seed) {
    public Task {
      judged = List.copyOf(judged);
    }
  }

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
        comparison.continued(ways, pieces.get(i).work(), stretches.get(i).get(), others, task.seed() + i);
      }
      comparison.continuedLonger(ways, pieces.get(i), task.seed() + i);
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

  private void continued(Map<String, Way> ways, String work, Stretch stretch, List<Stretch> others, long seed) {
    List<Stretch> choices = TrueOfFour.choices(stretch, others, seed);
    ways.forEach((key, way) -> {
      Column column = column(key);
      Stretch written = stretch.with(way.write(stretch, seed));
      column.add(written);
      judgement.add(key, work, written);
      List<Bar> bars = written.bars();
      Excerpt excerpt = new Excerpt(bars, written.writtenNotes(written.score()));
      column.add("groove", Regularity.groove(bars, excerpt.notes()));
      Judgement.FIGURES.forEach((name, figure) -> column.add(name, figure.applyAsDouble(written)));
      column.add("entropy-1", Regularity.entropy(bars, excerpt.notes(), 1));
      column.add("entropy-4", Regularity.entropy(bars, excerpt.notes(), 4));
      column.add("cadence", PhraseEnds.of(bars, excerpt.tune()).stable());
      column.add("longest-copy", known.size() == 0 ? Double.NaN : longestCopy(written));
      boolean asked = !choices.isEmpty() && !key.equals(CHOSEN);
      column.add("true-of-four", asked ? TrueOfFour.found(way, choices) : Double.NaN);
    });
  }

  /** For the judge, if it is asked for more bars than all ways go on for. */
  private void continuedLonger(Map<String, Way> ways, Piece piece, long seed) {
    int most = task.judged().stream().mapToInt(Integer::intValue).max().orElse(0);
    if (most > CONTINUED) {
      Stretch.continuation(piece.score(), most, new SplittableRandom(task.seed() + piece.id().hashCode())).ifPresent(stretch ->
          ways.forEach((key, way) -> {
            if (LONGER.contains(key)) {
              longer.add(key, piece.work(), stretch.with(way.write(stretch, seed)));
            }
          }));
    }
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
    for (Column column : columns.values()) {
      Profile.Divergence divergence = column.key().equals(COMPOSER)
          ? Divergences.floor(composers, task.seed())
          : Divergences.of(column.excerpts(), composers);
      column.set("jsd-pitch-class", divergence.pitchClass());
      column.set("jsd-duration", divergence.duration());
      column.set("jsd-interval", divergence.interval());
      column.set("jsd-onset", divergence.onset());
      judged(column);
    }
  }

  private void judged(Column column) {
    for (int bars : task.judged()) {
      Judgement asked = bars > CONTINUED ? longer : judgement;
      for (Judgement.Kind kind : Judgement.Kind.values()) {
        column.set("auc-" + bars + kind.behind(), asked.auc(column.key(), kind, bars));
      }
    }
  }

  /** After how many bars the judge was asked. */
  List<Integer> judged() {
    return task.judged();
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
