package antiphon.bridge.clap;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.bridge.BridgeNews;
import antiphon.bridge.BuiltPlugin;
import antiphon.bridge.HostParameter;
import antiphon.bridge.HostStatus;
import antiphon.bridge.PluginBridge;
import antiphon.bridge.RunFolder;
import antiphon.bridge.live.HostedEngine;
import antiphon.bridge.live.Recorder;
import antiphon.midi.MidiMessage;
import com.sun.jna.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Hosts with the real plug-in, each with a song and a player who plays eighths on the grid, and the real engine with the
 * embedded model behind them; in real time, on the test's thread.
 */
final class Stage implements AutoCloseable {
  static final int FRAMES = 512;
  /** The player's keys lie here, which no output channel of a companion is set to. */
  static final int CHANNEL = 15;

  private final List<Desk> desks = new ArrayList<>();
  private final @Nullable HostedEngine engine;
  private final @Nullable PluginBridge bridge;
  private Pace pace = new Pace();
  private long blocks;

  /** One track of the host. */
  static final class Desk {
    private record Segment(long sample, Song song) {}

    final ClapHost host = new ClapHost(BuiltPlugin.clap());
    private final List<Segment> segments = new ArrayList<>();
    private final TreeMap<Long, Integer> ends = new TreeMap<>();
    Song song;
    /** Whether the player plays in this bar, from 0. */
    java.util.function.LongPredicate plays = bar -> false;
    /** When the player struck a key, in samples. */
    final List<Long> strikes = new ArrayList<>();
    private int struck;

    Desk(Song song) {
      this.song = song;
    }

    private void block(Memory... first) {
      List<Memory> events = new ArrayList<>(List.of(first));
      long from = host.sample();
      segments.add(new Segment(from, song));
      Map<Integer, Memory> sorted = new TreeMap<>();
      while (!ends.isEmpty() && ends.firstKey() < from + FRAMES) {
        Map.Entry<Long, Integer> end = ends.pollFirstEntry();
        sorted.put(2 * (int) Math.max(0, end.getKey() - from), ClapEvents.note((int) Math.max(0, end.getKey() - from), false, CHANNEL, end.getValue(), 0));
      }
      for (int offset = 0; song.rolling() && offset < FRAMES; offset++) {
        long before = (long) Math.floor(2 * (song.quarters() + song.quartersIn(offset - 1, ClapHost.RATE)) + 1e-7);
        long here = (long) Math.floor(2 * (song.quarters() + song.quartersIn(offset, ClapHost.RATE)) + 1e-7);
        double bar = (here / 2.0 - song.barStart()) / (song.meterBeats() * 4.0 / song.meterUnit());
        if (here > before && plays.test(Math.round(song.barStart() * song.meterUnit() / 4 / song.meterBeats()) + (long) Math.floor(bar + 1e-9))) {
          int key = 60 + new int[] {0, 2, 4, 5, 7, 5, 4, 2}[struck++ % 8];
          sorted.put(2 * offset + 1, ClapEvents.note(offset, true, CHANNEL, key, 90));
          ends.put(from + offset + 6_000, key);
          strikes.add(from + offset);
        }
      }
      events.addAll(sorted.values());
      host.process(FRAMES, song, events.toArray(Memory[]::new));
      song = song.after(FRAMES, ClapHost.RATE);
      if (song.loops() && song.quarters() >= song.loopEnd()) {
        song = song.to(song.quarters() - song.loopEnd() + song.loopStart());
      }
    }

    /** Strikes a key, or lets it go, at the beginning of a block of its own. */
    void key(int key, boolean down) {
      block(ClapEvents.note(0, down, CHANNEL, key, 90));
    }

    /** What the companion played. */
    List<ClapHost.Played> replies() {
      return host.played().stream().filter(p -> MidiMessage.channel(p.message()) != CHANNEL).toList();
    }

    List<ClapHost.Played> struckBetween(long from, long to) {
      return replies().stream()
          .filter(p -> MidiMessage.isNoteOn(p.message()) && p.sample() >= from && p.sample() < to).toList();
    }

    /** Asserts that each note of the companion from {@code from} on began on the grid of the song, to the sample. */
    void assertInTempo(long from) {
      for (ClapHost.Played played : struckBetween(from, Long.MAX_VALUE)) {
        assertThat(Math.abs(samplesOffGrid(played))).as("%s: samples off the 24ths of a quarter", played).isLessThan(1.5);
      }
    }

    /** How many samples after the nearest 24th of a quarter of the song a message came. */
    double samplesOffGrid(ClapHost.Played played) {
      Segment segment = segments.stream().filter(s -> s.sample <= played.sample() && played.sample() < s.sample + FRAMES)
          .findFirst().orElseThrow();
      double quarters = segment.song.quarters()
          + segment.song.quartersIn(played.sample() - segment.sample, ClapHost.RATE);
      double grid = (quarters - segment.song.barStart()) * 24;
      return (grid - Math.rint(grid)) / (24 * segment.song.quartersIn(1, ClapHost.RATE));
    }

    /** Asserts that each note that the companion began has ended, once. */
    void assertNothingHangs() {
      Map<Integer, Integer> sounding = new HashMap<>();
      for (ClapHost.Played played : replies()) {
        if (MidiMessage.isNoteOn(played.message()) || MidiMessage.isNoteOff(played.message())) {
          int key = MidiMessage.channel(played.message()) << 8 | MidiMessage.data1(played.message());
          sounding.merge(key, MidiMessage.isNoteOn(played.message()) ? 1 : -1, Integer::sum);
          assertThat(sounding.get(key)).as("%s", played).isBetween(0, 1);
        }
      }
      assertThat(sounding.values().stream().filter(n -> n != 0)).as("notes that hang").isEmpty();
    }

    HostStatus status() {
      return HostStatus.values()[(int) host.value(HostParameter.STATUS.ordinal())];
    }

    String statusText() {
      return host.text(HostParameter.STATUS.ordinal(), host.value(HostParameter.STATUS.ordinal()));
    }

    private String last() {
      return replies().stream().map(ClapHost.Played::toString).collect(Collectors.joining(" "));
    }
  }

  /** With an engine in this process. */
  Stage(long seed) throws IOException {
    this(seed, Recorder.NONE);
  }

  Stage(long seed, Recorder recorder) throws IOException {
    long[] seeds = {seed};
    engine = new HostedEngine("antiphon-mini", () -> seeds[0]++, recorder, fault -> { });
    bridge = new PluginBridge(RunFolder.open(RunFolder.usual()), System::nanoTime, engine, BridgeNews.SILENT);
  }

  /** With engines that are processes of their own. */
  Stage() {
    engine = null;
    bridge = null;
  }

  /** A track; the player's grid is exact, so the companion's feel is none. */
  Desk desk(Song song) {
    Desk desk = new Desk(song);
    desks.add(desk);
    set(desk, HostParameter.FEEL, 0);
    return desk;
  }

  List<Desk> desks() {
    return desks;
  }

  void set(Desk desk, HostParameter parameter, double value) {
    desk.block(ClapEvents.parameter(0, parameter.ordinal(), value));
    look();
  }

  /** The player of a track that stands strikes a key for a tenth of a second; on to {@code samples} later. */
  void strike(Desk desk, int key, long samples) {
    long end = desk.host.sample() + samples;
    key(desk, key, true);
    play(0.1);
    key(desk, key, false);
    while (desk.host.sample() + FRAMES <= end) {
      block();
    }
  }

  private void key(Desk desk, int key, boolean down) {
    desk.key(key, down);
    blocks++;
    look();
    pace.await(blocks * FRAMES);
  }

  /** Plays a block on each track. */
  void block() {
    desks.forEach(Desk::block);
    blocks++;
    look();
    pace.await(blocks * FRAMES);
  }

  /** Renders so many seconds offline, on each track, as fast as the plug-in lets it; only with engines of their own processes. */
  void export(double seconds) {
    desks.forEach(desk -> desk.host.offline(true));
    for (long i = 0; i < seconds * ClapHost.RATE / FRAMES; i++) {
      desks.forEach(Desk::block);
    }
    desks.forEach(desk -> desk.host.offline(false));
  }

  private void look() {
    if (bridge != null) {
      bridge.doWork();
    }
  }

  /** Plays until it is so, for so many seconds at most. */
  void until(BooleanSupplier done, double seconds, String what) {
    long end = blocks + (long) (seconds * ClapHost.RATE / FRAMES);
    while (!done.getAsBoolean()) {
      assertThat(blocks).as("%s did not happen: %s", what,
          desks.stream().map(d -> d.statusText() + " " + d.last()).toList()).isLessThan(end);
      block();
    }
  }

  void play(double seconds) {
    long end = blocks + (long) (seconds * ClapHost.RATE / FRAMES);
    while (blocks < end) {
      block();
    }
  }

  /** Plays until every track's engine is ready; waits are not made up for. */
  void ready() {
    until(() -> desks.stream().allMatch(d -> d.status() != HostStatus.NO_ENGINE && d.statusText().contains("seed")), 150,
        "an engine that is ready");
    pace = new Pace();
    blocks = 0;
  }

  @Override
  public void close() {
    desks.forEach(d -> d.host.close());
    if (bridge != null) {
      bridge.close();
    }
    if (engine != null) {
      engine.close();
    }
  }
}
