package antiphon.schedule;

import antiphon.feel.Feel;
import antiphon.feel.MetricPlace;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar;
import antiphon.score.Bar;
import antiphon.time.Tempo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Plays written bars with the player's feel: swing and micro-timing, articulation, and a loudness that is
 * never flat. Deterministic; for one bar.
 *
 * <p>Whatever the feel, onsets keep their order, a note ends after it begins and in its bar, what goes
 * on from bar to bar meets at the bar line, and no onset comes more than 10 ms before its written tick.
 */
public final class Performer {
  /** What is not held over ends this long before the bar line, so that an early downbeat finds the key up. */
  private static final long LIFT_NS = 12_000_000;

  private static final double LEAST_HELD = 0.3;

  private final Bar bar;
  private final Tempo tempo;
  private final Feel feel;
  private final double human;
  private final double articulation;
  private final List<List<Tone>> voices;
  private final SwungBeats swung;
  private final MicroTiming timing;
  private final Velocities velocities;

  private Performer(
      WrittenBar written, Preset preset, Tempo tempo, Feel feel, Expression expression, double phrase, long seed) {
    this.bar = written.bar();
    this.tempo = tempo;
    this.feel = feel;
    this.human = expression.human();
    this.articulation = expression.articulation();
    voices = Tone.of(written, preset);
    SortedSet<Long> struck = voices.stream().flatMap(List::stream).filter(tone -> !tone.note().heldFrom())
        .map(Tone::onset).collect(Collectors.toCollection(TreeSet::new));
    swung = new SwungBeats(
        bar, struck, 1 + expression.swing() * (feel.beatSwing() - 1), 1 + expression.swing() * (feel.halfSwing() - 1));
    SortedSet<Long> placed = struck.stream().map(swung::place).collect(Collectors.toCollection(TreeSet::new));
    timing = new MicroTiming(placed, bar.length(), tempo, feel, human, seed);
    velocities = new Velocities(feel, expression, phrase, seed);
  }

  /**
   * The strikes of a bar, in order of onset, then pitch.
   *
   * @param tempo in which the bar will be played
   * @param feel the player's
   * @param expression how much of it to take over
   * @param phrase how far through the phrase the bar is, 0 to 1
   * @param seed the same for all that is written for one bar, so that what stays is played alike
   */
  public static List<Strike> perform( // [engine]
      WrittenBar written, Preset preset, Tempo tempo, Feel feel, Expression expression, double phrase, long seed) {
    return new Performer(written, preset, tempo, feel, expression, phrase, seed).strikes();
  }

  /** A tone with its place in time. */
  private record Played(Tone tone, long onset, long end, int velocity) {
    /** Whether {@code next} is to be struck on the same key after this was written to end. */
    boolean before(Played next) {
      return tone.channel() == next.tone.channel() && tone.pitch() == next.tone.pitch()
          && tone.note().end() <= next.tone.onset();
    }

    Strike strike(long latestEnd) {
      return new Strike(
          tone.onset(), onset, Math.min(end, latestEnd), tone.channel(), tone.pitch(), velocity, tone.note().heldFrom(),
          tone.note().heldOver());
    }
  }

  private List<Strike> strikes() {
    List<Integer> sounding = IntStream.range(0, voices.size()).filter(v -> !voices.get(v).isEmpty()).boxed().toList();
    List<Played> played = new ArrayList<>();
    for (int voice : sounding) {
      velocities.voice(
          voice, voices.get(voice), voice == sounding.getFirst(), voice == sounding.getLast());
      addVoice(voices.get(voice), played);
    }
    // A key comes up before it goes down again, however early that is.
    return played.stream()
        .map(note -> note.strike(
            played.stream().filter(note::before).mapToLong(Played::onset).min().orElse(Long.MAX_VALUE)))
        .sorted(Comparator.comparingLong(Strike::onset).thenComparingInt(Strike::pitch)).toList();
  }

  private void addVoice(List<Tone> tones, List<Played> played) {
    for (int from = 0, to; from < tones.size(); from = to) {
      long onset = tones.get(from).onset();
      to = from;
      while (to < tones.size() && tones.get(to).onset() == onset) {
        to++;
      }
      addChord(tones.subList(from, to), played);
    }
  }

  private void addChord(List<Tone> chord, List<Played> played) {
    long written = chord.getFirst().onset();
    long swungOnset = swung.place(written);
    // In a pick-up the meter's place is counted from where a full bar would begin.
    MetricPlace place = MetricPlace.of(
        bar.meter(), written + Math.max(0, bar.meter().barTicks() - bar.length()));
    int struck = (int) chord.stream().filter(tone -> !tone.note().heldFrom()).count();
    int rank = 0;
    for (int i = 0; i < chord.size(); i++) {
      Tone tone = chord.get(i);
      boolean held = tone.note().heldFrom();
      long onset = held ? written : swungOnset + timing.shift(tone.voice(), swungOnset, place, rank, struck);
      rank += held ? 0 : 1;
      int velocity = velocities.of(tone, place, i == chord.size() - 1);
      played.add(new Played(tone, onset, end(tone, swungOnset, onset), velocity));
    }
  }

  /** The share of its length for which a note is held, from the player's to none but the shortest, or to all. */
  private double held(double players) {
    return articulation > 0 ? players + articulation * (1 - players) : players * (1 + articulation * (1 - LEAST_HELD));
  }

  private long end(Tone tone, long swungOnset, long onset) {
    if (tone.note().heldOver()) {
      return tone.note().end();
    }
    long swungEnd = swung.place(tone.note().end());
    long length = swungEnd - swungOnset;
    double share = held(1 + human * (Math.clamp(feel.articulation(), LEAST_HELD, 1) - 1));
    long latest = human > 0 ? Math.min(swungEnd, bar.length() - tempo.ticks(LIFT_NS)) : swungEnd;
    long end = Math.min(onset + Math.round(share * length), latest);
    return Math.max(end, onset + Math.max(1, Math.round(Math.min(share, 0.5) * length)));
  }
}
