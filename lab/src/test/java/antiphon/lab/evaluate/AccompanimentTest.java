package antiphon.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.abc.AbcReader;
import antiphon.lab.ways.Stretch;
import antiphon.critic.Fingerprints;
import antiphon.critic.Ranker;
import antiphon.critic.Weights;
import antiphon.model.Bundle;
import antiphon.model.Decoder;
import antiphon.model.DecoderOptions;
import antiphon.model.OrtDecoder;
import antiphon.model.Sampling;
import antiphon.score.Note;
import antiphon.score.Score;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccompanimentTest {
  private static final int BARS = 8;

  @TempDir private Path folder = Path.of("");

  /** A song made for this test: two bars of piano alone, then thirds and octaves under the tune. */
  private static String song() {
    StringBuilder text = new StringBuilder(
        "%romantic\n%voice+keyboard\n%%score 1 { 2 | 3 }\nL:1/8\nM:4/4\nK:C\nV:1 treble\nV:2 treble\nV:3 bass\n");
    for (int i = 0; i < 14; i++) {
      String tune = i < 2 ? "" : i % 2 == 0 ? "[V:1]e2 d2 c2 d2|" : "[V:1]c2 B2 c4|";
      text.append(tune).append(i % 2 == 0 ? "[V:2]CG EG CG EG|[V:3]C,4 G,4|\n" : "[V:2]EG CG EG CG|[V:3]G,,4 C,4|\n");
    }
    return text.toString();
  }

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("songs.jsonl"), String.join("\n", lines) + "\n");
  }

  private static String line(String split, String text) throws IOException {
    // As 'antiphon encode' writes it: without blanks around the colons.
    return new ObjectMapper().writeValueAsString(new LinkedHashMap<>(Map.of("split", split, "text", text)));
  }

  private static Accompaniment accompany(Path file, String tag) throws IOException {
    try (Decoder decoder = new OrtDecoder(Bundle.find("antiphon-mini"), DecoderOptions.DEFAULT)) {
      Accompaniment.Task task = new Accompaniment.Task(10, BARS, tag, 3, Sampling.PLAIN, 5);
      return Accompaniment.of(decoder, file, task, new Ranker(Weights.DEFAULT, Fingerprints.NONE));
    }
  }

  @Test
  void shouldBeginWhenTheMelodyHas() {
    Score song = AbcReader.read(song());
    Stretch piece = Stretch.accompaniment(song, BARS).orElseThrow();
    assertThat(piece.given()).containsExactly(0);
    assertThat(piece.written()).containsExactly(1, 2);
    assertThat(piece.from()).isEqualTo(4);
    assertThat(piece.to()).isEqualTo(12);
    Stretch turned = piece.writtenFirst();
    assertThat(turned.givenNotes()).isEqualTo(piece.givenNotes());
    assertThat(turned.writtenNotes(turned.score())).isEqualTo(piece.writtenNotes(song));
    assertThat(Stretch.accompaniment(AbcReader.read("L:1/8\nM:4/4\nK:C\n" + "C8|".repeat(20) + "\n"), BARS)).isEmpty();
  }

  @Test
  void shouldWriteEveryBarAndLeaveTheMelodyAsItIs() {
    // One bar that nobody could foresee: what returns is written as it was, which is no sign of having looked.
    String song = song().replaceAll("((?:.*\n){16}.*)\\[V:3\\].*\\|", "$1[V:3]^F,,2A,,2 ^C,^G,,B,,D,|");
    assertThat(song).contains("^G,,B,,");
    Stretch piece = Stretch.accompaniment(AbcReader.read(song), BARS).orElseThrow();
    Ranker ranker = new Ranker(Weights.DEFAULT, Fingerprints.NONE);
    try (Decoder decoder = new OrtDecoder(Bundle.find("antiphon-mini"), DecoderOptions.DEFAULT)) {
      for (Stretch order : List.of(piece, piece.writtenFirst())) {
        for (boolean given : new boolean[] {true, false}) {
          int[] bars = {0};
          StretchWriter writer = new StretchWriter(decoder, order, given, new Drafting(2, ranker, Sampling.PLAIN));
          Score written = writer.write(3, ns -> bars[0]++);
          assertThat(bars[0]).isEqualTo(BARS);
          assertThat(written.bars()).hasSize(12);
          List<Note> tune = written.voices().get(order.given().getFirst()).notes();
          List<Note> real = order.score().voices().get(order.given().getFirst()).notes();
          assertThat(tune).isEqualTo(real.stream().filter(n -> n.onset() < written.length()).toList());
          assertThat(order.writtenNotes(written)).isNotEmpty().isNotEqualTo(order.writtenNotes(order.score()));
        }
      }
    }
  }

  @Test
  void shouldMeasureAllWaysOnTheSamePieces() throws IOException {
    Path file = file(line("train", song()), line("valid", song()), line("valid", song().replace("K:C", "K:G")));
    Accompaniment accompaniment = accompany(file, "voice+keyboard");
    Map<String, Number> figures = accompaniment.figures();
    assertThat(accompaniment.pieces()).isEqualTo(2);
    // By quarters: e over C; d over C with E, then G; c over G with C, then G; d over G: 1 + 1/2 + 1/2 + 1. Then c
    // over G with E, then G; B over G; c over C for two: 1/2 + 1 + 2.
    assertThat(value(figures, "human.consonant")).isCloseTo(6.5 / 8, within(1e-9));
    assertThat(value(figures, "human.on-human-harmony")).isEqualTo(1);
    assertThat(value(figures, "human.jsd-onset")).isZero();
    assertThat(value(figures, "human.notes-a-bar")).isEqualTo(10);
    assertThat(value(figures, "last-bar-again.groove")).isEqualTo(1);
    for (AccompanyWay way : AccompanyWay.values()) {
      double all = value(figures, way.label() + ".consonant") + value(figures, way.label() + ".dissonant")
          + value(figures, way.label() + ".alone");
      assertThat(all).as(way.label()).isCloseTo(1, within(1e-9));
    }
    assertThat(figures.keySet()).filteredOn(name -> name.endsWith("ms-a-bar-p50")).hasSize(6);
    assertThat(accompaniment.text().lines()).hasSameSizeAs(figures.keySet());
    Map<String, Number> again = accompany(file, "voice+keyboard").figures();
    figures.keySet().removeIf(name -> name.contains("ms-a-bar"));
    again.keySet().removeIf(name -> name.contains("ms-a-bar"));
    assertThat(again).isEqualTo(figures);
  }

  @Test
  void shouldTakeOnlyWhatIsHeldOutAndTagged() throws IOException {
    Path file = file(line("train", song()), line("valid", song()));
    assertThat(accompany(file, "choir").pieces()).isZero();
    assertThat(accompany(file, "").pieces()).isOne();
  }

  private static double value(Map<String, Number> figures, String name) {
    return figures.getOrDefault(name, Double.NaN).doubleValue();
  }
}
