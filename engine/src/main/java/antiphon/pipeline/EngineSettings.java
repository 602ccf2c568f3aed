package antiphon.pipeline;

import antiphon.band.Band;
import antiphon.band.BandStyle;
import antiphon.control.Command;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.harmony.ChordChart;
import antiphon.harmony.CompingPart.Style;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How an engine plays.
 *
 * @param preset voices, style, meter, tempo
 * @param chart the changes to play over, if there are any; from bar 0 on, again and again
 * @param backing how a band of chords, bass and drums plays over the chart, or over the harmony it hears, if one is wanted
 * @param controls what the player may change later, as it is at the start
 * @param seed of all chances: the same input and seed give the same answers
 * @param startOnFirstNote whether the music starts with the player's first note; else when told to
 * @param sealAheadNs how long before it sounds a part of a bar becomes final, beside the commit horizon
 * @param leadNs how long before a bar line an answer is begun
 * @param rounds after how many answers to listen no more; 0 for never
 * @param clockOut whether MIDI clock is sent to the output
 * @param opening what went before, if the session goes on from somewhere
 */
public record EngineSettings(
    Preset preset, Optional<ChordChart> chart, Optional<Band> backing, Controls controls, long seed, boolean startOnFirstNote, long sealAheadNs, long leadNs, int rounds,
    boolean clockOut, Optional<Opening> opening) {
  /** Sealed 20 ms before the downbeat. */
  public static final long SEAL_AHEAD_NS = 20_000_000;

  /** Begun 180 ms before the bar line. */
  public static final long LEAD_NS = 180_000_000;

  /** Chords and bass. */
  private static final int PARTS_OF_BAND = 3;

  /** For so many bars the meters of a chart are laid out; some hours. */
  private static final long CHART_BARS = 4_096;

  public EngineSettings {
    if (controls.mode() == Mode.ACCOMPANY && !preset.canAccompany()) {
      // Says what is missing.
      preset.accompanying();
    }
    int voices = opening.map(before -> before.score().voices().size()).orElse(preset.voices().size());
    if (voices != preset.voices().size()) {
      throw new IllegalArgumentException(
          "opening of " + voices + " voices: expected the " + preset.voices().size() + " of preset '" + preset.name() + "'");
    }
  }

  /** By its own clock, which it keeps to itself; phrase and answer as long as the preset says. */
  public EngineSettings(Preset preset, long seed, boolean startOnFirstNote, int rounds) {
    this(
        preset, Optional.empty(), Optional.empty(), controls(preset), seed, startOnFirstNote, SEAL_AHEAD_NS, LEAD_NS, rounds, false,
        Optional.empty());
  }

  /** The usual controls with the preset's lengths and temperature. */
  public static Controls controls(Preset preset) {
    return Controls.USUAL
        .with(Control.LISTEN_BARS, preset.listenBars())
        .with(Control.ANSWER_BARS, preset.answerBars())
        .with(Control.TEMPERATURE, preset.sampling().temperature());
  }

  /**
   * Whether what is asked for can be done with this preset: the one place that says so. [any]
   *
   * @throws IllegalArgumentException if not: what was found, what was expected
   */
  public void admit(Command.Set set) {
    Control control = set.control();
    int most = control == Control.BACKING || control == Control.BAND_VOLUME ? PARTS_OF_BAND : preset.voices().size();
    if (set.voice() > most) {
      throw new IllegalArgumentException(
          control.word() + " of voice " + set.voice() + ": expected voice 1 to " + most + ", or 0 for all");
    }
    if (control == Control.MODE && set.value() == Mode.ACCOMPANY.ordinal() && !preset.canAccompany()) {
      throw new IllegalArgumentException(
          "mode accompany: preset '" + preset.name() + "' has no voice beside the player's; expected another preset");
    }
  }

  /** The same with other controls. */
  public EngineSettings withControls(Controls other) {
    return new EngineSettings(
        preset, chart, backing, other, seed, startOnFirstNote, sealAheadNs, leadNs, rounds, clockOut, opening);
  }

  /** The same over changes: their meters and their tempo, if they have one, go before the preset's. */
  public EngineSettings withChart(ChordChart changes) {
    return new EngineSettings(
        preset, Optional.of(changes), backing, controls, seed, startOnFirstNote, sealAheadNs, leadNs, rounds, clockOut, opening);
  }

  /** The same with a band of chords and bass by rule. */
  public EngineSettings withBacking(Style rule) {
    return withBacking(Band.of(BandStyle.of(rule)));
  }

  /** The same with a band. */
  public EngineSettings withBacking(Band band) {
    return new EngineSettings(
        preset, chart, Optional.of(band), controls, seed, startOnFirstNote, sealAheadNs, leadNs, rounds, clockOut, opening);
  }

  /** The programs of the band, by channel from 0; empty if there is none. */
  public Map<Integer, Integer> bandPrograms() {
    return backing.map(Band::first).map(BandSounds::programs).orElse(Map.of());
  }

  /** Bars and tempo at the start. */
  public Timeline timeline() {
    Tempo tempo = chart.flatMap(ChordChart::tempo).orElse(preset.tempo());
    if (chart.isEmpty()) {
      return Timeline.of(preset.meter(), tempo);
    }
    Map<Long, Meter> meters = new TreeMap<>();
    long bars = Math.max(CHART_BARS, chart.get().length());
    for (long bar = 0; bar < bars; bar++) {
      Meter meter = chart.get().barAt(bar).meter();
      if (bar == 0 || !chart.get().barAt(bar - 1).meter().equals(meter)) {
        meters.put(bar, meter);
      }
    }
    return Timeline.of(0, meters, Map.of(0L, tempo));
  }

  /** The same, sealed and begun earlier or later. */
  public EngineSettings withTimes(long sealAhead, long lead) {
    return new EngineSettings(
        preset, chart, backing, controls, seed, startOnFirstNote, sealAhead, lead, rounds, clockOut, opening);
  }

  /** The same, led by {@code source}; with a master, the first note starts nothing. */
  public EngineSettings withClock(ClockSource source) {
    return withControls(controls.with(Control.CLOCK, source.ordinal()));
  }

  /** Who leads the time at the start. */
  public ClockSource clock() {
    return ClockSource.values()[controls.whole(Control.CLOCK)];
  }

  /** The same, with or without MIDI clock on the output. */
  public EngineSettings withClockOut(boolean sent) {
    return new EngineSettings(
        preset, chart, backing, controls, seed, startOnFirstNote, sealAheadNs, leadNs, rounds, sent, opening);
  }

  /** The same, going on from {@code before}, which has a voice for each of the preset's. */
  public EngineSettings withOpening(Opening before) {
    return new EngineSettings(
        preset, chart, backing, controls, seed, startOnFirstNote, sealAheadNs, leadNs, rounds, clockOut, Optional.of(before));
  }

  /** The same, with the music beginning as {@code onFirstNote} says, and other chances. */
  public EngineSettings anew(long otherSeed, boolean onFirstNote) {
    return new EngineSettings(
        preset, chart, backing, controls, otherSeed, onFirstNote, sealAheadNs, leadNs, 0, clockOut, opening);
  }
}
