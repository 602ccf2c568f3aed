package antiphon.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.generate.Preset;
import antiphon.model.Bundle;
import antiphon.model.Decoder;
import antiphon.model.DecoderOptions;
import antiphon.model.OrtDecoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Presets;
import antiphon.score.Score;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import org.junit.jupiter.api.Test;

/** A player who stops before the turn is over. Shown the silence, the model wrote four silent bars to 16 of these 40. */
final class AnswerToSilenceTest {
  private static final Score TWO_BARS = AbcReader.read("X:1\nL:1/4\nM:4/4\nK:C\nV:1\n[V:1]C E G E|\n[V:1]c B G E|\n");
  private static final long ANSWER = 4;

  @Test
  void shouldSoundInEveryAnswer() {
    Preset preset = Presets.find(Presets.DEFAULT).withTime(Meter.COMMON, Tempo.MODERATE).withBars(4, 4);
    Timeline timeline = Timeline.of(Meter.COMMON, Tempo.MODERATE);
    try (Decoder decoder = new OrtDecoder(Bundle.find("antiphon-mini"), DecoderOptions.DEFAULT)) {
      for (long seed = 0; seed < 40; seed++) {
        Performance performance = Performance.of(TWO_BARS, timeline, seed);
        Outcome outcome = VirtualSession.run(
            new EngineSettings(preset, seed, false, 1), decoder, performance, 2 * ANSWER, EngineListener.NONE);
        assertThat(outcome.notes()).as("seed %d", seed)
            .anyMatch(note -> note.companion() && note.onset() < timeline.barStart(ANSWER + 2));
      }
    }
  }
}
