package antiphon.lab.judge;

import antiphon.critic.measure.Histogram;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.time.Ticks;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** When notes begin and how long they last. Stateless. */
final class RhythmFigures {
  private static final long Q = Ticks.PER_QUARTER;
  private static final long[] LENGTHS = {Q / 4, Q / 2, Q - 1, Q, 2 * Q - 1, 2 * Q};
  private static final String[] NAMES = {"16ths", "8ths", "dotted-8ths", "quarters", "dotted-quarters", "halves", "longer"};
  /** What two divides down to a 64th; all else are tuplets. */
  private static final long PLAIN = Q / 16;

  private RhythmFigures() {}

  static void add(Figures figures, Passage passage) {
    List<Note> notes = passage.notes();
    double quarters = (double) (passage.end() - passage.start()) / Q;
    long onsets = notes.stream().mapToLong(Note::onset).distinct().count();
    figures.share("notes", notes.size(), quarters);
    figures.share("onsets", (double) onsets, quarters);
    figures.share("notes-together", notes.size(), onsets);
    int[] lengths = new int[NAMES.length];
    int tuplets = 0;
    int downbeats = 0;
    int pulses = 0;
    int eighths = 0;
    int oddOnsets = 0;
    int syncopes = 0;
    int crossing = 0;
    Histogram durations = new Histogram();
    Histogram places = new Histogram();
    double log = 0;
    for (Note note : notes) {
      Bar bar = passage.bar(note);
      long place = note.onset() - (bar.end() - bar.meter().barTicks());
      int rank = 0;
      while (rank < LENGTHS.length && note.duration() > LENGTHS[rank]) {
        rank++;
      }
      lengths[rank]++;
      tuplets += note.duration() % PLAIN == 0 ? 0 : 1;
      oddOnsets += note.onset() % PLAIN == 0 ? 0 : 1;
      boolean onPulse = bar.meter().onPulse(place);
      downbeats += place == 0 ? 1 : 0;
      pulses += onPulse ? 1 : 0;
      eighths += !onPulse && place % (Q / 2) == 0 ? 1 : 0;
      syncopes += !onPulse && note.duration() > bar.meter().unitTicks() ? 1 : 0;
      crossing += note.end() > bar.end() ? 1 : 0;
      durations.add(note.duration());
      places.add(place);
      log += Math.log((double) note.duration() / Q);
    }
    for (int i = 0; i < NAMES.length; i++) {
      figures.share("length-" + NAMES[i], lengths[i], notes.size());
    }
    figures.share("tuplets", tuplets, notes.size());
    figures.share("odd-onsets", oddOnsets, notes.size());
    figures.share("downbeats", downbeats, notes.size());
    figures.share("on-pulses", pulses, notes.size());
    figures.share("on-eighths", eighths, notes.size());
    figures.share("syncopes", syncopes, notes.size());
    figures.share("over-bar-lines", crossing, notes.size());
    figures.share("mean-log-length", log, notes.size());
    figures.add("lengths-entropy", durations.total() == 0 ? 0 : durations.entropy());
    figures.add("places-entropy", places.total() == 0 ? 0 : places.entropy());
    figures.share("bars-with-downbeat", passage.bars().stream()
        .filter(bar -> notes.stream().anyMatch(note -> note.onset() == bar.start())).count(), passage.bars().size());
    rests(figures, passage);
    busyness(figures, passage);
  }

  private static void rests(Figures figures, Passage passage) {
    int gaps = 0;
    int shortGaps = 0;
    int follow = 0;
    int sameLength = 0;
    long sounding = 0;
    long covered = passage.start();
    for (List<Note> voice : passage.voices()) {
      for (int i = 1; i < voice.size(); i++) {
        if (voice.get(i).onset() > voice.get(i - 1).onset()) {
          long gap = voice.get(i).onset() - voice.get(i - 1).end();
          follow++;
          gaps += gap > 0 ? 1 : 0;
          shortGaps += gap > 0 && gap < Q ? 1 : 0;
          sameLength += voice.get(i).duration() == voice.get(i - 1).duration() ? 1 : 0;
        }
      }
    }
    for (Note note : passage.notes()) {
      sounding += Math.max(0, Math.min(note.end(), passage.end()) - Math.max(note.onset(), covered));
      covered = Math.max(covered, note.end());
    }
    figures.share("gaps", gaps, follow);
    figures.share("short-gaps", shortGaps, follow);
    figures.share("same-length", sameLength, follow);
    figures.share("sounding", sounding, passage.end() - passage.start());
  }

  private static void busyness(Figures figures, Passage passage) {
    int bars = passage.bars().size();
    double[] counts = new double[bars];
    Set<List<Long>> rhythms = new HashSet<>();
    for (Note note : passage.notes()) {
      counts[passage.place(note)]++;
    }
    int same = 0;
    List<Long> last = List.of();
    for (Bar bar : passage.bars()) {
      List<Long> rhythm = passage.notes().stream().filter(note -> note.onset() >= bar.start() && note.onset() < bar.end())
          .map(note -> note.onset() - bar.start()).distinct().toList();
      same += rhythm.equals(last) ? 1 : 0;
      rhythms.add(rhythm);
      last = rhythm;
    }
    double mean = Arrays.stream(counts).average().orElse(0);
    double variance = Arrays.stream(counts).map(c -> (c - mean) * (c - mean)).average().orElse(0);
    figures.share("rhythms", rhythms.size(), bars);
    figures.share("rhythm-again", same, bars);
    figures.share("empty-bars", Arrays.stream(counts).filter(c -> c == 0).count(), bars);
    figures.share("busyness-deviation", Math.sqrt(variance), mean);
    double first = Arrays.stream(counts, 0, bars / 2).sum();
    double second = Arrays.stream(counts, bars / 2, bars).sum();
    figures.add("busier", Math.log((second + 1) / (first + 1)));
    figures.add("last-bar-busyness", Math.log((counts[bars - 1] + 1) / (mean + 1)));
    figures.add("longest-in-last-bar", passage.notes().stream().filter(note -> note.onset() >= passage.bars().getLast().start())
        .mapToDouble(note -> (double) note.duration() / passage.bars().getLast().length()).max().orElse(0));
    double[] voices = passage.voices().stream().mapToDouble(List::size).toArray();
    figures.share("silent-voices", Arrays.stream(voices).filter(v -> v == 0).count(), voices.length);
    double voiceMean = Arrays.stream(voices).average().orElse(0);
    figures.share("busiest-voice", Arrays.stream(voices).max().orElse(0), voiceMean * voices.length);
  }
}
