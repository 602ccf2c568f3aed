package antiphon.lab.judge;

import antiphon.critic.measure.Histogram;
import antiphon.score.Note;
import java.util.List;

/** How lines move, and how high. Stateless. */
final class MelodyFigures {
  private static final int[] WIDTHS = {0, 1, 2, 4, 5, 7, 12};
  private static final String[] NAMES = {"repeats", "semitones", "whole-tones", "thirds", "fourths", "fifths", "sixths-to-octaves", "wider"};

  private MelodyFigures() {}

  static void add(Figures figures, Passage passage) {
    List<Note> notes = passage.notes();
    double mean = notes.stream().mapToInt(Note::pitch).average().orElse(0);
    figures.add("pitch-mean", mean);
    figures.add("pitch-deviation",
        Math.sqrt(notes.stream().mapToDouble(note -> (note.pitch() - mean) * (note.pitch() - mean)).average().orElse(0)));
    figures.add("pitch-most", notes.stream().mapToInt(Note::pitch).max().orElse(0) - mean);
    figures.add("pitch-least", mean - notes.stream().mapToInt(Note::pitch).min().orElse(0));
    figures.share("pitches", notes.stream().mapToInt(Note::pitch).distinct().count(), passage.bars().size());
    line(figures, "top", passage.top());
    if (passage.voices().size() > 1) {
      line(figures, "bottom", passage.bottom());
    } else {
      line(figures, "bottom", List.of());
    }
  }

  private static void line(Figures figures, String name, List<Note> line) {
    int[] steps = new int[NAMES.length];
    int up = 0;
    int turns = 0;
    int leaps = 0;
    int recovered = 0;
    int run = 1;
    int longestRun = 1;
    Histogram intervals = new Histogram();
    Histogram pairs = new Histogram();
    int last = 0;
    for (int i = 1; i < line.size(); i++) {
      int step = line.get(i).pitch() - line.get(i - 1).pitch();
      int rank = 0;
      while (rank < WIDTHS.length && Math.abs(step) > WIDTHS[rank]) {
        rank++;
      }
      steps[rank]++;
      up += step > 0 ? 1 : 0;
      turns += step * last < 0 ? 1 : 0;
      if (Math.abs(last) > 4) {
        leaps++;
        recovered += step * last < 0 && Math.abs(step) <= 2 ? 1 : 0;
      }
      run = step == 0 ? run + 1 : 1;
      longestRun = Math.max(longestRun, run);
      intervals.add(step);
      if (i > 1) {
        pairs.add(1000L * step + last);
      }
      last = step;
    }
    int all = Math.max(1, line.size() - 1);
    for (int i = 0; i < NAMES.length; i++) {
      figures.share(name + "-" + NAMES[i], steps[i], all);
    }
    figures.share(name + "-up", up, all);
    figures.share(name + "-turns", turns, all);
    figures.share(name + "-leaps-recovered", recovered, leaps);
    figures.add(name + "-longest-repeat", longestRun);
    figures.add(name + "-interval-entropy", intervals.total() == 0 ? 0 : intervals.entropy());
    figures.add(name + "-pair-entropy", pairs.total() == 0 ? 0 : pairs.entropy());
    figures.add(name + "-range", line.stream().mapToInt(Note::pitch).max().orElse(0) - line.stream().mapToInt(Note::pitch).min().orElse(0));
    figures.add(name + "-trend", line.isEmpty() ? 0 : line.getLast().pitch() - line.getFirst().pitch());
  }
}
