package antiphon.lab.ways;

import antiphon.score.Note;
import java.util.List;

/** A way to write the open voices of a stretch. One thread. */
public interface Way {
  /**
   * Notes in ticks of the piece, a list for each of {@link Stretch#written}; each begins in the stretch.
   *
   * @param seed the same seed gives the same notes
   */
  List<List<Note>> write(Stretch stretch, long seed);

  /**
   * How well what stands in the open voices of a stretch goes on from what stands before it: the more the better, to be
   * compared among stretches with the same past only; NaN where this way cannot tell.
   */
  double fit(Stretch stretch);
}
