package antiphon.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.critic.Fingerprints;
import antiphon.critic.Ranker;
import antiphon.critic.Weights;
import antiphon.lab.evaluate.Preferences.Pair;
import antiphon.model.Bundle;
import antiphon.model.Decoder;
import antiphon.model.DecoderOptions;
import antiphon.model.OrtDecoder;
import antiphon.model.Sampling;
import antiphon.score.Score;
import antiphon.take.TakenBar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreferencesTest {
  @Test
  void shouldPairTheBestAndTheWorstDraftAfterTheSamePage() {
    Score song = HeldOut.own().get(6).score();
    List<Pair> pairs = new ArrayList<>();
    try (Decoder decoder = new OrtDecoder(Bundle.find("antiphon-mini"), DecoderOptions.DEFAULT)) {
      Ranker ranker = new Ranker(Weights.DEFAULT, Fingerprints.NONE);
      Preferences.byCritic(decoder, song, 3, 0.05, ranker, Sampling.PLAIN, 4, pairs::add);
    }
    assertThat(pairs).hasSizeGreaterThan(4);
    for (Pair pair : pairs) {
      assertThat(pair.margin()).isGreaterThanOrEqualTo(0.05);
      assertThat(pair.chosen()).isNotEqualTo(pair.rejected());
      int bars = AbcReader.read(pair.page()).bars().size();
      for (String line : List.of(pair.chosen(), pair.rejected())) {
        assertThat(line).startsWith("[r:" + bars + "/");
        assertThat(AbcReader.read(pair.page() + line).bars()).hasSize(bars + 1);
      }
    }
  }

  @Test
  void shouldPreferWhatThePlayerLetPlay() {
    List<Pair> pairs = new ArrayList<>();
    Preferences.byPlayer(List.of(
        new TakenBar(4, 0, "page", "dull", false, true),
        new TakenBar(4, 1, "page", "kept", true, true),
        new TakenBar(5, 0, "page dull", "elsewhere", false, false),
        new TakenBar(5, 1, "page kept", "next", true, false),
        new TakenBar(6, 1, "page", "older plan", false, false),
        new TakenBar(6, 1, "page", "newer plan", true, false),
        new TakenBar(7, 0, "page", "never played", false, false)), pairs::add);
    assertThat(pairs).containsExactly(new Pair("player", "page", "kept", "dull", 0, 2));
  }
}
