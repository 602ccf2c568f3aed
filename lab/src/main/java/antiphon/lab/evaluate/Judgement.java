package antiphon.lab.evaluate;

import antiphon.critic.measure.Agreement;
import antiphon.critic.measure.Motifs;
import antiphon.critic.measure.Regularity;
import antiphon.lab.judge.AnswerFigures;
import antiphon.lab.judge.Endings;
import antiphon.lab.judge.Judge;
import antiphon.lab.judge.OddTuplets;
import antiphon.lab.judge.Stuck;
import antiphon.lab.ways.Stretch;
import antiphon.score.Note;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How several ways go on with pieces on the same places, told from what the composers wrote there, kind of music by kind of
 * music. Mutable; one thread.
 */
public final class Judgement {
  /** The way that the others are told from. */
  public static final String COMPOSER = "composer";

  /** Of so many sharings of the works the composers are told from composers. */
  private static final int HALVINGS = 4;

  /** Kinds of music. */
  public enum Kind {
    /** All of it. */
    ALL("all"),
    /** One voice, one note at once as a rule. */
    LINES("lines"),
    /** For a keyboard alone. */
    KEYBOARD("keyboard"),
    /** All else. */
    OTHER("other");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /** Name among the figures. */
    public String key() {
      return key;
    }

    /** What stands behind a figure's name. */
    String behind() {
      return this == ALL ? "" : "-" + key;
    }

    boolean holds(Stretch stretch) {
      boolean line = stretch.score().voices().size() == 1;
      boolean keyboard = !line && stretch.score().tags().contains("keyboard");
      return switch (this) {
        case ALL -> true;
        case LINES -> line;
        case KEYBOARD -> keyboard;
        case OTHER -> !line && !keyboard;
      };
    }
  }

  /** What is measured of a continuation, by name. */
  static final Map<String, ToDoubleFunction<Stretch>> FIGURES = new LinkedHashMap<>();

  static {
    FIGURES.put("own-semitones", stretch -> agreement(stretch).semitones());
    FIGURES.put("triads", stretch -> agreement(stretch).triads());
    FIGURES.put("returns", Judgement::returns);
    FIGURES.put("motifs", Judgement::motifs);
    FIGURES.put("echoes", stretch -> {
      double returns = returns(stretch);
      return Double.isNaN(returns) ? returns : returns == 1 ? 1 : 0;
    });
    FIGURES.put("stuck", Stuck::of);
    FIGURES.put("odd-tuplets", OddTuplets::of);
    FIGURES.put("tonic-ends", Endings::tonic);
    FIGURES.put("notes-a-bar",
        stretch -> (double) stretch.writtenNotes(stretch.score()).stream().mapToInt(List::size).sum() / stretch.bars().size());
  }

  private record Answer(String work, Stretch stretch, Map<Integer, double[]> figures) {
    double[] figures(int bars) {
      return figures.computeIfAbsent(bars, count -> AnswerFigures.of(stretch, count));
    }
  }

  private final Map<String, List<Answer>> ways = new LinkedHashMap<>();
  private final long seed;

  /** @param seed of the sharings of the works */
  public Judgement(long seed) {
    this.seed = seed;
  }

  /** Adds how a way went on with a piece, the stretch as the piece goes up to its end. */
  public void add(String way, String work, Stretch stretch) {
    ways.computeIfAbsent(way, w -> new ArrayList<>()).add(new Answer(work, stretch, new HashMap<>()));
  }

  /** Keys of the ways, in the order in which they came. */
  public Set<String> ways() {
    return Collections.unmodifiableSet(ways.keySet());
  }

  /** How many places there are of a kind. */
  public long places(Kind kind) {
    return of(COMPOSER, kind).size();
  }

  private List<Answer> of(String way, Kind kind) {
    return ways.getOrDefault(way, List.of()).stream().filter(answer -> kind.holds(answer.stretch())).toList();
  }

  /** How well a way's first bars are told from the composers'; of the composers, how well they are told from other composers. */
  public double auc(String way, Kind kind, int bars) {
    List<Answer> composers = of(COMPOSER, kind);
    if (!way.equals(COMPOSER)) {
      List<Judge.Sample> samples = new ArrayList<>();
      composers.forEach(answer -> samples.add(new Judge.Sample(answer.work(), false, answer.figures(bars))));
      of(way, kind).forEach(answer -> samples.add(new Judge.Sample(answer.work(), true, answer.figures(bars))));
      return Judge.auc(samples, seed);
    }
    return IntStream.range(0, HALVINGS).mapToDouble(i -> {
      Set<String> half = half(composers, new Random(seed + i));
      return Judge.auc(
          composers.stream().map(a -> new Judge.Sample(a.work(), half.contains(a.work()), a.figures(bars))).toList(), seed + i);
    }).average().orElse(Double.NaN);
  }

  /** One of each two works that are next to each other by style and number of voices. */
  private static Set<String> half(List<Answer> composers, Random random) {
    Map<String, String> styles = new TreeMap<>();
    composers.forEach(answer -> styles.putIfAbsent(answer.work(), answer.stretch().score().tags() + " " + answer.stretch().score().voices().size()));
    List<String> works = new ArrayList<>(styles.keySet());
    Collections.shuffle(works, random);
    works.sort(Comparator.comparing(work -> styles.getOrDefault(work, "")));
    Set<String> half = new HashSet<>();
    for (int i = 0; i + 1 < works.size(); i += 2) {
      half.add(works.get(i + random.nextInt(2)));
    }
    return half;
  }

  /** The mean of a figure over the places that have it; NaN where none has. */
  public double figure(String way, Kind kind, String name) {
    ToDoubleFunction<Stretch> figure = FIGURES.getOrDefault(name, stretch -> Double.NaN);
    return of(way, kind).stream().map(Answer::stretch).mapToDouble(figure).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
  }

  /** All by name, but for the AUC: {@code way.figure}, {@code way.figure-lines} and so on. */
  public Map<String, Number> figures(List<Integer> bars) {
    Map<String, Number> figures = new LinkedHashMap<>();
    for (Kind kind : Kind.values()) {
      String behind = kind.behind();
      figures.put("places" + behind, places(kind));
      for (String way : ways.keySet()) {
        bars.forEach(count -> put(figures, way + ".auc-" + count + behind, auc(way, kind, count)));
        FIGURES.keySet().forEach(name -> put(figures, way + "." + name + behind, figure(way, kind, name)));
      }
    }
    return figures;
  }

  private static void put(Map<String, Number> figures, String name, double value) {
    if (!Double.isNaN(value)) {
      figures.put(name, value);
    }
  }

  /** The tables for people, in a fixed-width font, of what {@link #figures} gave. */
  public String text(Map<String, Number> figures, List<Integer> bars) {
    StringBuilder text = new StringBuilder();
    for (Kind kind : Kind.values()) {
      String behind = kind.behind();
      text.append(String.format("%n%-24s", kind.key() + ", " + figures.get("places" + behind) + " places"));
      ways.keySet().forEach(way -> text.append(String.format(" %13.13s", way)));
      text.append('\n');
      List<String> rows = new ArrayList<>(bars.stream().map(count -> "auc-" + count).toList());
      rows.addAll(FIGURES.keySet());
      for (String row : rows) {
        text.append(String.format("  %-22s", row));
        for (String way : ways.keySet()) {
          Number value = figures.get(way + "." + row + behind);
          text.append(value == null ? String.format(" %13s", "-") : String.format(Locale.ROOT, " %13.3f", value.doubleValue()));
        }
        text.append('\n');
      }
    }
    return text.toString();
  }

  static Agreement agreement(Stretch stretch) {
    return Agreement.of(stretch.bars(), new Excerpt(stretch.bars(), stretch.writtenNotes(stretch.score())).notes());
  }

  /** Share of the bars that are, in every voice, one of the bars before. */
  static double returns(Stretch written) {
    return Regularity.returns(
        written.score().bars().subList(0, written.to()), written.score().voices().stream().map(Voice::notes).toList(), written.from());
  }

  /** How much of what was written was in the eight bars before it, in the mean over the voices. */
  static double motifs(Stretch written) {
    long start = written.bars().getFirst().start();
    long from = written.score().bars().get(Math.max(0, written.from() - 8)).start();
    List<List<Note>> voices = written.written().stream().map(voice -> written.score().voices().get(voice).notes()).toList();
    return voices.stream().mapToDouble(voice -> Motifs.takenUp(voice, from, start))
        .filter(share -> !Double.isNaN(share)).average().orElse(Double.NaN);
  }
}
