package antiphon.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.abc.AbcReader;
import antiphon.lab.corpus.Piece;
import antiphon.lab.report.HtmlReport;
import antiphon.lab.report.ListeningPage;
import antiphon.lab.ways.Stretch;
import antiphon.lab.ways.Way;
import antiphon.critic.FingerprintBuilder;
import antiphon.critic.Fingerprints;
import antiphon.critic.Ranker;
import antiphon.critic.Weights;
import antiphon.model.Bundle;
import antiphon.model.Decoder;
import antiphon.model.DecoderOptions;
import antiphon.model.OrtDecoder;
import antiphon.model.Sampling;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final long Q = Ticks.PER_QUARTER;

  @TempDir private Path folder = Path.of("");

  private static Column column(String title, double... values) {
    Column column = new Column(title, title);
    for (double value : values) {
      column.add("consonant", value);
    }
    return column;
  }

  @Test
  void shouldJudgeByPairedDifferences() {
    Column judged = column("judged", 0.9, 0.8, 0.7, 0.8);
    Column worse = column("worse", 0.5, 0.4, 0.35, 0.4);
    Column close = column("close", 0.8, 0.9, 0.7, 0.75);
    Column better = column("better", 1, 1, 1, 1);
    Column none = column("none");
    Row row = Row.of("consonant");
    Verdict verdict = Verdict.of(row, judged, List.of(worse, close, better, none), 0.95);
    assertThat(verdict.beaten()).containsExactly("worse", "close");
    assertThat(verdict.others()).containsExactly("better");
    assertThat(verdict.unsure()).containsExactly("close");
    assertThat(verdict.beatsAll()).isFalse();
    assertThat(Verdict.of(row, judged, List.of(worse), 0.95)).hasToString("beats all");
    assertThat(Verdict.of(row, judged, List.of(none), 0.95)).hasToString("");
  }

  @Test
  void shouldKnowWhatIsGoodInARow() {
    assertThat(Verdict.distance(Row.of("jsd-onset"), 0.2, 0)).isEqualTo(0.2);
    assertThat(Verdict.distance(Row.of("note-in-chord"), 0.7, 1)).isEqualTo(-0.7);
    assertThat(Verdict.distance(Row.of("groove"), 0.9, 0.95)).isCloseTo(0.05, within(1e-12));
    assertThat(Verdict.distance(Row.of("longest-copy"), 3, 6)).isZero();
    assertThat(Verdict.distance(Row.of("longest-copy"), 9, 6)).isEqualTo(3);
    // Told apart worse than by chance is not told apart.
    assertThat(Verdict.distance(Row.of("auc-8"), 0.4, Double.NaN)).isEqualTo(0.5);
    assertThat(Verdict.distance(Row.of("unsupported"), 0.4, 0)).isNaN();
    assertThat(Row.ALL.stream().map(Row::key)).doesNotHaveDuplicates();
  }

  @Test
  void shouldTellApartWhatDiffersAndNotWhatDoesNot() {
    SplittableRandom random = new SplittableRandom(5);
    List<double[]> first = new ArrayList<>();
    List<double[]> far = new ArrayList<>();
    List<double[]> alike = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      first.add(new double[] {random.nextGaussian(), random.nextGaussian(), 1});
      far.add(new double[] {random.nextGaussian() + 8, random.nextGaussian(), 1});
      alike.add(new double[] {random.nextGaussian(), random.nextGaussian(), 1});
    }
    assertThat(ToldApart.auc(first, far, 1)).isGreaterThan(0.999);
    assertThat(ToldApart.auc(first, alike, 1)).isBetween(0.4, 0.6);
    assertThat(ToldApart.auc(first, first, 1)).isCloseTo(0.5, within(1e-9));
    assertThat(ToldApart.auc(first.subList(0, 3), far.subList(0, 3), 1)).isNaN();
  }

  @Test
  void shouldAskForTheTrueOneOfFour() {
    List<Stretch> stretches = HeldOut.own().stream().map(Piece::score)
        .flatMap(score -> Stretch.continuation(score, new SplittableRandom(1)).stream()).toList();
    Stretch asked = stretches.stream()
        .filter(s -> !TrueOfFour.choices(s, stretches, 1).isEmpty()).findFirst().orElseThrow();
    List<Stretch> choices = TrueOfFour.choices(asked, stretches, 1);
    assertThat(choices).hasSize(4).doesNotHaveDuplicates();
    assertThat(choices).allMatch(c -> c.to() - c.from() == 4 && c.from() == asked.from());
    List<Note> truth = asked.writtenNotes(asked.score()).getFirst();
    assertThat(choices.getFirst().writtenNotes(choices.getFirst().score()).getFirst())
        .isEqualTo(truth.subList(0, choices.getFirst().writtenNotes(choices.getFirst().score()).getFirst().size()));
    assertThat(TrueOfFour.found(like(choices.getFirst()), choices)).isEqualTo(1);
    assertThat(TrueOfFour.found(like(choices.getLast()), choices)).isZero();
    assertThat(TrueOfFour.found(like(asked), choices)).isEqualTo(0.25);
  }

  /** Knows one stretch and no other. */
  private static Way like(Stretch wanted) {
    return new Way() {
      @Override
      public List<List<Note>> write(Stretch stretch, long seed) {
        return List.of();
      }

      @Override
      public double fit(Stretch stretch) {
        return stretch.equals(wanted) ? 1 : 0;
      }
    };
  }

  @Test
  void shouldComeWithSoundPieces() {
    List<Piece> own = HeldOut.own();
    assertThat(own).hasSize(10);
    assertThat(own).allMatch(piece -> piece.score().bars().stream().skip(1).limit(piece.score().bars().size() - 2L).allMatch(Bar::full));
  }

  @Test
  void shouldReadFoldersOfAnybodysMusic() throws IOException {
    Files.writeString(folder.resolve("a.abc"), "X:1\nT:One\nL:1/8\nM:4/4\nK:C\n" + "C2D2E2F2|".repeat(20) + "\n");
    Files.writeString(folder.resolve("note.txt"), "no music");
    assertThat(HeldOut.of(folder, 5, score -> true)).hasSize(1);
    assertThat(HeldOut.training(folder, 5)).hasSize(1);
    assertThat(HeldOut.of(folder, 5, score -> score.voices().size() > 1)).isEmpty();
  }

  @Test
  void shouldMakePairsForEarsWithTheKeyApart() throws IOException {
    Comparison.Task task = new Comparison.Task(1, Sampling.PLAIN, List.of(), 7);
    try (Decoder decoder = new OrtDecoder(Bundle.find("antiphon-mini"), DecoderOptions.DEFAULT)) {
      List<Listening.Duel> duels = Listening.of(
          decoder, HeldOut.own().subList(0, 2), List.of(), new Ranker(Weights.DEFAULT, Fingerprints.NONE), task, 2);
      assertThat(duels).hasSize(2);
      assertThat(List.of(duels.getFirst().firstWay(), duels.getFirst().secondWay()))
          .containsExactlyInAnyOrder(Comparison.CHOSEN, Comparison.COMPOSER);
      assertThat(duels.getLast().first().before(0)).isEqualTo(duels.getLast().second().before(0));
      ListeningPage.write(duels, folder);
    }
    assertThat(Files.readString(folder.resolve("index.html"))).contains("pair-2-b.wav").doesNotContain("model", "composer");
    assertThat(Files.readString(folder.resolve(ListeningPage.KEY))).contains("\"pair-1-a\"", "composer", "model-chosen");
    // Ten bars of six eighths at 110: 16 s and what rings on, of 22,050 samples of two bytes.
    assertThat(Files.size(folder.resolve("pair-1-a.wav"))).isBetween(600_000L, 900_000L);
  }

  @Test
  void shouldKnowAPieceThatWasLearntInAnotherKey() {
    String tune = "M:4/4\nL:1/8\nK:%s\n%s|\n";
    Score learnt = AbcReader.read(tune.formatted("C", "CEGc BGAF|EDCE DGB,D|CEGc edcB|AFdA GEDF|EGce gece|dfag fdBG"));
    FingerprintBuilder builder = new FingerprintBuilder();
    builder.add(learnt);
    Fingerprints known = builder.build();
    Score moved = AbcReader.read(tune.formatted("D", "DFAd cABG|FEDF EAcE|DFAd fedc|BGeB AFEG|FAdf afdf|egba gecA"));
    Score other = AbcReader.read(tune.formatted("C", "c2Bd A2Gc|F2EG D2GB|c3e d2fA|G4 E2cB|A2FD G2EC|D2GB c2z2"));
    assertThat(HeldOut.known(learnt, known)).isTrue();
    assertThat(HeldOut.known(moved, known)).isTrue();
    assertThat(HeldOut.known(other, known)).isFalse();
    assertThat(HeldOut.known(learnt, Fingerprints.NONE)).isFalse();
  }

  @Test
  void shouldCompareAllWaysOnTheSamePlaces() throws IOException {
    List<Piece> pieces = HeldOut.own().subList(4, 10);
    Comparison.Task task = new Comparison.Task(2, new Sampling(1, 30, 0.95), List.of(8), 7);
    try (Decoder decoder = new OrtDecoder(Bundle.find("antiphon-mini"), DecoderOptions.DEFAULT)) {
      Comparison comparison = Comparison.of(decoder, pieces, List.of(), new Ranker(Weights.DEFAULT, Fingerprints.NONE),
          Fingerprints.of(decoder), task, done -> {});
      Column model = comparison.column(Comparison.MODEL);
      Column composer = comparison.column(Comparison.COMPOSER);
      assertThat(comparison.columns()).hasSize(8);
      assertThat(model.value("bits-per-character")).isBetween(0.3, 2.0);
      assertThat(model.value("masked-bars-that-sum")).isEqualTo(1);
      assertThat(comparison.column("ngrams").value("bits-per-character")).isGreaterThan(model.value("bits-per-character"));
      assertThat(composer.value("note-in-chord")).isEqualTo(1);
      assertThat(composer.value("longest-copy")).isNotNaN();
      assertThat(comparison.column("last-bar").value("groove")).isEqualTo(1);
      for (Column column : comparison.columns()) {
        assertThat(column.continued()).as(column.key()).hasSize(6);
        assertThat(column.value("jsd-interval")).as(column.key()).isBetween(0.0, 1.0);
        assertThat(column.value("consonant") + column.value("unsupported")).as(column.key()).isCloseTo(1, within(1e-9));
      }
      Report report = new Report(comparison, "a <model>", "six pieces", pieces.size(), Map.of());
      assertThat(report.figures()).containsKeys("model.bits-per-character", "composer.jsd-onset", "verdict.consonant");
      assertThat(report.text().lines().count()).isGreaterThan(Row.ALL.size());
      Path page = folder.resolve("report.html");
      HtmlReport.write(report, page);
      assertThat(Files.readString(page)).contains("a &lt;model&gt;", "<svg", "Markov, order 2").doesNotContain("NaN", "http:");
    }
  }
}
