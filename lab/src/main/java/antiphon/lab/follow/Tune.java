package antiphon.lab.follow;

import antiphon.follow.HarmonyCounts.KnownBeat;
import antiphon.score.Note;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A melody to be accompanied: some bars of a piece, from where it begins to be sung, moved to tick 0.
 *
 * @param known the piece
 * @param from its first beat that counts
 * @param to the beat behind the last
 */
public record Tune(KnownHarmony known, int from, int to) {
  /** Beats at least, and the least share of them in which the melody sounds. */
  private static final int SHORTEST = 16;

  private static final double SUNG = 0.7;

  /** At most {@code bars} of a piece; nothing if it is too short, or mostly silent. */
  public static Optional<Tune> of(KnownHarmony known, int bars) {
    List<KnownBeat> beats = known.beats();
    int from = 0;
    while (from < beats.size() && beats.get(from).melody().isEmpty()) {
      from++;
    }
    while (from < beats.size() && beats.get(from).beat() > 0) {
      from++;
    }
    int to = from;
    while (to < beats.size() && beats.get(to).bar() < beats.get(from).bar() + bars) {
      to++;
    }
    if (to - from < SHORTEST) {
      return Optional.empty();
    }
    Tune tune = new Tune(known, from, to);
    long sung = tune.beats().stream().filter(beat -> !beat.melody().isEmpty()).count();
    return sung < SUNG * (to - from) ? Optional.empty() : Optional.of(tune);
  }

  /** Its beats; bars are counted from the first. */
  public List<KnownBeat> beats() {
    List<KnownBeat> beats = new ArrayList<>();
    long first = known.beats().get(from).bar();
    for (KnownBeat beat : known.beats().subList(from, to)) {
      beats.add(new KnownBeat(
          beat.bar() - first, beat.beat(), beat.beats(), beat.triad(), beat.key(), beat.melody(), beat.all()));
    }
    return beats;
  }

  /** Where beat {@code index} begins, in ticks from the first; that of the one behind the last is the end. */
  public long start(int index) {
    long origin = known.places().get(from).start();
    return from + index < to ? known.places().get(from + index).start() - origin : known.places().get(to - 1).end() - origin;
  }

  /** The melody, cut at the end. */
  public List<Note> melody() {
    return inside(known.melody());
  }

  /** All else that the composer wrote, cut at the end; empty if there is nothing. */
  public List<Note> accompaniment() {
    List<Note> others = new ArrayList<>(known.all());
    known.melody().forEach(note -> others.removeIf(n -> n.onset() == note.onset() && n.pitch() == note.pitch()));
    return inside(others);
  }

  private List<Note> inside(List<Note> notes) {
    long origin = known.places().get(from).start();
    long end = known.places().get(to - 1).end();
    return notes.stream().filter(note -> note.onset() >= origin && note.onset() < end)
        .map(note -> new Note(note.onset() - origin, Math.min(note.end(), end) - note.onset(), note.pitch())).toList();
  }

  /** The moments at which it is judged: every half beat, from beat {@code first} on. */
  public List<Long> moments(int first) {
    List<Long> moments = new ArrayList<>();
    for (int i = first; i < to - from; i++) {
      moments.add(start(i));
      moments.add((start(i) + start(i + 1)) / 2);
    }
    return moments;
  }
}
