package antiphon.critic.measure;

import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How much the bars of a piece are alike (after Wu and Yang 2020). Stateless.
 */
public final class Regularity {
  /** The grid of {@link #groove}: 64 places in a bar of four quarters. */
  private static final int STEP = Ticks.PER_WHOLE / 64;

  private Regularity() {}

  /**
   * How much comes back: of the bars from {@code from} on in which something begins, the share of those in which every
   * voice plays what it played in one earlier bar of the piece; NaN where nothing begins. [any]
   *
   * @param voices for each voice its notes in ticks of the piece
   */
  public static double returns(List<Bar> bars, List<List<Note>> voices, int from) {
    Set<List<List<Note>>> before = new HashSet<>();
    int sounding = 0;
    int returned = 0;
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      List<List<Note>> played = voices.stream()
          .map(voice -> in(bar, voice).stream().map(note -> note.shifted(-bar.start())).sorted().toList()).toList();
      if (played.stream().anyMatch(voice -> !voice.isEmpty())) {
        boolean known = !before.add(played);
        sounding += i >= from ? 1 : 0;
        returned += i >= from && known ? 1 : 0;
      }
    }
    return sounding == 0 ? Double.NaN : (double) returned / sounding;
  }

  /**
   * Grooving similarity: over all pairs of bars of the same length, the mean share of 64th places on which
   * they agree whether a note begins there; NaN where there is no pair. [any]
   */
  public static double groove(List<Bar> bars, List<Note> notes) {
    List<BitSet> grooves = new ArrayList<>();
    for (Bar bar : bars) {
      BitSet groove = new BitSet();
      in(bar, notes).forEach(note -> groove.set((int) ((note.onset() - bar.start()) / STEP)));
      grooves.add(groove);
    }
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < bars.size(); i++) {
      for (int j = i + 1; j < bars.size(); j++) {
        if (bars.get(i).length() == bars.get(j).length()) {
          BitSet differ = (BitSet) grooves.get(i).clone();
          differ.xor(grooves.get(j));
          sum += 1 - (double) differ.cardinality() * STEP / bars.get(i).length();
          pairs++;
        }
      }
    }
    return pairs == 0 ? Double.NaN : sum / pairs;
  }

  /**
   * Pitch-class entropy: the mean over all windows of {@code width} neighbouring bars, one bar apart, of the
   * entropy in bits (0 to 3.58) of the pitch classes of the notes that begin in them. Windows without a note
   * do not count; NaN where there is no other. [any]
   */
  public static double entropy(List<Bar> bars, List<Note> notes, int width) {
    double sum = 0;
    int windows = 0;
    for (int from = 0; from + width <= bars.size(); from++) {
      Histogram histogram = new Histogram();
      for (Bar bar : bars.subList(from, from + width)) {
        in(bar, notes).forEach(note -> histogram.add(note.pitch() % 12));
      }
      if (histogram.total() > 0) {
        sum += histogram.entropy();
        windows++;
      }
    }
    return windows == 0 ? Double.NaN : sum / windows;
  }

  private static List<Note> in(Bar bar, List<Note> notes) {
    return notes.stream().filter(n -> n.onset() >= bar.start() && n.onset() < bar.end()).toList();
  }
}
