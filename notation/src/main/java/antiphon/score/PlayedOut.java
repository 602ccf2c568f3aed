package antiphon.score;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A score as it sounds: repeats, endings and the order of parts played out, no sign of them left. [any]
 *
 * <p>A repeat goes back to its start sign; without one to the last double bar, repeat sign or the beginning. With
 * endings a section is played as often as its highest ending says, and a {@code :|} behind the last ending sends back
 * once more, as abc2midi has it.
 */
public final class PlayedOut {
  private static final int PLAIN_TIMES = 2;

  private final Score score;
  private final List<Bar> bars;
  private final List<Integer> order = new ArrayList<>();

  private PlayedOut(Score score) {
    this.score = score;
    this.bars = score.bars();
  }

  /**
   * The score with every bar as often as it is played; the same score if it has no such signs.
   *
   * @throws IllegalArgumentException if that is more than {@link ReadLimits} allow
   */
  public static Score of(Score score) {
    PlayedOut played = new PlayedOut(score);
    for (PartOrder.Span span : PartOrder.spans(score)) {
      played.play(span.from(), span.to());
    }
    boolean asWritten = played.order.size() == score.bars().size()
        && IntStream.range(0, played.order.size()).allMatch(i -> played.order.get(i) == i);
    return asWritten ? score : played.written();
  }

  /** Plays the bars of {@code [from, to)}. */
  private void play(int from, int to) {
    int start = from;
    int time = 1;
    int times = times(from, to);
    boolean ended = false;
    for (int b = from; b < to; ) {
      Bar bar = bars.get(b);
      boolean begins = b > from && (bar.left() == BarLine.REPEAT_START || bars.get(b - 1).right() == BarLine.REPEAT_BOTH);
      if (begins && start != b) {
        start = b;
        time = 1;
        times = times(b, to);
        ended = false;
      }
      if (!bar.ending().isEmpty()) {
        ended = true;
        if (!bar.ending().contains(time)) {
          b = behindEnding(b, to);
          continue;
        }
      }
      add(b);
      boolean both = bar.right() == BarLine.REPEAT_BOTH;
      if ((both || bar.right() == BarLine.REPEAT_END) && time < (both ? Math.max(PLAIN_TIMES, times - 1) : times)) {
        time++;
        b = start;
        continue;
      }
      b++;
      boolean over = bar.right() == BarLine.REPEAT_END || doubleBar(bar, b, to);
      if (over && !ended && b < to) {
        start = b;
        time = 1;
        times = times(b, to);
      }
    }
  }

  private boolean doubleBar(Bar bar, int next, int to) {
    return bar.right() == BarLine.DOUBLE || bar.right() == BarLine.FINAL
        || (next < to && bars.get(next).left() == BarLine.OPENING);
  }

  /** How many times the section that begins here is gone through: twice, or once more than its highest ending. */
  private int times(int from, int to) {
    int highest = 0;
    for (int b = from; b < to; b++) {
      if (b > from && (bars.get(b).left() == BarLine.REPEAT_START || bars.get(b - 1).right() == BarLine.REPEAT_BOTH)) {
        break;
      }
      highest = Math.max(highest, bars.get(b).ending().stream().mapToInt(Integer::intValue).max().orElse(0));
    }
    return highest == 0 ? PLAIN_TIMES : highest + 1;
  }

  /** The first bar behind the ending that begins at {@code b}: it lasts to a repeat, a double bar or the next ending. */
  private int behindEnding(int b, int to) {
    int at = b;
    while (at < to) {
      BarLine right = bars.get(at).right();
      at++;
      boolean closed = right == BarLine.REPEAT_END || right == BarLine.REPEAT_BOTH || doubleBar(bars.get(at - 1), at, to);
      if (closed || (at < to && (!bars.get(at).ending().isEmpty() || bars.get(at).left() == BarLine.REPEAT_START))) {
        break;
      }
    }
    return at;
  }

  private void add(int bar) {
    order.add(bar);
    ReadLimits.bars(order.size());
  }

  private Score written() {
    List<Bar> played = new ArrayList<>();
    List<List<Note>> notes = new ArrayList<>();
    List<List<ChordSymbol>> chords = new ArrayList<>();
    score.voices().forEach(_ -> {
      notes.add(new ArrayList<>());
      chords.add(new ArrayList<>());
    });
    List<BarSpans> spans = score.voices().stream().map(voice -> new BarSpans(voice, bars)).toList();
    long at = 0;
    for (int first = 0; first < order.size(); ) {
      int last = first;
      while (last + 1 < order.size() && order.get(last + 1) == order.get(last) + 1) {
        last++;
      }
      int from = order.get(first);
      int to = order.get(last) + 1;
      for (int v = 0; v < spans.size(); v++) {
        spans.get(v).copy(from, to, at, notes.get(v), chords.get(v));
      }
      ReadLimits.notes(Stream.concat(notes.stream(), chords.stream()).mapToLong(List::size).sum());
      for (Bar bar : bars.subList(from, to)) {
        played.add(new Bar(at, bar.length(), bar.meter(), bar.key(), BarLine.NONE, BarLine.SINGLE));
        at += bar.length();
      }
      first = last + 1;
    }
    List<Voice> voices = new ArrayList<>();
    for (int v = 0; v < notes.size(); v++) {
      Voice voice = score.voices().get(v);
      voices.add(new Voice(voice.clef(), voice.name(), notes.get(v), chords.get(v)));
    }
    return new Score(score.tags(), score.layout(), score.tempo(), played, voices);
  }
}
