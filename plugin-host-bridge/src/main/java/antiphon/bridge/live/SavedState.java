package antiphon.bridge.live;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a host saves of an instance beside its parameters: lines of text.
 *
 * @param seed of all chances
 * @param model the name of the model, or its folder
 * @param take what the musician kept
 */
record SavedState(long seed, String model, KeptTake take) {
  private static final String FIRST = "antiphon 1";
  /** So that it fits into what a host saves, whatever its characters. */
  private static final int LONGEST_MODEL = 1_000;

  SavedState(long seed, String model) {
    this(seed, model, KeptTake.NONE);
  }

  byte[] bytes() {
    String kept = take.isEmpty() ? "" : "take " + take.text() + "\n";
    return (FIRST + "\nseed " + seed + "\nmodel " + model + "\n" + kept).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Empty for what is no state of ours.
   *
   * @throws IllegalArgumentException with one sentence if it is ours, but for what was kept
   */
  static Optional<SavedState> read(byte[] bytes) {
    String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n");
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int space = line.indexOf(' ');
      if (space > 0) {
        values.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    String seed = values.get("seed");
    String model = values.get("model");
    if (!lines[0].equals(FIRST) || seed == null || model == null || model.isBlank() || model.length() > LONGEST_MODEL) {
      return Optional.empty();
    }
    try {
      long number = Long.parseLong(seed);
      String take = values.get("take");
      return Optional.of(new SavedState(number, model, take == null ? KeptTake.NONE : KeptTake.read(take)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
