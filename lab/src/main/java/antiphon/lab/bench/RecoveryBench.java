package antiphon.lab.bench;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.critic.measure.Support;
import antiphon.engine.VirtualEngine;
import antiphon.generate.Preset;
import antiphon.midi.LoopbackPort;
import antiphon.midi.MidiMessage;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.score.Note;
import antiphon.take.TakenNote;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.VirtualClock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * How soon an accompaniment finds a player who is a tritone higher from beat 17 on, in virtual time: with plans
 * that are revised beyond a commit horizon, and with the plan that would have been played otherwise. Stateless.
 */
public final class RecoveryBench {
  /** Beats before the player leaves the key, and after. */
  private static final int BEFORE = 16;

  private static final int AFTER = 32;
  private static final int WINDOW = 4;
  private static final double BACK = 0.95;
  private static final int TRITONE = 6;
  private static final long START_NS = 1_000_000_000;

  private RecoveryBench() {}

  /**
   * How one way came out.
   *
   * @param runs melodies in which the accompaniment was consonant at all before
   * @param before mean consonance ratio in the eight beats before
   * @param after mean consonance ratio in all beats after
   * @param back how many were back at 95 % within 32 beats
   * @param medianBeats beats until then, median; those that did not come back count as 32
   * @param meanBeats the same, mean
   */
  public record Way(int runs, double before, double after, int back, double medianBeats, double meanBeats) {}

  private record Outcome(double before, double after, int beats) {}

  /** The presets that accompany, at one tempo and meter. */
  public static List<Preset> presets(Function<String, Preset> named) {
    return Stream.of("song-accompanist", "keyboard", "hymn")
        .map(name -> named.apply(name).withTime(Meter.COMMON, Tempo.ofQuartersPerMinute(110)))
        .filter(Preset::canAccompany).distinct().toList();
  }

  /** Plays {@code melodies} melodies with each preset; figures by the name of the way. */
  public static Map<String, Way> run(List<Preset> presets, Decoder decoder, int melodies, long seed, IntConsumer progress) {
    List<Outcome> quick = new ArrayList<>();
    List<Outcome> slow = new ArrayList<>();
    List<Outcome> never = new ArrayList<>();
    for (int i = 0; i < melodies; i++) {
      Preset preset = presets.get(i % presets.size());
      List<Note> tune = Tunes.of(seed + i, BEFORE + AFTER);
      List<Note> moved = tune.stream()
          .map(n -> n.onset() < tick(BEFORE) ? n : new Note(n.onset(), n.duration(), n.pitch() + TRITONE)).toList();
      quick.add(outcome(moved, companion(preset, decoder, moved, 1, seed + i)));
      slow.add(outcome(moved, companion(preset, decoder, moved, WINDOW, seed + i)));
      // The plan as it stood before the move, to its end: what is played to a player who does not move.
      never.add(outcome(moved, companion(preset, decoder, tune, 1, seed + i)));
      progress.accept(i + 1);
    }
    Map<String, Way> ways = new LinkedHashMap<>();
    ways.put("revised, committed 1 beat", way(quick));
    ways.put("revised, committed 4 beats", way(slow));
    ways.put("never revised", way(never));
    return ways;
  }

  private static long tick(int beat) {
    return (long) beat * Ticks.PER_QUARTER;
  }

  private static List<Note> companion(Preset preset, Decoder decoder, List<Note> melody, double horizon, long seed) {
    EngineSettings usual = new EngineSettings(preset, seed, false, 0);
    EngineSettings settings = usual.withControls(usual.controls()
        .with(Control.MODE, Mode.ACCOMPANY.ordinal()).with(Control.HORIZON, horizon).with(Control.CANDIDATES, 1));
    VirtualClock clock = new VirtualClock();
    try (LoopbackPort out = new LoopbackPort("bench", clock::nanoTime)) {
      VirtualEngine engine = new VirtualEngine(settings, decoder, clock, out, EngineListener.NONE);
      engine.start(START_NS);
      Timeline timeline = engine.transport().position().timeline();
      record Key(long atNs, int message) {}
      List<Key> keys = new ArrayList<>();
      for (Note note : melody) {
        keys.add(new Key(timeline.nanosAt(note.onset()), MidiMessage.noteOn(0, note.pitch(), 80)));
        keys.add(new Key(timeline.nanosAt(note.end()) - 20_000_000, MidiMessage.noteOff(0, note.pitch())));
      }
      keys.sort(Comparator.comparingLong(Key::atNs));
      for (Key key : keys) {
        engine.runTo(START_NS + key.atNs());
        engine.input().onMessage(key.message(), clock.nanoTime());
      }
      engine.runTo(START_NS + timeline.nanosAt(tick(BEFORE + AFTER)));
      engine.stop();
      return engine.notes().stream().filter(TakenNote::companion)
          .map(n -> new Note(n.onset(), n.end() - n.onset(), n.pitch())).toList();
    }
  }

  private static Outcome outcome(List<Note> melody, List<Note> companion) {
    double before = consonance(melody, companion, BEFORE / 2, BEFORE);
    int beats = AFTER;
    for (int beat = BEFORE + AFTER - WINDOW; beat >= BEFORE; beat--) {
      if (consonance(melody, companion, beat, beat + WINDOW) >= BACK * before) {
        beats = beat - BEFORE;
      }
    }
    return new Outcome(before, consonance(melody, companion, BEFORE, BEFORE + AFTER), beats);
  }

  private static double consonance(List<Note> melody, List<Note> companion, int fromBeat, int toBeat) {
    List<Note> inside = melody.stream().filter(n -> n.onset() >= tick(fromBeat) && n.onset() < tick(toBeat)).toList();
    return Support.of(inside, companion).consonant();
  }

  private static Way way(List<Outcome> outcomes) {
    List<Outcome> sounding = outcomes.stream().filter(o -> o.before() > 0).toList();
    List<Integer> beats = sounding.stream().map(Outcome::beats).sorted().toList();
    double median = beats.isEmpty() ? Double.NaN : (beats.get((beats.size() - 1) / 2) + beats.get(beats.size() / 2)) / 2.0;
    return new Way(
        sounding.size(),
        sounding.stream().mapToDouble(Outcome::before).average().orElse(Double.NaN),
        sounding.stream().mapToDouble(Outcome::after).average().orElse(Double.NaN),
        (int) beats.stream().filter(b -> b < AFTER).count(),
        median,
        beats.stream().mapToInt(Integer::intValue).average().orElse(Double.NaN));
  }
}
