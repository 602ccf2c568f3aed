package antiphon.critic.measure;

import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;

/**
 * Which pitch classes belong to the harmony, span by span.
 *
 * @param spans in order, not overlapping
 */
public record Harmony(List<Span> spans) {
  /**
   * One span.
   *
   * @param onset ticks of the piece
   * @param end ticks of the piece
   * @param pitchClasses bit 0 for C to bit 11 for B; 0 where nothing is known
   */
  public record Span(long onset, long end, int pitchClasses) {}

  public Harmony {
    spans = List.copyOf(spans);
  }

  /** The pitch classes that sound in each pulse of the bars: the chords that somebody has played. [any] */
  public static Harmony sounding(List<Bar> bars, List<Note> notes) {
    List<Span> spans = new ArrayList<>();
    for (Bar bar : bars) {
      long at = bar.end() - bar.meter().barTicks();
      for (int pulse : bar.meter().pulses()) {
        long from = Math.max(at, bar.start());
        long to = at + pulse;
        int classes = 0;
        for (Note note : notes) {
          classes |= note.onset() < to && note.end() > from ? 1 << note.pitch() % 12 : 0;
        }
        if (to > from) {
          spans.add(new Span(from, to, classes));
        }
        at = to;
      }
    }
    return new Harmony(spans);
  }

  /**
   * The share of the sounding time of notes, where a harmony is known, that lies on it (note in chord, NiC);
   * NaN where there is none. [any]
   */
  public double noteInChord(List<Note> notes) {
    long inside = 0;
    long all = 0;
    for (Span span : spans) {
      if (span.pitchClasses() == 0) {
        continue;
      }
      for (Note note : notes) {
        long ticks = Math.min(note.end(), span.end()) - Math.max(note.onset(), span.onset());
        if (ticks > 0) {
          all += ticks;
          inside += (span.pitchClasses() >> note.pitch() % 12 & 1) != 0 ? ticks : 0;
        }
      }
    }
    return all == 0 ? Double.NaN : (double) inside / all;
  }
}
