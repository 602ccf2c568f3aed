package antiphon.lab.judge;

import antiphon.critic.measure.Histogram;
import antiphon.critic.measure.Motifs;
import antiphon.critic.measure.Regularity;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** What of some bars stood before. Stateless. */
final class ReturnFigures {
  private static final int[] LAGS = {1, 2, 4, 8};

  private ReturnFigures() {}

  /**
   * Counts.
   *
   * @param bars of the piece up to the end of what is asked about
   * @param voices all its notes
   * @param from the first bar that is asked about
   */
  static void add(Figures figures, List<Bar> bars, List<List<Note>> voices, int from, Passage phrase, Passage answer) {
    List<List<List<Note>>> contents = bars.stream().map(bar -> content(bar, voices)).toList();
    int count = bars.size() - from;
    for (int lag : LAGS) {
      int same = 0;
      int rhythm = 0;
      for (int i = Math.max(from, lag); i < bars.size(); i++) {
        boolean sounds = contents.get(i).stream().anyMatch(voice -> !voice.isEmpty());
        same += sounds && contents.get(i).equals(contents.get(i - lag)) ? 1 : 0;
        rhythm += sounds && onsets(contents.get(i)).equals(onsets(contents.get(i - lag))) ? 1 : 0;
      }
      figures.share("same-as-" + lag + "-before", same, count);
      figures.share("rhythm-of-" + lag + "-before", rhythm, count);
    }
    int streak = 1;
    int longest = 1;
    Set<List<List<Note>>> known = new HashSet<>(contents.subList(0, from));
    int voiceReturns = 0;
    for (int i = from; i < bars.size(); i++) {
      streak = contents.get(i).equals(contents.get(i - 1)) ? streak + 1 : 1;
      longest = Math.max(longest, streak);
      int bar = i;
      voiceReturns += IntStream.range(0, voices.size()).anyMatch(voice -> !contents.get(bar).get(voice).isEmpty()
          && contents.subList(0, bar).stream().anyMatch(earlier -> earlier.get(voice).equals(contents.get(bar).get(voice)))) ? 1 : 0;
    }
    double returns = Regularity.returns(bars, voices, from);
    figures.add("returns", returns);
    figures.add("echo", returns == 1 ? 1 : 0);
    figures.share("returns-of-the-past", contents.subList(from, bars.size()).stream().filter(known::contains).count(), count);
    figures.share("returns-in-a-voice", voiceReturns, count);
    figures.add("longest-streak", longest);
    figures.share("different-bars", new HashSet<>(contents.subList(from, bars.size())).size(), count);
    long start = answer.start();
    List<Double> motifs = new ArrayList<>();
    for (List<Note> voice : voices) {
      double share = Motifs.takenUp(voice, phrase.start(), start);
      if (!Double.isNaN(share)) {
        motifs.add(share);
      }
    }
    figures.add("motifs", motifs.stream().mapToDouble(Double::doubleValue).average().orElse(0));
    figures.add("motifs-least", motifs.stream().mapToDouble(Double::doubleValue).min().orElse(0));
    apart(figures, "pitches", phrase, answer, Note::pitch);
    apart(figures, "pitch-classes", phrase, answer, note -> note.pitch() % 12);
    apart(figures, "lengths", phrase, answer, Note::duration);
    apart(figures, "places", phrase, answer, note -> note.onset() % Ticks.PER_WHOLE);
    List<Note> top = answer.top();
    List<Note> before = phrase.top();
    int seam = top.isEmpty() || before.isEmpty() ? 0 : Math.abs(top.getFirst().pitch() - before.getLast().pitch());
    figures.add("seam", seam);
    figures.add("begins", top.isEmpty() ? 0 : (double) (top.getFirst().onset() - start) / answer.bars().getFirst().length());
  }

  /** How far the two are apart in something, and how much of the answer's is new. */
  private static void apart(Figures figures, String name, Passage phrase, Passage answer, ToLongFunction<Note> what) {
    Histogram before = new Histogram();
    Histogram now = new Histogram();
    Set<Long> known = new HashSet<>();
    phrase.notes().forEach(note -> {
      before.add(what.applyAsLong(note));
      known.add(what.applyAsLong(note));
    });
    answer.notes().forEach(note -> now.add(what.applyAsLong(note)));
    figures.add("apart-in-" + name, before.total() == 0 || now.total() == 0 ? 1 : before.divergence(now));
    figures.share("new-" + name, answer.notes().stream().filter(note -> !known.contains(what.applyAsLong(note))).count(), answer.notes().size());
  }

  private static List<List<Note>> content(Bar bar, List<List<Note>> voices) {
    return voices.stream().map(voice -> voice.stream().filter(note -> note.onset() >= bar.start() && note.onset() < bar.end())
        .map(note -> note.shifted(-bar.start())).sorted().toList()).toList();
  }

  private static List<Long> onsets(List<List<Note>> content) {
    return content.stream().flatMap(List::stream).map(Note::onset).distinct().sorted().toList();
  }
}
