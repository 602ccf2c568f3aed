package antiphon.lab.judge;

import antiphon.score.Bar;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Some bars of a piece and what begins in them.
 *
 * @param bars one after the other
 * @param voices for each voice its notes, in order
 * @param notes of all voices, in order
 */
record Passage(List<Bar> bars, List<List<Note>> voices, List<Note> notes) {
  static Passage of(List<Bar> bars, List<List<Note>> voices) {
    long start = bars.getFirst().start();
    long end = bars.getLast().end();
    List<List<Note>> inside = voices.stream()
        .map(voice -> voice.stream().filter(note -> note.onset() >= start && note.onset() < end).sorted().toList()).toList();
    return new Passage(List.copyOf(bars), inside, inside.stream().flatMap(List::stream).sorted().toList());
  }

  long start() {
    return bars.getFirst().start();
  }

  long end() {
    return bars.getLast().end();
  }

  Bar bar(Note note) {
    return bars.get(place(note));
  }

  /** Place of the bar in which a note begins. */
  int place(Note note) {
    int low = 0;
    int high = bars.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (bars.get(middle).start() <= note.onset()) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /** Of the notes that begin together the highest. */
  List<Note> top() {
    return line(notes, Comparator.comparingInt(Note::pitch));
  }

  /** Of the notes that begin together the lowest. */
  List<Note> bottom() {
    return line(notes, Comparator.comparingInt(Note::pitch).reversed());
  }

  private static List<Note> line(List<Note> notes, Comparator<Note> best) {
    List<Note> line = new ArrayList<>();
    for (Note note : notes) {
      if (line.isEmpty() || line.getLast().onset() != note.onset()) {
        line.add(note);
      } else if (best.compare(note, line.getLast()) > 0) {
        line.set(line.size() - 1, note);
      }
    }
    return line;
  }

  /** The starts of the pulses of all bars. */
  long[] pulses() {
    return bars.stream().flatMapToLong(Passage::pulses).toArray();
  }

  private static LongStream pulses(Bar bar) {
    LongStream.Builder starts = LongStream.builder();
    long at = bar.end() - bar.meter().barTicks();
    for (int pulse : bar.meter().pulses()) {
      if (at >= bar.start()) {
        starts.add(at);
      }
      at += pulse;
    }
    return starts.build();
  }

  /** The pitches that sound at a tick, different and ascending. */
  int[] sounding(long at) {
    return notes.stream().filter(note -> note.onset() <= at && at < note.end()).mapToInt(Note::pitch).distinct().sorted().toArray();
  }
}
