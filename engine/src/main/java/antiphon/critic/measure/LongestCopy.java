package antiphon.critic.measure;

import antiphon.score.Note;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * The longest run of notes that some tunes have exactly as another has it, in whatever key: the same
 * intervals and the same durations, but for the duration of the last note. A tune is the highest of the notes
 * that begin together. Runs of fewer than four different steps (scales, drones) are nobody's and do not count.
 *
 * <p>A suffix automaton (Blumer et al. 1985) of the tunes in question, through which the others are run.
 * Mutable; one thread.
 */
public final class LongestCopy {
  private static final int STEPS = 4;

  /** A step is an interval and the duration of its first note. */
  private record Step(int interval, long duration) {}

  /** The runs that end at the same places; {@code length} is that of the longest. */
  private static final class State {
    private final Map<Step, State> next = new HashMap<>();
    private final int length;
    private State suffix = this;

    State(int length) {
      this.length = length;
    }
  }

  private final State root = new State(0);
  private int longest;

  /** Adds a tune of those that are asked about. */
  public void ask(List<Note> notes) {
    State last = root;
    for (Step step : steps(notes)) {
      last = extend(last, step);
    }
  }

  private State extend(State last, Step step) {
    State known = last.next.get(step);
    if (known != null) {
      // Another tune has come this way.
      return known.length == last.length + 1 ? known : split(last, step, known);
    }
    State added = new State(last.length + 1);
    State from = last;
    while (!from.next.containsKey(step) && from != root) {
      from.next.put(step, added);
      from = from.suffix;
    }
    State reached = from.next.putIfAbsent(step, added);
    if (reached == null) {
      added.suffix = root;
    } else {
      added.suffix = reached.length == from.length + 1 ? reached : split(from, step, reached);
    }
    return added;
  }

  private State split(State from, Step step, State whole) {
    State part = new State(from.length + 1);
    part.next.putAll(whole.next);
    part.suffix = whole.suffix;
    whole.suffix = part;
    State at = from;
    while (at.next.get(step) == whole) {
      at.next.put(step, part);
      if (at == root) {
        break;
      }
      at = at.suffix;
    }
    return part;
  }

  /** Compares with a tune that is known. */
  public void compare(List<Note> notes) {
    List<Step> steps = steps(notes);
    State at = root;
    int matched = 0;
    for (int i = 0; i < steps.size(); i++) {
      while (at != root && !at.next.containsKey(steps.get(i))) {
        at = at.suffix;
        matched = at.length;
      }
      State next = at.next.get(steps.get(i));
      if (next != null) {
        at = next;
        matched++;
      }
      if (matched + 1 > longest && new HashSet<>(steps.subList(i + 1 - matched, i + 1)).size() >= STEPS) {
        longest = matched + 1;
      }
    }
  }

  /** Notes of the longest run so far. */
  public int longest() {
    return longest;
  }

  private static List<Step> steps(List<Note> notes) {
    List<Note> tune = new ArrayList<>();
    for (Note note : notes.stream().sorted().toList()) {
      if (!tune.isEmpty() && tune.getLast().onset() == note.onset()) {
        tune.removeLast();
      }
      tune.add(note);
    }
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i + 1 < tune.size(); i++) {
      steps.add(new Step(tune.get(i + 1).pitch() - tune.get(i).pitch(), tune.get(i).duration()));
    }
    return steps;
  }
}
