package antiphon.generate;

import antiphon.abc.VoiceLimits;
import antiphon.model.Bundle;
import antiphon.model.DecoderOptions;
import antiphon.model.OrtDecoder;
import antiphon.model.Sampling;
import antiphon.score.Clef;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Presets and a tiny model with random weights for tests. */
public final class TestPresets {
  private TestPresets() {}

  /** One voice that hears and plays. */
  public static Preset melody() {
    VoicePart voice = new VoicePart("", Clef.TREBLE, true, true, new VoiceLimits(55, 88, 1), 0, 0);
    return new Preset("melody", "Melody", List.of("folk"), List.of(), "", List.of(voice), Meter.COMMON, Tempo.MODERATE, 2, 2,
        Sampling.PLAIN);
  }

  /** The player above, two hands of the companion below. */
  public static Preset trio() {
    VoicePart player = new VoicePart("", Clef.TREBLE, true, true, new VoiceLimits(60, 88, 1), 0, 0);
    VoicePart right = new VoicePart("", Clef.TREBLE, false, true, new VoiceLimits(52, 79, 3), 1, 0);
    VoicePart left = new VoicePart("", Clef.BASS, false, true, new VoiceLimits(33, 60, 2), 2, 0);
    return new Preset("trio", "Trio", List.of(), List.of(), "1 { 2 | 3 }", List.of(player, right, left), Meter.COMMON,
        Tempo.MODERATE, 2, 2, Sampling.PLAIN);
  }

  /** A decoder of random weights: 64 patches of context. */
  public static OrtDecoder randomDecoder() {
    try {
      Path folder = Path.of(
          Objects.requireNonNull(TestPresets.class.getResource("/antiphon/model/fp32/manifest.json")).toURI()).getParent();
      return new OrtDecoder(Bundle.open(Objects.requireNonNull(folder)), DecoderOptions.DEFAULT);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
