package antiphon.abc;

import antiphon.score.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Joins tied slices of one voice back into notes, across bar lines; the inverse of {@link Slicer}. One thread at a time. */
public final class TieMerger {
  private record Open(long onset, long end) {}

  private final Map<Integer, Open> open = new HashMap<>();

  /**
   * Takes the slices of one bar and returns the notes that ended in it. A tie that nothing takes up ends
   * its note there.
   *
   * @param barStart ticks from the start of the score
   */
  public List<Note> add(long barStart, List<Slice> slices) {
    List<Note> ended = new ArrayList<>();
    for (Slice slice : slices) {
      long onset = barStart + slice.onset();
      long end = onset + slice.duration();
      close(onset, ended, slice);
      for (Tone tone : slice.tones()) {
        Open begun = open.remove(tone.pitch());
        long from = begun != null ? begun.onset : onset;
        if (tone.tied()) {
          open.put(tone.pitch(), new Open(from, end));
        } else {
          ended.add(new Note(from, end - from, tone.pitch()));
        }
      }
    }
    return ended;
  }

  /** The notes still held by a tie, as if the music ended here; nothing is held afterwards. */
  public List<Note> finish() {
    List<Note> ended = new ArrayList<>();
    open.forEach((pitch, held) -> ended.add(new Note(held.onset, held.end - held.onset, pitch)));
    open.clear();
    return ended;
  }

  /** Ends the ties that do not reach this slice or are not in it. */
  private void close(long onset, List<Note> ended, Slice slice) {
    open.entrySet().removeIf(entry -> {
      Open held = entry.getValue();
      boolean taken = held.end == onset && slice.tones().stream().anyMatch(t -> t.pitch() == entry.getKey());
      if (!taken) {
        ended.add(new Note(held.onset, held.end - held.onset, entry.getKey()));
      }
      return !taken;
    });
  }
}
