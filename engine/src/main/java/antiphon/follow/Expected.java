package antiphon.follow;

import antiphon.follow.Outlook.Odds;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each pitch class is worth in a part of a bar that is not known yet: whether it is likely to belong to the harmony,
 * to agree with the player's melody, and not to rub with it.
 *
 * @param onset ticks from the bar's start
 * @param end ticks from the bar's start, after {@code onset}
 * @param worth of each pitch class, from C, about -1 to 1; not to be changed
 */
public record Expected(long onset, long end, double[] worth) {
  private static final double IN_TRIAD = 0.25;
  private static final double AGREES = 0.9;
  private static final double RUBS = 1;

  /** What is worth what in a beat with these odds. [any] */
  public static Expected of(long onset, long end, Odds odds) {
    double[] worth = new double[12];
    for (int own = 0; own < 12; own++) {
      for (int triad = 0; triad < Triads.COUNT; triad++) {
        worth[own] += Triads.holds(triad, own) ? IN_TRIAD * odds.triads()[triad] : 0;
      }
      for (int other = 0; other < 12; other++) {
        worth[own] += odds.melody()[other] * agreement(Math.floorMod(other - own, 12));
      }
    }
    return new Expected(onset, end, worth);
  }

  private static double agreement(int semitones) {
    return switch (semitones) {
      case 0, 3, 4, 5, 7, 8, 9 -> AGREES;
      case 1, 11 -> -RUBS;
      default -> 0;
    };
  }

  /** The part that holds {@code at}, in ticks from the bar's start, of those in order; null if none does. [any] */
  public static @Nullable Expected at(List<Expected> parts, long at) {
    for (Expected part : parts) {
      if (part.onset <= at && at < part.end) {
        return part;
      }
    }
    return null;
  }
}
