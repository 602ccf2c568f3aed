package antiphon.band;

import antiphon.time.Meter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a band may play: one style, or several of which it takes the one that fits. Immutable. [any]
 *
 * @param name its word
 * @param styles in the order in which they are tried; the first also where none fits; not empty
 */
public record Band(String name, List<Choice> styles) {
  /** What is played stays although the tempo passes its bounds by this factor, or the swing by as much. */
  private static final double STAYS = 1.12;

  /**
   * A style and where it fits.
   *
   * @param fits null for nowhere of its own
   */
  public record Choice(BandStyle style, @Nullable Fits fits) {}

  /**
   * Where a style fits. Bounds are included.
   *
   * @param meters such as {@code 4/4}; empty for all
   * @param slowest quarters a minute
   * @param fastest quarters a minute
   * @param straightest long to short of the player's beat divided in two, 1 is even
   * @param mostSwung likewise
   */
  public record Fits(List<String> meters, double slowest, double fastest, double straightest, double mostSwung) {
    public Fits {
      meters = List.copyOf(meters);
      meters.forEach(Meter::parse);
      if (!(slowest <= fastest && straightest <= mostSwung)) {
        throw new IllegalArgumentException("a style for tempos from " + slowest + " to " + fastest + " and swing from " + straightest + " to "
            + mostSwung + ": expected the lower bounds first");
      }
    }

    boolean holds(Meter meter, double tempo, double swing, double room) {
      return (meters.isEmpty() || meters.contains(meter.toString()))
          && tempo >= slowest / room && tempo <= fastest * room && swing >= straightest / room && swing <= mostSwung * room;
    }
  }

  public Band {
    styles = List.copyOf(styles);
    if (styles.isEmpty()) {
      throw new IllegalArgumentException("band '" + name + "' without a style: expected at least one");
    }
  }

  /** Always the same style. */
  public static Band of(BandStyle style) {
    return new Band(style.name(), List.of(new Choice(style, null)));
  }

  /** Whose sounds the whole band has: programs are sent once, at the start. */
  public BandStyle first() {
    return styles.getFirst().style();
  }

  /**
   * The style that fits.
   *
   * @param tempo quarters a minute
   * @param swing of the player: long to short of a beat divided in two
   * @param before what was played before, which stays while it fits about
   */
  public BandStyle style(Meter meter, double tempo, double swing, @Nullable BandStyle before) {
    for (Choice choice : styles) {
      if (choice.style().equals(before) && choice.fits() != null && choice.fits().holds(meter, tempo, swing, STAYS)) {
        return choice.style();
      }
    }
    return styles.stream().filter(choice -> choice.fits() != null && choice.fits().holds(meter, tempo, swing, 1)).findFirst()
        .orElse(styles.getFirst()).style();
  }
}
