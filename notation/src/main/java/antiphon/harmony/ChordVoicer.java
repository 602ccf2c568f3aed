package antiphon.harmony;

import antiphon.harmony.CompingPart.Style;
import antiphon.harmony.Quality.Top;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lays a chord under the hand: of all ways to place its most telling notes in the range the one that is nearest to
 * what was played before and best spaced. Stateless but for its part.
 */
final class ChordVoicer {
  /** Notes in one hand, and what keeps the search small. */
  private static final int MOST_NOTES = 5;

  /** Below this, notes need a fourth or more between them. */
  private static final int LOW = 48;

  private static final double MOVEMENT = 1;
  private static final double CENTRE = 0.35;
  private static final double SPREAD = 0.5;
  private static final double CLUSTER = 6;
  private static final double MUD = 4;

  /** Semitones from lowest to highest note, by number of notes: close, and with the second voice dropped. */
  private static final int[] CLOSE = {0, 0, 5, 8, 10, 13};
  private static final int[] OPEN = {0, 0, 7, 10, 15, 17};

  private final CompingPart part;

  ChordVoicer(CompingPart part) {
    this.part = part;
  }

  /** The chord's place; {@link Voicing#NONE} if the range holds no note of it. */
  Voicing voice(Chord chord, Voicing previous) {
    List<Integer> pitchClasses = chosen(chord);
    if (pitchClasses.isEmpty()) {
      return Voicing.NONE;
    }
    Search search = new Search(pitchClasses, previous);
    search.place(0);
    return new Voicing(chord, search.best);
  }

  /** The pitch classes to play, the most telling first, of those that the range holds. */
  private List<Integer> chosen(Chord chord) {
    int root = chord.root();
    int fifth = chord.fifth();
    boolean rootless = part.style() == Style.SWING && chord.quality().top() != Top.NONE;
    List<Integer> order = new ArrayList<>();
    add(order, chord.guideTones());
    if (!rootless) {
      add(order, PitchClasses.of(root));
    }
    add(order, chord.upperTones().without(PitchClasses.of(root, fifth)));
    add(order, PitchClasses.of(fifth));
    // With a bass beside it the root is said already; a shell of fewer than three notes would be too bare without.
    if (order.size() < 3) {
      add(order, PitchClasses.of(root));
    }
    return order.subList(0, Math.min(order.size(), Math.min(MOST_NOTES, part.chordNotes())));
  }

  private void add(List<Integer> order, PitchClasses notes) {
    for (int pitchClass = 0; pitchClass < 12; pitchClass++) {
      if (notes.contains(pitchClass) && !order.contains(pitchClass) && lowest(pitchClass) <= part.highest()) {
        order.add(pitchClass);
      }
    }
  }

  private int lowest(int pitchClass) {
    return part.lowest() + Math.floorMod(pitchClass - part.lowest(), 12);
  }

  /** Tries every placement of the pitch classes. */
  private final class Search {
    private final List<Integer> pitchClasses;
    private final int[] previous;
    private final int[] pitches;
    private double bestCost = Double.POSITIVE_INFINITY;
    private List<Integer> best = List.of();

    Search(List<Integer> pitchClasses, Voicing previous) {
      this.pitchClasses = pitchClasses;
      this.previous = previous.pitches().stream().mapToInt(Integer::intValue).toArray();
      pitches = new int[pitchClasses.size()];
    }

    void place(int i) {
      if (i == pitches.length) {
        int[] sorted = pitches.clone();
        Arrays.sort(sorted);
        double cost = cost(sorted);
        if (cost < bestCost) {
          bestCost = cost;
          best = Arrays.stream(sorted).boxed().toList();
        }
        return;
      }
      for (int pitch = lowest(pitchClasses.get(i)); pitch <= part.highest(); pitch += 12) {
        // Beyond two octaves from the first note no hand reaches.
        if (i == 0 || Math.abs(pitch - pitches[0]) <= 24) {
          pitches[i] = pitch;
          place(i + 1);
        }
      }
    }

    private double cost(int[] sorted) {
      int sum = 0;
      for (int pitch : sorted) {
        sum += pitch;
      }
      double cost = CENTRE * Math.abs((double) sum / sorted.length - (part.lowest() + part.highest()) / 2.0);
      int[] spreads = part.style() == Style.FOLK || part.style() == Style.PLAIN ? CLOSE : OPEN;
      cost += SPREAD * Math.abs(sorted[sorted.length - 1] - sorted[0] - spreads[sorted.length]);
      for (int i = 1; i < sorted.length; i++) {
        int gap = sorted[i] - sorted[i - 1];
        cost += gap == 1 ? CLUSTER : 0;
        cost += sorted[i - 1] < LOW && gap < 5 ? MUD : 0;
      }
      return cost + MOVEMENT * movement(sorted);
    }

    /** Semitones that the voices move, each to the nearest note, there and back. */
    private double movement(int[] sorted) {
      if (previous.length == 0) {
        return 0;
      }
      return (distance(sorted, previous) + distance(previous, sorted)) / 2.0;
    }

    private static int distance(int[] from, int[] to) {
      int sum = 0;
      for (int pitch : from) {
        int nearest = Integer.MAX_VALUE;
        for (int other : to) {
          nearest = Math.min(nearest, Math.abs(other - pitch));
        }
        sum += nearest;
      }
      return sum;
    }
  }
}
