package antiphon.generate;

import antiphon.follow.Expected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which way a model's notes are drawn, whatever it has learnt: towards those that are worth most by what is expected of
 * the harmony, and towards more or fewer, higher or lower ones. Of the harmony how likely it is that a note comes, rather
 * than a rest or another sign, stays as the model has it.
 *
 * @param parts of the bar, in order, not overlapping
 * @param voices places (from 0) of the voices whose notes are drawn towards the harmony
 * @param strength nats between notes of worth 0 and 1 that begin with a part; four fifths of it later in it
 * @param tilts for each voice; voices that are not there are not tilted
 */
public record Lean(List<Expected> parts, List<Integer> voices, double strength, List<Tilt> tilts) {
  /** No way. */
  public static final Lean NONE = new Lean(List.of(), List.of(), 0);

  private static final double OFF = 0.8;

  public Lean {
    parts = List.copyOf(parts);
    voices = List.copyOf(voices);
    tilts = List.copyOf(tilts);
  }

  /** Without a tilt. */
  public Lean(List<Expected> parts, List<Integer> voices, double strength) {
    this(parts, voices, strength, List.of());
  }

  /** How a voice is tilted. */
  Tilt tilt(int voice) {
    return voice < tilts.size() ? tilts.get(voice) : Tilt.NONE;
  }

  /** What a note that begins {@code at} ticks from the bar's start is worth to {@code voice}; null where nothing is said. */
  double @Nullable [] worth(int voice, long at) {
    Expected part = voices.contains(voice) ? Expected.at(parts, at) : null;
    return part == null ? null : part.worth();
  }

  /** How much that counts. */
  double strength(long at) {
    Expected part = Expected.at(parts, at);
    return part != null && part.onset() == at ? strength : strength * OFF;
  }
}
