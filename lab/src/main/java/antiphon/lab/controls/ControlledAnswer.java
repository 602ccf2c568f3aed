package antiphon.lab.controls;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.critic.measure.Motifs;
import antiphon.engine.VirtualEngine;
import antiphon.generate.Conversation;
import antiphon.generate.Preset;
import antiphon.midi.LoopbackPort;
import antiphon.midi.MidiMessage;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.score.Note;
import antiphon.take.TakenNote;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What a companion answers to a tune of four bars while controls have some values: as it is written, without the player's feel, and
 * as it is played.
 *
 * @param phrase the player's notes, in ticks
 * @param voices the answer's notes, voice by voice
 * @param beats of the answer, in quarters
 * @param bits what the model thinks of what it wrote, bits a character
 * @param played as it sounded
 */
public record ControlledAnswer(List<Note> phrase, List<List<Note>> voices, double beats, double bits, List<TakenNote> played) {
  private static final int BARS = 4;
  private static final int CANDIDATES = 2;
  private static final int VELOCITY = 80;
  /** Pitches in eighths; 0 goes on with the last one. */
  private static final int[] TUNE = {
    67, 69, 71, 0, 74, 0, 71, 69, 67, 0, 64, 67, 62, 0, 0, 0, 64, 66, 67, 0, 69, 67, 66, 64, 62, 0, 66, 0, 67, 0, 0, 0
  };

  /** Plays the tune in virtual time, and takes down what comes after it. */
  public static ControlledAnswer of(Preset preset, Decoder decoder, Map<Control, Double> values, long seed) {
    EngineSettings usual = new EngineSettings(preset.withBars(BARS, BARS), seed, false, 0);
    Controls controls = usual.controls().with(Control.MODE, Mode.CONTINUE.ordinal()).with(Control.CANDIDATES, CANDIDATES);
    for (Map.Entry<Control, Double> set : values.entrySet()) {
      controls = controls.with(set.getKey(), set.getValue());
    }
    EngineSettings settings = usual.withControls(controls);
    VirtualClock clock = new VirtualClock();
    try (LoopbackPort out = new LoopbackPort("answer", clock::nanoTime)) {
      VirtualEngine engine = new VirtualEngine(settings, decoder, clock, out, EngineListener.NONE);
      engine.start(0);
      Timeline timeline = engine.transport().position().timeline();
      List<Note> phrase = tune();
      for (Note note : phrase) {
        engine.runTo(timeline.nanosAt(note.onset()));
        engine.input().onMessage(MidiMessage.noteOn(0, note.pitch(), VELOCITY), clock.nanoTime());
        engine.runTo(timeline.nanosAt(note.end() - Ticks.PER_EIGHTH / 8));
        engine.input().onMessage(MidiMessage.noteOff(0, note.pitch()), clock.nanoTime());
      }
      long from = timeline.barStart(BARS);
      long to = timeline.barStart(2L * BARS);
      engine.runTo(timeline.nanosAt(to));
      engine.stop();
      Conversation written = engine.conversation().orElseThrow();
      List<List<Note>> voices = preset.playing().stream().map(voice -> written.score().voices().get(voice).notes().stream()
          .filter(note -> note.onset() >= from && note.onset() < to).toList()).toList();
      double bits = -IntStream.range(BARS, written.size()).mapToDouble(bar -> written.bar(bar).logLikelihood()).average().orElse(Double.NaN)
          / Math.log(2);
      return new ControlledAnswer(phrase, voices, (double) (to - from) / Ticks.PER_QUARTER, bits,
          engine.notes().stream().filter(note -> note.companion() && note.onset() < to).toList());
    }
  }

  private static List<Note> tune() {
    List<Note> phrase = new ArrayList<>();
    for (int i = 0; i < TUNE.length; i++) {
      int length = 1;
      while (i + length < TUNE.length && TUNE[i + length] == 0) {
        length++;
      }
      if (TUNE[i] > 0) {
        phrase.add(new Note((long) i * Ticks.PER_EIGHTH, (long) length * Ticks.PER_EIGHTH, TUNE[i]));
      }
    }
    return phrase;
  }

  private List<Note> notes() {
    return voices.stream().flatMap(List::stream).sorted().toList();
  }

  /** Notes a quarter, of all voices. */
  public double density() {
    return notes().size() / beats;
  }

  /** Mean MIDI note number; NaN of nothing. */
  public double pitch() {
    return notes().stream().mapToInt(Note::pitch).average().orElse(Double.NaN);
  }

  /** Most notes that sound at once in a voice. */
  public double together() {
    return voices.stream().flatMapToInt(voice -> voice.stream().mapToInt(note -> (int) voice.stream()
        .filter(other -> other.onset() <= note.onset() && other.end() > note.onset()).count())).max().orElse(0);
  }

  /** Mean velocity; NaN of nothing. */
  public double velocity() {
    return played.stream().mapToInt(TakenNote::velocity).average().orElse(Double.NaN);
  }

  /** Time that notes sound beside the time that is written for them. */
  public double held() {
    return (double) played.stream().mapToLong(note -> note.end() - note.onset()).sum() / notes().stream().mapToLong(Note::duration).sum();
  }

  /** Share of the motifs that were in the phrase; NaN where there are none. */
  public double motifs() {
    List<Note> all = new ArrayList<>(phrase);
    all.addAll(notes());
    return Motifs.takenUp(all.stream().sorted().toList(), 0, phrase.getLast().end());
  }
}
