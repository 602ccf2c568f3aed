package antiphon.feel;

import antiphon.capture.PerformedNote;
import antiphon.quantize.Quantized;
import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * What one bar of the player tells of their feel. Immutable.
 *
 * @param number bar of the timeline
 * @param pulses pulses of the meter that were heard, a part of one counting as that part
 * @param onsets in order; a chord is one
 * @param dividedBeats the off-beats of quarter beats divided in two
 * @param dividedHalves the off-beats of half beats divided in two
 * @param heldShares for each note let go, the share of its written length that it sounded
 * @param pitches of all notes
 * @param soundingTicks written lengths inside the bar, added up
 * @param coveredTicks ticks of the bar in which anything sounds as written
 */
record PlayedBar(
    long number,
    double pulses,
    List<Onset> onsets,
    List<OffBeat> dividedBeats,
    List<OffBeat> dividedHalves,
    List<Double> heldShares,
    List<Integer> pitches,
    long soundingTicks,
    long coveredTicks) {

  /**
   * Notes written at one tick.
   *
   * @param offset ticks from where a full bar of the meter begins
   * @param lateMs their mean lateness; not a number if they were moved too far to tell
   * @param velocity their mean velocity
   * @param swings whether swing decides where it is expected
   */
  record Onset(MetricPlace place, long offset, double lateMs, double velocity, boolean swings) {
    Onset swinging() {
      return new Onset(place, offset, lateMs, velocity, true);
    }
  }

  /**
   * The second onset of a beat, or of a half, that is divided in two.
   *
   * @param beatLateMs lateness of the first; not a number if there is none
   * @param atMs milliseconds after the written start of the beat
   * @param lengthMs length of the beat
   */
  record OffBeat(double beatLateMs, double atMs, double lengthMs) {}

  /** An onset this far from where it is written was put there for want of a better place. */
  private static final double FAR_MS = 150;

  /** Where the second part of a beat divided in two may be written: at the half, as triplets have it, or dotted. */
  private static final double LEAST_SHARE = 0.5;

  private static final double MOST_SHARE = 0.75;

  private static final double TRIPLET_SHARE = 0.7;

  /** Who plays a dotted rhythm later than this means it; earlier it is swing. */
  private static final double DOTTED_SHARE = 0.71;

  PlayedBar withNumber(long other) {
    return new PlayedBar(
        other, pulses, onsets, dividedBeats, dividedHalves, heldShares, pitches, soundingTicks, coveredTicks);
  }

  /** @param toTick how far the player was heard */
  static PlayedBar of(Timeline timeline, long number, long toTick, Quantized heard) {
    long start = timeline.barStart(number);
    long end = timeline.barStart(number + 1);
    Meter meter = timeline.meterOfBar(number);
    long origin = end - meter.barTicks();
    TreeMap<Long, List<Integer>> byOnset = new TreeMap<>();
    List<Double> heldShares = new ArrayList<>();
    List<Integer> pitches = new ArrayList<>();
    long sounding = 0;
    long covered = 0;
    long coveredTo = start;
    for (int n = 0; n < heard.notes().size(); n++) {
      Note note = heard.notes().get(n);
      if (note.onset() >= end || note.end() <= start) {
        continue;
      }
      long from = Math.max(start, note.onset());
      long to = Math.max(from, Math.min(Math.min(end, toTick), note.end()));
      sounding += to - from;
      covered += Math.max(0, to - Math.max(from, coveredTo));
      coveredTo = Math.max(coveredTo, to);
      if (note.onset() >= start) {
        byOnset.computeIfAbsent(note.onset(), k -> new ArrayList<>()).add(n);
        pitches.add(note.pitch());
        PerformedNote performed = heard.performed().get(n);
        if (!performed.held()) {
          heldShares.add((double) (performed.end() - performed.onset()) / note.duration());
        }
      }
    }
    List<Onset> onsets = new ArrayList<>();
    byOnset.forEach((onset, notes) -> onsets.add(onset(timeline, meter, origin, onset, notes, heard)));
    List<OffBeat> beats = new ArrayList<>();
    List<OffBeat> halves = new ArrayList<>();
    if (meter.unit() <= 4) {
      for (long beat = 0; beat < meter.barTicks(); beat += Ticks.PER_QUARTER) {
        divide(timeline, origin, beat, onsets, beats, halves);
      }
    }
    return new PlayedBar(
        number, pulses(meter, toTick - origin, start - origin), List.copyOf(onsets), beats, halves, heldShares, pitches,
        sounding, covered);
  }

  private static Onset onset(
      Timeline timeline, Meter meter, long origin, long onset, List<Integer> notes, Quantized heard) {
    double writtenNs = timeline.nanosAt(onset);
    double lateMs = 0;
    double velocity = 0;
    for (int n : notes) {
      PerformedNote note = heard.performed().get(n);
      lateMs += (timeline.nanosAt(note.onset()) - writtenNs) / 1e6 / notes.size();
      velocity += (double) note.velocity() / notes.size();
    }
    long offset = onset - origin;
    return new Onset(
        MetricPlace.of(meter, offset), offset, Math.abs(lateMs) > FAR_MS ? Double.NaN : lateMs, velocity, false);
  }

  /** Looks whether a quarter beat is divided in two, or its halves are, and marks the onsets that are off-beats then. */
  private static void divide(
      Timeline timeline, long origin, long beat, List<Onset> onsets, List<OffBeat> beats, List<OffBeat> halves) {
    List<Integer> inside = new ArrayList<>();
    for (int i = 0; i < onsets.size(); i++) {
      if (onsets.get(i).offset >= beat && onsets.get(i).offset < beat + Ticks.PER_QUARTER) {
        inside.add(i);
      }
    }
    long half = beat + Ticks.PER_EIGHTH;
    boolean onBeat = inside.stream().anyMatch(i -> onsets.get(i).offset == beat);
    List<Integer> between = inside.stream().filter(i -> onsets.get(i).offset != beat).toList();
    if (between.size() == 1 && second(onsets.get(between.getFirst()), beat, Ticks.PER_QUARTER)) {
      mark(timeline, origin, beat, Ticks.PER_QUARTER, onsets, onBeat ? inside.getFirst() : -1, between.getFirst(), beats);
      return;
    }
    int onHalf = between.stream().filter(i -> onsets.get(i).offset == half).findFirst().orElse(-1);
    List<Integer> fours = between.stream().filter(i -> i != onHalf).toList();
    if (!onBeat || onHalf < 0 || !fours.stream().allMatch(i -> second(onsets.get(i), startOfHalf(onsets.get(i), half, beat), Ticks.PER_EIGHTH))) {
      return;
    }
    for (int i : fours) {
      long from = startOfHalf(onsets.get(i), half, beat);
      mark(timeline, origin, from, Ticks.PER_EIGHTH, onsets, from == half ? onHalf : inside.getFirst(), i, halves);
    }
  }

  private static long startOfHalf(Onset onset, long half, long beat) {
    return onset.offset > half ? half : beat;
  }

  private static boolean second(Onset onset, long from, long length) {
    double share = (double) (onset.offset - from) / length;
    return share >= LEAST_SHARE && share <= MOST_SHARE;
  }

  private static void mark(
      Timeline timeline, long origin, long from, long length, List<Onset> onsets, int first, int second, List<OffBeat> out) {
    Onset offBeat = onsets.get(second);
    double startNs = timeline.nanosAt(origin + from);
    double lengthMs = (timeline.nanosAt(origin + from + length) - startNs) / 1e6;
    double atMs = (timeline.nanosAt(origin + offBeat.offset) - startNs) / 1e6 + offBeat.lateMs;
    double beatLateMs = first < 0 ? Double.NaN : onsets.get(first).lateMs;
    boolean dotted = offBeat.offset - from > TRIPLET_SHARE * length
        && !(atMs - (first < 0 ? 0 : beatLateMs) < DOTTED_SHARE * lengthMs);
    if (dotted || !Double.isFinite(atMs)) {
      return;
    }
    out.add(new OffBeat(beatLateMs, atMs, lengthMs));
    onsets.set(second, offBeat.swinging());
  }

  /** Pulses from {@code from} to {@code to}, both in ticks from where a full bar begins. */
  private static double pulses(Meter meter, long to, long from) {
    double heard = 0;
    long at = 0;
    for (int pulse : meter.pulses()) {
      heard += Math.clamp((double) (Math.min(to, at + pulse) - Math.max(from, at)) / pulse, 0, 1);
      at += pulse;
    }
    return heard;
  }
}
