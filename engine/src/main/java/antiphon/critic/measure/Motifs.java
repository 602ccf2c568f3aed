package antiphon.critic.measure;

import antiphon.score.Note;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is taken up of what was played before. Stateless. */
public final class Motifs {
  /** Notes of a motif. */
  private static final int LENGTH = 4;

  private Motifs() {}

  /**
   * Of the motifs of {@value #LENGTH} notes of a voice's top line that end at {@code start} or later, the share that has
   * stood before, at whatever pitch: with the same steps in semitones and the same times from note to note; NaN where
   * there is none. [any]
   *
   * @param voice notes in ticks of the piece
   * @param from motifs that begin before this tick are not looked at
   */
  public static double takenUp(List<Note> voice, long from, long start) {
    List<Note> line = line(voice.stream().filter(note -> note.onset() >= from).sorted().toList());
    Set<List<Long>> before = new HashSet<>();
    int all = 0;
    int known = 0;
    for (int first = 0; first + LENGTH <= line.size(); first++) {
      List<Long> motif = motif(line.subList(first, first + LENGTH));
      if (line.get(first + LENGTH - 1).onset() < start) {
        before.add(motif);
      } else {
        all++;
        known += before.contains(motif) ? 1 : 0;
      }
    }
    return all == 0 ? Double.NaN : (double) known / all;
  }

  /** Of notes that begin together the highest. */
  private static List<Note> line(List<Note> sorted) {
    List<Note> line = new ArrayList<>();
    for (Note note : sorted) {
      if (line.isEmpty() || line.getLast().onset() != note.onset()) {
        line.add(note);
      } else if (line.getLast().pitch() < note.pitch()) {
        line.set(line.size() - 1, note);
      }
    }
    return line;
  }

  private static List<Long> motif(List<Note> notes) {
    List<Long> motif = new ArrayList<>();
    for (int i = 1; i < notes.size(); i++) {
      motif.add((long) notes.get(i).pitch() - notes.get(i - 1).pitch());
      motif.add(notes.get(i).onset() - notes.get(i - 1).onset());
    }
    return motif;
  }
}
