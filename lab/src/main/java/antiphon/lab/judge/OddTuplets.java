package antiphon.lab.judge;

import antiphon.abc.AbcWriter;
import antiphon.lab.ways.Stretch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tuplets as hardly a hand writes them. Stateless. */
public final class OddTuplets {
  private static final Pattern VOICE = Pattern.compile("\\[V:\\d+\\]");
  private static final Pattern TUPLET = Pattern.compile("\\((\\d)(?::(\\d*))?(?::(\\d*))?((?:[^(|]|\\((?!\\d))*)");
  private static final Pattern EVENT = Pattern.compile("\\[[^\\]:]*\\]|[_^=]*[A-Ga-gzx][,']*");

  private OddTuplets() {}

  /**
   * Of the bars of the voices in which there is a tuplet, the share in which one is cut by a rest or holds one note alone, or in
   * which there are tuplets of unlike kinds; NaN where there is no tuplet.
   */
  public static double of(Stretch stretch) {
    List<String> lines = AbcWriter.body(stretch.score());
    int all = 0;
    int odd = 0;
    for (String line : lines.subList(Math.min(stretch.from(), lines.size()), Math.min(stretch.to(), lines.size()))) {
      for (String voice : VOICE.split(line)) {
        all += voice.matches("(?s).*\\(\\d.*") ? 1 : 0;
        odd += odd(voice) ? 1 : 0;
      }
    }
    return all == 0 ? Double.NaN : (double) odd / all;
  }

  /** Whether a voice's bar has such a tuplet. */
  static boolean odd(String bar) {
    Set<String> kinds = new HashSet<>();
    Matcher tuplets = TUPLET.matcher(bar);
    while (tuplets.find()) {
      kinds.add(tuplets.group(1));
      String given = tuplets.group(3);
      int most = given == null || given.isEmpty() ? Integer.parseInt(tuplets.group(1)) : Integer.parseInt(given);
      Matcher events = EVENT.matcher(tuplets.group(4));
      int notes = 0;
      boolean cut = false;
      for (int i = 0; i < most && events.find(); i++) {
        boolean rest = events.group().startsWith("z") || events.group().startsWith("x");
        cut |= rest;
        notes += rest ? 0 : 1;
      }
      if (cut || notes < 2) {
        return true;
      }
    }
    return kinds.size() > 1;
  }
}
