package antiphon.lab.follow;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.engine.VirtualEngine;
import antiphon.generate.Preset;
import antiphon.midi.LoopbackPort;
import antiphon.midi.MidiMessage;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Lets the live engine accompany a melody in virtual time: it is played note by note, and nothing is known ahead.
 *
 * @param preset which voices play
 * @param horizon how far ahead it is committed, in beats
 * @param candidates bars to choose from
 * @param seed of all chances
 */
public record LiveAccompaniment(Preset preset, Decoder decoder, double horizon, int candidates, long seed) {
  private static final long START_NS = 1_000_000_000;

  /** Keys are let go so much before the next. */
  private static final long GAP_NS = 20_000_000;

  /** The companion's voices, from 0, as the preset numbers them. */
  public List<Integer> voices() {
    return preset.accompanying().playing();
  }

  /** What was played along with {@code melody}, in ticks from the start, up to {@code end}: for each of {@link #voices} its notes. */
  public List<List<Note>> play(List<Note> melody, Meter meter, Tempo tempo, long end) {
    EngineSettings usual = new EngineSettings(preset.onOwnChannels().withTime(meter, tempo), seed, false, 0);
    EngineSettings settings = usual.withControls(usual.controls()
        .with(Control.MODE, Mode.ACCOMPANY.ordinal()).with(Control.HORIZON, horizon).with(Control.CANDIDATES, candidates));
    VirtualClock clock = new VirtualClock();
    try (LoopbackPort out = new LoopbackPort("evaluate", clock::nanoTime)) {
      VirtualEngine engine = new VirtualEngine(settings, decoder, clock, out, EngineListener.NONE);
      engine.start(START_NS);
      Timeline timeline = engine.transport().position().timeline();
      record Key(long atNs, int message) {}
      List<Key> keys = new ArrayList<>();
      for (Note note : melody) {
        keys.add(new Key(timeline.nanosAt(note.onset()), MidiMessage.noteOn(0, note.pitch(), 80)));
        keys.add(new Key(
            Math.max(timeline.nanosAt(note.onset()) + GAP_NS, timeline.nanosAt(note.end()) - GAP_NS),
            MidiMessage.noteOff(0, note.pitch())));
      }
      keys.sort(Comparator.comparingLong(Key::atNs));
      for (Key key : keys) {
        engine.runTo(START_NS + key.atNs());
        engine.input().onMessage(key.message(), clock.nanoTime());
      }
      engine.runTo(START_NS + timeline.nanosAt(end));
      engine.stop();
      return voices().stream().map(voice -> engine.notes().stream()
          .filter(note -> note.companion() && note.channel() == voice)
          .map(note -> new Note(note.onset(), Math.max(1, note.end() - note.onset()), note.pitch())).sorted().toList()).toList();
    }
  }
}
