package antiphon.bridge.clap;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.time.Ticks;
import antiphon.midi.MidiMessage;
import com.sun.jna.Memory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A host with the real plug-in, a song that the test steers, and the {@link Echo} that serves it, all in the test's
 * thread: each block is processed, then the engine looks once. Knows at which sample each reply belongs.
 */
final class Rig implements AutoCloseable {
  /** What the song was from one sample on. */
  private record Segment(long sample, Song song, int frames) {}

  /** A reply that is to come. */
  record Due(long tick, int message, long askedAt) {}

  final ClapHost host;
  final List<Due> due = new ArrayList<>();
  private final Studio studio;
  private final Echo echo;
  private final List<Segment> segments = new ArrayList<>();
  private final long afterTicks;
  private boolean alone;
  Song song;

  /** A host in a studio of others; see {@link Studio#host}. */
  Rig(Studio studio, ClapHost host, Echo echo, Song song, long afterTicks) {
    this.studio = studio;
    this.host = host;
    this.echo = echo;
    this.song = song;
    this.afterTicks = afterTicks;
    // The plug-in sees the engine in its first block.
    host.process(16, null);
    studio.look();
  }

  /** A host in a studio of its own. */
  static Rig alone(Song song, long afterTicks) throws IOException {
    Rig rig = new Studio().host(song, afterTicks);
    rig.alone = true;
    return rig;
  }

  Echo echo() {
    return echo;
  }

  /** A block in which the player does something. */
  void block(int frames, Memory... events) {
    segments.add(new Segment(host.sample(), song, frames));
    host.process(frames, song, events);
    studio.look();
    song = song.after(frames, ClapHost.RATE);
  }

  /** A block without any transport. */
  void blockWithoutTransport(int frames, Memory... events) {
    host.process(frames, null, events);
    studio.look();
  }

  /** The player strikes a key in a block of its own, at one of its samples; the reply is noted as due. */
  void strike(int frames, int offset, int key) {
    double quarters = song.quarters() + song.quartersIn(offset, ClapHost.RATE);
    long tick = Math.round(quarters * Ticks.PER_QUARTER) + afterTicks;
    int on = MidiMessage.noteOn(1, key, 90);
    due.add(new Due(tick, on, host.sample()));
    due.add(new Due(tick + Echo.LENGTH_TICKS, MidiMessage.noteOff(1, key), host.sample()));
    block(frames, ClapEvents.note(offset, true, 0, key, 90));
  }

  /** As {@link #strike}, in a loop: what is due behind its end is due from its start on, unless it is cut by the wrap. */
  void strikeInLoop(int frames, int offset, int key) {
    int first = due.size();
    strike(frames, offset, key);
    double end = song.loopEnd() * Ticks.PER_QUARTER;
    Due on = due.get(first);
    Due off = due.get(first + 1);
    boolean onBehind = on.tick() >= end;
    boolean offBehind = off.tick() >= end;
    long length = Math.round((song.loopEnd() - song.loopStart()) * Ticks.PER_QUARTER);
    due.set(first, onBehind ? new Due(on.tick() - length, on.message(), on.askedAt()) : on);
    // A note that sounds across the end of the loop ends there.
    due.set(first + 1, onBehind ? new Due(off.tick() - length, off.message(), off.askedAt())
        : offBehind ? new Due(Long.MIN_VALUE, off.message(), off.askedAt()) : off);
  }

  /** Asserts that each reply came, at its sample give or take one for rounding, and nothing else did. */
  void assertReplies() {
    List<ClapHost.Played> replies = replies();
    List<Due> open = new ArrayList<>(due);
    for (ClapHost.Played reply : replies) {
      Due met = open.stream()
          .filter(d -> d.message() == reply.message() && Math.abs(sampleOf(d) - reply.sample()) <= 1.01)
          .findFirst().orElse(null);
      assertThat(met)
          .as("%s at sample %d; due were %s", MidiMessage.toString(reply.message()), reply.sample(), written(open))
          .isNotNull();
      open.remove(met);
    }
    assertThat(open.stream().filter(d -> sampleOf(d) < host.sample() - 1)).as("replies that did not come").isEmpty();
    assertThat(echo().session.figures().late()).isZero();
    assertThat(echo().session.figures().dropped()).isZero();
    assertThat(echo().session.figures().refused()).isZero();
  }

  /** What the plug-in played on other channels than the player's. */
  List<ClapHost.Played> replies() {
    return host.played().stream().filter(p -> MidiMessage.channel(p.message()) != 0).toList();
  }

  /** Asserts that each note-on of a reply was followed by one note-off. */
  void assertNothingHangs() {
    Map<Integer, Integer> sounding = new HashMap<>();
    for (ClapHost.Played played : replies()) {
      if (!MidiMessage.isNoteOn(played.message()) && !MidiMessage.isNoteOff(played.message())) {
        continue;
      }
      int key = MidiMessage.channel(played.message()) << 8 | MidiMessage.data1(played.message());
      sounding.merge(key, MidiMessage.isNoteOn(played.message()) ? 1 : -1, Integer::sum);
      assertThat(sounding.get(key)).as("%s", played).isBetween(0, 1);
    }
    assertThat(sounding.values()).as("notes that hang").containsOnly(0);
  }

  private List<String> written(List<Due> open) {
    return open.stream().map(d -> MidiMessage.toString(d.message()) + " at " + sampleOf(d)).toList();
  }

  /** The sample at which a song position was first reached after it was asked for; far away if never. */
  double sampleOf(Due wanted) {
    if (wanted.tick() == Long.MIN_VALUE) {
      return nextWrap(wanted.askedAt());
    }
    double quarters = wanted.tick() / (double) Ticks.PER_QUARTER;
    for (Segment segment : segments) {
      double from = segment.song.quarters();
      double way = quarters - from;
      if (segment.sample >= wanted.askedAt() && segment.song.rolling() && way >= 0
          && way < segment.song.quartersIn(segment.frames, ClapHost.RATE)) {
        return segment.sample + framesTo(segment, way);
      }
    }
    return Double.MAX_VALUE;
  }

  private double nextWrap(long after) {
    for (int i = 1; i < segments.size(); i++) {
      if (segments.get(i).sample > after && segments.get(i).song.quarters() < segments.get(i - 1).song.quarters()) {
        return segments.get(i).sample;
      }
    }
    return Double.MAX_VALUE;
  }

  private static double framesTo(Segment segment, double way) {
    double low = 0;
    double high = segment.frames;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      if (segment.song.quartersIn(middle, ClapHost.RATE) < way) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** The echo of the instance that was made last is due no more. */
  void forget() {
    due.clear();
  }

  @Override
  public void close() {
    if (alone) {
      studio.close();
    }
    host.close();
  }

  /** What the host saw last, of a parameter. */
  @Nullable Double shown(int number) {
    return host.shown().stream().filter(o -> o.parameter() == number).map(ClapEvents.Out::value).reduce((a, b) -> b).orElse(null);
  }
}
