package antiphon.session.live;

import antiphon.generate.Preset;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Presets;
import antiphon.replay.AbsentDecoder;
import antiphon.take.TakeLog;
import antiphon.take.TakeOrigin;
import antiphon.time.Meter;
import antiphon.time.Timeline;
import java.io.IOException;
import java.nio.file.Path;

/** A program that takes a phrase and its answer down, where there may be no room, and says what came of it. */
final class FullDiskChild {
  private FullDiskChild() {}

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    try (AbsentDecoder decoder = new AbsentDecoder()) {
      BuiltInPhrase phrase = BuiltInPhrase.in(Meter.COMMON).orElseThrow();
      Preset preset = Presets.find(Presets.DEFAULT).withBars(phrase.bars(), phrase.bars());
      EngineSettings settings = new EngineSettings(preset, 1, false, 1);
      TakeLog log = TakeRecorder.begin(folder, settings, new TakeOrigin("Full", "test", "", "none", ""));
      Performance performance = Performance.of(phrase.score(), Timeline.of(preset.meter(), preset.tempo()), 1);
      Outcome outcome = VirtualSession.run(settings, decoder, performance, 2L * phrase.bars(), EngineListener.NONE, log);
      System.out.println("log: " + log.problem().orElse("all written"));
      System.out.println("files: " + outcome.write(folder, "Full", preset));
    } catch (IOException e) {
      System.out.println("error: " + e.getMessage());
    }
  }
}
