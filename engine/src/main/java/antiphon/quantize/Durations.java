package antiphon.quantize;

import antiphon.capture.PerformedNote;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Gives written onsets their written ends.
 *
 * <p>The key's end counts, not the pedal's. A note that ends somewhat before the next onset of its line is
 * written up to it (players do not play to the last tick); a pedalled note may be written up to that
 * onset or the bar line, whichever is first, and no further, so that a bar under one pedal does
 * not become a pile of whole notes.
 */
final class Durations {
  /** A place where a note may end, and how unusual it is. */
  private record End(long tick, double nats) {}

  /** Notes further apart than this are two lines, in semitones. */
  private static final int LINE = 12;

  /** Part of a note that players leave out before the next one, one standard deviation. */
  private static final double GAP_SHARE = 0.15;

  /** Part of a note before a rest that players leave out. */
  private static final double LIFT_SHARE = 0.16;

  private static final double REST_NATS = 0.5;
  private static final double LEGATO_GAIN = 2.0;

  private final Pulses pulses;
  private final Timeline timeline;
  private final List<PerformedNote> notes;
  private final long[] onsets;
  private final long[] slots;
  private final Map<Long, Rhythm> rhythms;
  private final Map<Integer, TreeSet<Long>> onsetsByKey = new HashMap<>();
  private final double spreadMs;
  private final double offsetMs;

  /**
   * @param notes in order of performed onset
   * @param onsets their written onsets; no two the same on one key
   * @param slots where the grid was when they were played: not as written where swing is straightened
   * @param rhythms the rhythm chosen for the pulse that starts at a tick
   */
  Durations(
      Pulses pulses, Timeline timeline, List<PerformedNote> notes, long[] onsets, long[] slots,
      Map<Long, Rhythm> rhythms, Timing timing) {
    this.pulses = pulses;
    this.timeline = timeline;
    this.notes = notes;
    this.onsets = onsets;
    this.slots = slots;
    this.rhythms = rhythms;
    this.offsetMs = timing.offsetMs();
    this.spreadMs = Math.max(15, 1.2 * timing.spreadMs());
    for (int n = 0; n < onsets.length; n++) {
      onsetsByKey.computeIfAbsent(key(notes.get(n)), k -> new TreeSet<>()).add(onsets[n]);
    }
  }

  private static int key(PerformedNote note) {
    return note.channel() << 7 | note.pitch();
  }

  /** The written end of note {@code n}; {@code heldTo} if its key is still down. */
  long end(int n, long heldTo) {
    PerformedNote note = notes.get(n);
    Long repeated = onsetsByKey.getOrDefault(key(note), new TreeSet<>()).higher(onsets[n]);
    long samePitch = repeated == null ? Long.MAX_VALUE : repeated;
    if (note.held() && heldTo > onsets[n]) {
      return Math.min(heldTo, samePitch);
    }
    int line = nextOfLine(n);
    double onsetMs = ms(slots[n]);
    double playedMs = ms(note.keyEnd()) - offsetMs;
    if (note.pedalled()) {
      double legatoMs = Math.min(line < 0 ? Double.POSITIVE_INFINITY : ms(slots[line]), ms(barEnd(onsets[n])));
      playedMs = Math.max(playedMs, Math.min(ms(note.end()) - offsetMs, legatoMs));
    }
    return likeliest(n, onsetMs, Math.max(playedMs, onsetMs), line, samePitch);
  }

  /** The note that carries on the line of note {@code n}, or -1. */
  private int nextOfLine(int n) {
    int found = -1;
    for (int m = n + 1; m < onsets.length && (found < 0 || notes.get(m).onset() <= notes.get(found).onset()); m++) {
      if (onsets[m] > onsets[n] && Math.abs(notes.get(m).pitch() - notes.get(n).pitch()) <= LINE) {
        found = m;
      }
    }
    return found;
  }

  private long likeliest(int n, double onsetMs, double playedMs, int line, long samePitch) {
    long best = samePitch;
    double least = Double.POSITIVE_INFINITY;
    for (End end : ends(onsets[n], playedMs)) {
      if (end.tick <= samePitch && (line < 0 || end.tick != onsets[line])) {
        double cost = cost(ms(end.tick), onsetMs, playedMs, LIFT_SHARE) + end.nats + REST_NATS;
        if (cost < least) {
          least = cost;
          best = end.tick;
        }
      }
    }
    if (line >= 0 && onsets[line] <= samePitch
        && cost(ms(slots[line]), onsetMs, playedMs, GAP_SHARE) - LEGATO_GAIN < least) {
      best = onsets[line];
    }
    // Only a repeated note faster than the grid has no place to end but the next one's onset.
    return best;
  }

  private double cost(double endMs, double onsetMs, double playedMs, double share) {
    double missing = endMs - playedMs;
    double spread = missing > 0 ? Math.max(spreadMs, share * (endMs - onsetMs)) : spreadMs;
    return missing * missing / (2 * spread * spread);
  }

  /** Ends from the onset to a pulse after the played end. */
  private List<End> ends(long onset, double playedMs) {
    List<End> ends = new ArrayList<>();
    long playedTick = Math.max(onset, timeline.tickAt((long) (playedMs * 1e6)));
    Pulse pulse = pulses.at(onset);
    Pulse stop = pulses.at(pulses.at(playedTick).end());
    Pulse from = pulses.at(Math.max(onset, playedTick - 2L * Ticks.PER_WHOLE));
    addEnds(ends, pulse, onset);
    pulse = from.start() > pulse.start() ? from : pulses.at(pulse.end());
    for (; pulse.start() <= stop.start(); pulse = pulses.at(pulse.end())) {
      addEnds(ends, pulse, onset);
    }
    return ends;
  }

  private void addEnds(List<End> ends, Pulse pulse, long onset) {
    Rhythm rhythm = rhythms.get(pulse.start());
    int parts = rhythm == null || rhythm.played().length == 0 ? 1 : rhythm.parts();
    for (int division : new int[] {1, 2, 3, 4, 6, 8}) {
      double nats = nats(pulse.ticks(), division, parts);
      for (int part = division == 1 ? 0 : 1; part < division && nats < 9; part++) {
        long tick = pulse.start() + (long) part * (pulse.ticks() / division);
        if (tick > onset) {
          ends.add(new End(tick, nats));
        }
      }
    }
    ends.add(new End(pulse.end(), 0));
  }

  /** How unusual it is to end on a part of a pulse, where the onsets divide it into {@code onsetParts}. */
  private static double nats(int pulseTicks, int division, int onsetParts) {
    boolean dotted = pulseTicks % (3 * Ticks.PER_EIGHTH / 4) == 0;
    boolean ternary = onsetParts % 3 == 0;
    if (dotted) {
      return switch (division) {
        case 1 -> 0;
        case 3 -> 0.5;
        case 6 -> pulseTicks == 3 * Ticks.PER_EIGHTH ? 1.2 : 9;
        default -> 9;
      };
    }
    return switch (division) {
      case 1 -> 0;
      case 2 -> ternary ? 1.8 : 0.4;
      case 3 -> ternary ? 0.5 : 3.5;
      case 4 -> pulseTicks < Ticks.PER_QUARTER ? 9 : ternary ? 3.0 : 1.0;
      case 6 -> onsetParts == 6 ? 1.0 : 9;
      default -> onsetParts == 8 ? 1.0 : 9;
    };
  }

  private long barEnd(long tick) {
    return timeline.barStart(timeline.barAt(tick) + 1);
  }

  private double ms(long tick) {
    return timeline.nanosAt(tick) / 1e6;
  }
}
