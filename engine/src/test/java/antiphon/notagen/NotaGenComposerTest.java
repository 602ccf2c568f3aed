package antiphon.notagen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import antiphon.model.Bundle;
import antiphon.model.Decoder;
import antiphon.model.DecoderOptions;
import antiphon.model.OrtDecoder;
import antiphon.model.Sampling;
import antiphon.notagen.Composition.End;
import antiphon.patch.Patchilizer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole pieces against those of the public way of inference (written by {@code antiphon_training.fixtures}). */
final class NotaGenComposerTest {
  record Case(String prompt, long seed, Sampling sampling, String text) {
    @Override
    public String toString() {
      return "seed " + seed + ", " + sampling;
    }
  }

  static List<Case> pieces() throws IOException {
    try (InputStream in = NotaGenComposerTest.class.getResourceAsStream("/antiphon/model/compose.json")) {
      List<Case> cases = new ArrayList<>();
      for (JsonNode node : new ObjectMapper().readTree(in)) {
        Sampling sampling = new Sampling(
            node.get("temperature").doubleValue(), node.get("top-k").intValue(), node.get("top-p").doubleValue());
        cases.add(new Case(node.get("prompt").textValue(), node.get("seed").longValue(), sampling, node.get("text").textValue()));
      }
      return cases;
    }
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void shouldWriteTheSamePieceAsTheReference(Case piece) {
    try (Decoder decoder = decoder()) {
      StringBuilder heard = new StringBuilder(piece.prompt());
      Composition plain =
          new NotaGenComposer(decoder, piece.sampling(), 0).compose(piece.prompt(), piece.seed(), 0, heard::append);
      assertThat(plain.text()).isEqualTo(piece.text()).isEqualTo(heard.toString());
      assertThat(plain.end()).isEqualTo(End.MODEL);
      assertThat(plain.runs()).isEqualTo(plain.symbols());
    }
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void shouldWriteTheSameWithFewerRunsWhenItGuesses(Case piece) {
    try (Decoder decoder = decoder()) {
      Composition guessed =
          new NotaGenComposer(decoder, piece.sampling(), 15).compose(piece.prompt(), piece.seed(), 0, part -> {});
      assertThat(guessed.text()).isEqualTo(piece.text());
      assertThat(new NotaGenComposer(decoder, piece.sampling(), 2).compose(piece.prompt(), piece.seed(), 0, part -> {}).text())
          .isEqualTo(piece.text());
      assertThat(guessed.runs()).isLessThan(guessed.symbols());
    }
  }

  @Test
  void shouldCoverAFullWindowAndAFirstBarWrittenAnew() throws IOException {
    assertThat(pieces()).anySatisfy(piece -> assertThat(Patchilizer.patches(piece.text()).size()).isGreaterThan(60));
    assertThat(pieces()).allSatisfy(piece -> assertThat(piece.text()).contains("\n[r:0/"));
  }

  @Test
  void shouldAnnounceTheBarsAndStopThere() throws IOException {
    Case piece = pieces().getFirst();
    try (Decoder decoder = decoder()) {
      Composition four =
          new NotaGenComposer(decoder, piece.sampling(), 15).compose(piece.prompt(), 5, 4, part -> {});
      assertThat(four.text()).contains("[r:0/3]").endsWith("\n");
      assertThat(four.bars()).isLessThanOrEqualTo(4);
    }
  }

  @ParameterizedTest
  @MethodSource("pieces")
  void shouldWriteBarsThatDoNotSumAgain(Case piece) {
    try (Decoder decoder = decoder()) {
      StringBuilder heard = new StringBuilder(piece.prompt());
      Composition plain = new NotaGenComposer(decoder, piece.sampling(), 15).compose(piece.prompt(), piece.seed(), 0, part -> {});
      Composition again =
          new NotaGenComposer(decoder, piece.sampling(), 15, 4).compose(piece.prompt(), piece.seed(), 0, heard::append);

      assertThat(again.text()).isEqualTo(heard.toString());
      if (unsound(plain.text()) == 0) {
        assertThat(again.text()).isEqualTo(plain.text());
      } else {
        assertThat(again.rewritten()).isPositive();
      }
      assertThat(again.unsound()).isEqualTo(unsound(again.text()));
      assertThat(plain.rewritten() + plain.unsound()).as("as it came").isZero();
    }
  }

  @Test
  void shouldCoverBarsThatDoNotSum() throws IOException {
    assertThat(pieces()).anySatisfy(piece -> assertThat(unsound(piece.text())).isPositive());
  }

  private static int unsound(String text) {
    BarSums sums = new BarSums();
    int unsound = 0;
    for (String line : text.lines().map(line -> line + "\n").toList()) {
      if (line.startsWith("[r:") || line.startsWith("[V:")) {
        unsound += sums.sums(line) ? 0 : 1;
        sums.accept(line);
      } else {
        sums.header(line);
      }
    }
    return unsound;
  }

  @Test
  void shouldKnowBarsThatSum() {
    BarSums sums = new BarSums();
    List.of("%folk\n", "L:1/8\n", "M:3/4\n", "K:C\n", "V:1 treble \n", "V:2 bass \n").forEach(sums::header);
    assertThat(sums.sums("[r:0/3][V:1]c2|[V:2]C2|\n")).as("a pick-up").isTrue();
    sums.accept("[r:0/3][V:1]c2|\n");
    assertThat(sums.sums("[r:1/2][V:1]c2|\n")).isFalse();
    assertThat(sums.sums("[r:1/2][V:1]c6|[V:2]C4|\n")).isFalse();
    assertThat(sums.sums("[r:1/2][V:1]c6|[V:2]C6|\n")).isTrue();
    assertThat(sums.sums("[r:1/2][V:1]c4:|[V:2]C4:|\n")).as("before a repeat").isTrue();
    assertThat(sums.sums("[r:1/2][V:1]c6@|\n")).isFalse();
    sums.accept("[r:1/2][V:1][M:4/4]c8|\n");
    assertThat(sums.sums("[r:2/1][V:1]c6|\n")).as("the meter has changed").isFalse();
  }

  @Test
  void shouldRefuseWhatNotaGenDoesNotKnow() {
    try (Decoder decoder = decoder()) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new NotaGenComposer(decoder, Sampling.GREEDY, 15).compose("%x\n", 1, 0, part -> {}))
          .withMessageContaining("temperature 0");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new NotaGenComposer(decoder, Sampling.NOTAGEN, 15).compose("%x\n", -1, 0, part -> {}))
          .withMessageContaining("seed -1");
    }
  }

  private static Decoder decoder() {
    return new OrtDecoder(Bundle.find("src/test/resources/antiphon/model/compose"), DecoderOptions.DEFAULT);
  }
}
