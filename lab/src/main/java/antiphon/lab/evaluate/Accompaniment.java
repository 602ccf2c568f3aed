package antiphon.lab.evaluate;

import antiphon.lab.corpus.Piece;
import antiphon.lab.ways.LastBar;
import antiphon.lab.ways.Stretch;
import antiphon.critic.Ranker;
import antiphon.critic.measure.Profile;
import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.score.Note;
import antiphon.score.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How well a model accompanies a melody that it does not know yet, by every {@link AccompanyWay}. */
public final class Accompaniment {
  /** What is compared: on the same pieces, the first way's figures less the second's. */
  private static final List<List<AccompanyWay>> PAIRS = List.of(
      List.of(AccompanyWay.COMPANION_FIRST, AccompanyWay.PREDICTED),
      List.of(AccompanyWay.GIVEN, AccompanyWay.PREDICTED),
      List.of(AccompanyWay.GIVEN_RANKED, AccompanyWay.GIVEN),
      List.of(AccompanyWay.PREDICTED_RANKED, AccompanyWay.PREDICTED),
      List.of(AccompanyWay.COMPANION_FIRST_RANKED, AccompanyWay.COMPANION_FIRST));

  private static final List<String> COMPARED = List.of("consonant", "on-human-harmony", "melody-on-harmony");

  private final Map<AccompanyWay, AccompanyFigures> ways = new EnumMap<>(AccompanyWay.class);
  /** The composers' own notes, every other piece apart: how far two sets of human pieces are from each other. */
  private final List<Profile> halves = List.of(new Profile(), new Profile());
  private final Decoder decoder;
  private final Task task;
  private final Ranker ranker;
  private int pieces;

  private Accompaniment(Decoder decoder, Task task, Ranker ranker) {
    this.decoder = decoder;
    this.task = task;
    this.ranker = ranker;
    for (AccompanyWay way : AccompanyWay.values()) {
      ways.put(way, new AccompanyFigures());
    }
  }

  /**
   * What is to be accompanied, and how.
   *
   * @param pieces at most so many, spread over the file
   * @param bars at most so many of each
   * @param tag only pieces with this style word; empty for all
   * @param candidates bars that the critic chooses from
   * @param sampling how freely
   * @param seed of all choices
   */
  public record Task(int pieces, int bars, String tag, int candidates, Sampling sampling, long seed) {
    boolean takes(Score score) {
      return (tag.isEmpty() || score.tags().contains(tag)) && Stretch.accompaniment(score, bars).isPresent();
    }
  }

  /**
   * Accompanies pieces of a folder, or of the validation split of a file of encoded scores: those with a melody on the
   * first staff and others below it.
   *
   * @throws IOException if they cannot be read
   */
  public static Accompaniment of(Decoder decoder, Path file, Task task, Ranker ranker) throws IOException {
    Accompaniment accompaniment = new Accompaniment(decoder, task, ranker);
    for (Piece piece : HeldOut.of(file, task.pieces(), task::takes)) {
      accompaniment.piece(Stretch.accompaniment(piece.score(), task.bars()).orElseThrow());
    }
    return accompaniment;
  }

  private void piece(Stretch piece) {
    List<Note> human = together(piece.writtenNotes(piece.score()));
    halves.get(pieces % 2).add(piece.bars(), human);
    ways.forEach((way, figures) -> {
      List<Note> written = switch (way.source()) {
        case SCORE -> human;
        case LAST_BAR -> together(new LastBar().write(piece, 0));
        case MODEL -> write(piece, way, figures);
        case MODEL_FIRST -> write(piece.writtenFirst(), way, figures);
      };
      figures.add(piece.bars(), piece.givenNotes(), written, human);
    });
    pieces++;
  }

  private List<Note> write(Stretch piece, AccompanyWay way, AccompanyFigures figures) {
    int candidates = way.ranked() ? task.candidates() : 1;
    StretchWriter writer = new StretchWriter(decoder, piece, way.given(), new Drafting(candidates, ranker, task.sampling()));
    return together(piece.writtenNotes(writer.write(task.seed() + pieces, figures::bar)));
  }

  private static List<Note> together(List<List<Note>> voices) {
    return voices.stream().flatMap(List::stream).sorted().toList();
  }

  public int pieces() {
    return pieces;
  }

  /** The figures by name, in the order in which they are printed. */
  public Map<String, Number> figures() {
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("pieces", pieces);
    figures.put("candidates", task.candidates());
    Profile.Divergence floor = halves.getFirst().divergence(halves.getLast());
    figures.put("human-halves.jsd-pitch-class", floor.pitchClass());
    figures.put("human-halves.jsd-duration", floor.duration());
    figures.put("human-halves.jsd-onset", floor.onset());
    Profile human = figuresOf(AccompanyWay.HUMAN).profile();
    ways.forEach((way, own) -> own.means(human).forEach((name, value) -> figures.put(way.label() + "." + name, value)));
    for (List<AccompanyWay> pair : PAIRS) {
      for (String name : COMPARED) {
        double[] lead = figuresOf(pair.getFirst()).lead(figuresOf(pair.getLast()), name);
        String key = pair.getFirst().label() + ".less." + pair.getLast().label() + "." + name;
        figures.put(key, lead[0]);
        figures.put(key + ".error", lead[1]);
      }
    }
    return figures;
  }

  private AccompanyFigures figuresOf(AccompanyWay way) {
    return java.util.Objects.requireNonNull(ways.get(way));
  }

  /** The figures for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    figures().forEach((name, value) -> text.append(
        value instanceof Double
            ? String.format(Locale.ROOT, "%-76s %10.4f%n", name, value.doubleValue())
            : String.format(Locale.ROOT, "%-76s %10d%n", name, value.longValue())));
    return text.toString();
  }
}
