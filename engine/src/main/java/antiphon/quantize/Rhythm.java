package antiphon.quantize;

import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A way to fill one pulse with onsets, and how surprising it is.
 *
 * @param played onsets expected in the performance, in ticks from the start of the pulse, rising
 * @param written the same onsets as they are written: other ticks only where swing is straightened
 * @param nats minus the natural logarithm of how often scores have it
 * @param parts equal parts that the pulse is divided into: 3, 6 and 9 are ternary in a quarter
 */
record Rhythm(int[] played, int[] written, double nats, int parts) {

  /**
   * Common rhythms of a quarter. One character a part, {@code x} an onset; the numbers are nats, from counting
   * 3.5 million beats of our keyboard, song and folk corpora in three ways (all voices together, each
   * voice alone, folk melodies) and averaging the shares.
   */
  private static final String QUARTER =
      """
      .... 1.7  x... 1.1  x.x. 1.3  xxxx 2.5  x..x 3.0  ..x. 3.4  x.xx 3.9  xx.. 4.9
      xxx. 5.0  .xxx 5.9  ...x 6.1  ..xx 6.0  .x.x 6.3  xx.x 6.9  .x.. 6.8  .xx. 7.0
      xxx 3.6  .xx 6.1  x.x 6.4  .x. 6.8  xx. 7.2  ..x 7.6
      xxxxxx 5.0  x.xxx. 5.4  x..xxx 6.6  xxxx.. 7.2  .xxxxx 7.4
      xxxxxxxx 5.4  x...x.xx 7.0  x...xxxx 7.0  x..xx..x 6.4  x.....xx 7.4  x.x.x.xx 7.3""";

  /** The same of a dotted quarter, 266,000 beats. */
  private static final String DOTTED_QUARTER =
      """
      ...... 2.3  x..... 1.8  x.x.x. 1.2  x...x. 1.9  xxxxxx 2.3  ..x.x. 3.5  ....x. 3.8  x..xx. 3.9
      xxxxx. 4.6  x.xxxx 4.5  x.xxx. 4.6  x.x... 4.5  x.x.xx 4.8  xxx.x. 5.0  ..x... 5.1  x...xx 5.2
      .xxxxx 5.4  xxx... 5.9
      xxxxxxxxx 5.1  xxxxxxxxxxxx 5.4""";

  private static final String EIGHTH = ".. 1.5  x. 0.9  xx 1.6  .x 3.2  xxx 5.0  xxxx 5.4";

  private static final String DOTTED_EIGHTH = "... 1.8  x.. 1.2  xxx 1.4  x.x 1.9  .xx 3.5  ..x 3.8  xx. 4.0  .x. 5.0";

  /** Where eighths swing they are the rule, and triplet eighths next to them. */
  private static final String SWUNG_QUARTER = "x.x 1.3  ..x 3.0";

  private static final double RARE_SIXTEENTHS = 6.8;
  private static final double RARE_TRIPLETS = 8.0;
  private static final double RARE_THIRTY_SECONDS = 8.5;

  /** All rhythms for pulses of this length, those that begin alike next to each other. */
  static List<Rhythm> ofPulse(int ticks, QuantizeSettings settings) {
    List<Rhythm> rhythms = new ArrayList<>();
    if (ticks == Ticks.PER_QUARTER) {
      if (settings.swing() != Swing.NONE) {
        addListed(rhythms, SWUNG_QUARTER, ticks, settings);
      }
      addListed(rhythms, QUARTER, ticks, settings);
      if (settings.triplets()) {
        addRest(rhythms, 6, ticks, RARE_TRIPLETS);
      }
      if (settings.thirtySeconds()) {
        addRest(rhythms, 8, ticks, RARE_THIRTY_SECONDS);
      }
    } else if (ticks == 3 * Ticks.PER_EIGHTH) {
      addListed(rhythms, DOTTED_QUARTER, ticks, settings);
      addRest(rhythms, 6, ticks, RARE_SIXTEENTHS);
    } else if (ticks % (3 * Ticks.PER_EIGHTH / 4) == 0) {
      addListed(rhythms, DOTTED_EIGHTH, ticks, settings);
      if (settings.thirtySeconds()) {
        addRest(rhythms, 6, ticks, RARE_THIRTY_SECONDS);
      }
    } else {
      addListed(rhythms, EIGHTH, ticks, settings);
      if (settings.thirtySeconds()) {
        addRest(rhythms, 4, ticks, RARE_THIRTY_SECONDS);
      }
    }
    rhythms.sort((a, b) -> Arrays.compare(a.played, b.played));
    return List.copyOf(rhythms);
  }

  private static void addListed(List<Rhythm> rhythms, String table, int ticks, QuantizeSettings settings) {
    String[] words = table.strip().split("\\s+");
    for (int i = 0; i < words.length; i += 2) {
      String shape = words[i];
      int parts = shape.length();
      boolean quarter = ticks == Ticks.PER_QUARTER;
      boolean allowed =
          (quarter && parts % 3 == 0)
              ? settings.triplets() || (settings.swing() != Swing.NONE && table.equals(SWUNG_QUARTER))
              : settings.thirtySeconds() || !quarter || parts < 8;
      if (allowed) {
        int[] played = onsets(shape, ticks);
        boolean straighten = table.equals(SWUNG_QUARTER) && settings.swing() == Swing.STRAIGHT;
        int[] written = straighten ? onsets(shape.equals("x.x") ? "xx" : ".x", ticks) : played;
        add(rhythms, new Rhythm(played, written, Double.parseDouble(words[i + 1]), straighten ? 2 : parts));
      }
    }
  }

  /** Every other choice of {@code parts}, equally rare. */
  private static void addRest(List<Rhythm> rhythms, int parts, int ticks, double nats) {
    for (int choice = 1; choice < 1 << parts; choice++) {
      StringBuilder shape = new StringBuilder();
      for (int part = 0; part < parts; part++) {
        shape.append((choice >> part & 1) == 1 ? 'x' : '.');
      }
      int[] onsets = onsets(shape.toString(), ticks);
      add(rhythms, new Rhythm(onsets, onsets, nats, parts));
    }
  }

  private static void add(List<Rhythm> rhythms, Rhythm rhythm) {
    // The first to name a set of onsets is the simplest way to divide the pulse for it.
    if (rhythms.stream().noneMatch(known -> Arrays.equals(known.played, rhythm.played))) {
      rhythms.add(rhythm);
    }
  }

  private static int[] onsets(String shape, int ticks) {
    return shape.chars().filter(c -> c == 'x').count() == 0
        ? new int[0]
        : java.util.stream.IntStream.range(0, shape.length())
            .filter(i -> shape.charAt(i) == 'x')
            .map(i -> i * (ticks / shape.length()))
            .toArray();
  }

  /** Whether the onsets divide the pulse in two, at the half or as swung eighths do. */
  boolean twoParts() {
    return played.length == 2
        && played[0] == 0
        && (written[1] * 2 == Ticks.PER_QUARTER || played[1] * 3 == 2 * Ticks.PER_QUARTER);
  }
}
