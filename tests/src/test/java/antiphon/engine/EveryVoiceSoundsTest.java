package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar;
import antiphon.midi.LoopbackPort;
import antiphon.midi.MidiMessage;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Presets;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.session.phrase.Answer;
import antiphon.session.phrase.Phrase;
import antiphon.take.TakenNote;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.VirtualClock;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every voice that a preset names plays along and answers, whatever the model would like. */
class EveryVoiceSoundsTest {
  private static final int BARS = 12;

  /** Bars until the accompaniment has begun. */
  private static final int BEGUN = 2;

  /** Bars of an answer. */
  private static final int ANSWER = 4;

  private static final int[] SCALE = {67, 69, 71, 72, 74, 76, 74, 72};

  @Test
  void shouldSoundInNineOfTenBarsInEveryVoiceEvenIfTheModelWantsRests() throws Exception {
    for (String name : Presets.names()) {
      Preset preset = Presets.find(name);
      if (preset.canAccompany()) {
        List<TakenNote> notes = companion(preset, Mode.ACCOMPANY, BARS);
        for (int voice : preset.accompanying().playing()) {
          assertThat(barsWith(notes, voice, BEGUN, BARS))
              .as("bars of voice %d of %s", voice + 1, name).isGreaterThanOrEqualTo((BARS - BEGUN) * 9L / 10);
        }
      }
    }
  }

  @Test
  void shouldAnswerAPhraseOfOneVoiceInAllVoices() throws Exception {
    for (String name : Presets.names()) {
      Preset preset = Presets.find(name).withBars(2, ANSWER);
      List<TakenNote> notes = companion(preset, Mode.TRADE, 2);
      for (int voice : preset.playing()) {
        assertThat(barsWith(notes, voice, 2, 2 + ANSWER)).as("bars of voice %d of %s", voice + 1, name).isEqualTo(ANSWER);
      }
    }
  }

  @Test
  void shouldAnswerAWrittenPhraseOfOneVoiceInAllVoices() {
    Bar bar = Bar.plain(0, Meter.COMMON, Key.C);
    Phrase phrase = new Phrase(
        Timeline.of(Meter.COMMON, Tempo.MODERATE), List.of(bar), List.of(new Note(0, bar.length(), 72)), 80, 1, true);
    ScriptedDecoder decoder = new ScriptedDecoder(new SplittableRandom(1));
    decoder.resting = true;
    for (String name : Presets.names()) {
      Preset preset = Presets.find(name);
      for (WrittenBar answered : Answer.to(phrase, decoder, preset, ANSWER, 1).answered()) {
        assertThat(preset.playing()).as("%s: %s", name, answered.line()).noneMatch(voice -> answered.notes().get(voice).isEmpty());
      }
    }
  }

  private static long barsWith(List<TakenNote> notes, int voice, long from, long to) {
    return notes.stream().filter(note -> note.channel() == voice).flatMapToLong(EveryVoiceSoundsTest::bars)
        .filter(bar -> bar >= from && bar < to).distinct().count();
  }

  private static LongStream bars(TakenNote note) {
    long bar = Meter.COMMON.barTicks();
    return LongStream.rangeClosed(note.onset() / bar, (note.end() - 1) / bar);
  }

  /** What the companion plays in {@link #BARS} bars, of which the player fills the first few. */
  private static List<TakenNote> companion(Preset preset, Mode mode, int played) throws Exception {
    EngineSettings usual = new EngineSettings(preset.onOwnChannels().withTime(Meter.COMMON, preset.tempo()), 1, false, 0);
    EngineSettings settings = usual.withControls(usual.controls()
        .with(Control.MODE, mode.ordinal()).with(Control.CANDIDATES, 1));
    VirtualClock clock = new VirtualClock();
    ScriptedDecoder decoder = new ScriptedDecoder(new SplittableRandom(1));
    decoder.resting = true;
    try (decoder; LoopbackPort out = new LoopbackPort("voices", clock::nanoTime)) {
      VirtualEngine engine = new VirtualEngine(settings, decoder, clock, out, EngineListener.NONE);
      engine.start(0);
      Timeline timeline = engine.transport().position().timeline();
      for (long tick = 0; tick < timeline.barStart(played); tick += Ticks.PER_QUARTER) {
        int pitch = SCALE[(int) (tick / Ticks.PER_QUARTER % SCALE.length)];
        engine.runTo(timeline.nanosAt(tick));
        engine.input().onMessage(MidiMessage.noteOn(0, pitch, 80), clock.nanoTime());
        engine.runTo(timeline.nanosAt(tick + Ticks.PER_QUARTER * 3L / 4));
        engine.input().onMessage(MidiMessage.noteOff(0, pitch), clock.nanoTime());
      }
      engine.runTo(timeline.nanosAt(timeline.barStart(BARS)));
      engine.stop();
      return engine.notes().stream().filter(TakenNote::companion).toList();
    }
  }
}
