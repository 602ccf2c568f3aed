package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.midi.LoopbackPort;
import antiphon.midi.MidiMessage;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Presets;
import antiphon.take.TakenNote;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.VirtualClock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every voice that a preset names plays along, whatever the model would like. */
class EveryVoiceSoundsTest {
  private static final int BARS = 12;

  /** Bars until the accompaniment has begun. */
  private static final int BEGUN = 2;

  private static final int[] SCALE = {67, 69, 71, 72, 74, 76, 74, 72};

  @Test
  void shouldSoundInNineOfTenBarsInEveryVoiceEvenIfTheModelWantsRests() throws Exception {
    for (String name : Presets.names()) {
      Preset preset = Presets.find(name);
      if (preset.canAccompany()) {
        List<TakenNote> notes = accompaniment(preset);
        for (int voice : preset.accompanying().playing()) {
          long sounding = notes.stream().filter(note -> note.channel() == voice).flatMapToLong(EveryVoiceSoundsTest::bars)
              .filter(bar -> bar >= BEGUN && bar < BARS).distinct().count();
          assertThat(sounding).as("bars of voice %d of %s", voice + 1, name).isGreaterThanOrEqualTo((BARS - BEGUN) * 9L / 10);
        }
      }
    }
  }

  private static LongStream bars(TakenNote note) {
    long bar = Meter.COMMON.barTicks();
    return LongStream.rangeClosed(note.onset() / bar, (note.end() - 1) / bar);
  }

  private static List<TakenNote> accompaniment(Preset preset) throws Exception {
    EngineSettings usual = new EngineSettings(preset.onOwnChannels().withTime(Meter.COMMON, preset.tempo()), 1, false, 0);
    EngineSettings settings = usual.withControls(usual.controls()
        .with(Control.MODE, Mode.ACCOMPANY.ordinal()).with(Control.CANDIDATES, 1));
    VirtualClock clock = new VirtualClock();
    ScriptedDecoder decoder = new ScriptedDecoder(new SplittableRandom(1));
    decoder.resting = true;
    try (decoder; LoopbackPort out = new LoopbackPort("voices", clock::nanoTime)) {
      VirtualEngine engine = new VirtualEngine(settings, decoder, clock, out, EngineListener.NONE);
      engine.start(0);
      Timeline timeline = engine.transport().position().timeline();
      for (long tick = 0; tick < timeline.barStart(BARS); tick += Ticks.PER_QUARTER) {
        int pitch = SCALE[(int) (tick / Ticks.PER_QUARTER % SCALE.length)];
        engine.runTo(timeline.nanosAt(tick));
        engine.input().onMessage(MidiMessage.noteOn(0, pitch, 80), clock.nanoTime());
        engine.runTo(timeline.nanosAt(tick + Ticks.PER_QUARTER * 3L / 4));
        engine.input().onMessage(MidiMessage.noteOff(0, pitch), clock.nanoTime());
      }
      engine.stop();
      return engine.notes().stream().filter(TakenNote::companion).toList();
    }
  }
}
