package antiphon.band;

import antiphon.harmony.CompingPart.Style;
import antiphon.harmony.CompingPattern;
import antiphon.time.Meter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a band plays.
 *
 * @param name its word
 * @param rule what bass and chords do in a meter for which there is no pattern
 * @param drums the word of the grooves; empty for none
 * @param kit General MIDI kit, 0 to 127: 0 is the standard one, 40 has brushes
 * @param swing long to short of a beat divided in two that bass and chords play, 1 to 3
 * @param chordsProgram General MIDI program of the chords, 0 to 127
 * @param bassProgram likewise of the bass
 * @param bass patterns by meter such as {@code 4/4}, a bar each, in turn
 * @param chords likewise
 */
public record BandStyle(
    String name, Style rule, String drums, int kit, double swing, int chordsProgram, int bassProgram, Map<String, List<String>> bass,
    Map<String, List<String>> chords) {
  private static final double TRIPLETS = 2;
  private static final int PIANO = 0;
  private static final int ACOUSTIC_BASS = 32;
  private static final int HIGHEST = 127;

  public BandStyle {
    bass = Map.copyOf(bass);
    chords = Map.copyOf(chords);
    if (!(swing >= 1 && swing <= 3) || outside(kit) || outside(chordsProgram) || outside(bassProgram)) {
      throw new IllegalArgumentException("style '" + name + "' with swing " + swing + ", kit " + kit + ", programs " + chordsProgram + " and "
          + bassProgram + ": expected a swing from 1 to 3, kit and programs from 0 to 127");
    }
    if (!drums.isEmpty() && !GrooveTable.own().styles().contains(drums)) {
      throw new IllegalArgumentException("style '" + name + "' with drums '" + drums + "': expected none or one of "
          + String.join(", ", GrooveTable.own().styles()));
    }
    for (Map<String, List<String>> patterns : List.of(bass, chords)) {
      patterns.forEach((meter, bars) -> {
        Meter.parse(meter);
        if (bars.isEmpty()) {
          throw new IllegalArgumentException("style '" + name + "' without a pattern in " + meter + ": expected at least one");
        }
        bars.forEach(CompingPattern::new);
      });
    }
  }

  private static boolean outside(int program) {
    return program < 0 || program > HIGHEST;
  }

  /** Bass and chords by rule, without drums. */
  public static BandStyle of(Style rule) {
    return new BandStyle(
        rule.name().toLowerCase(Locale.ROOT), rule, "", 0, rule == Style.SWING ? TRIPLETS : 1, PIANO, ACOUSTIC_BASS, Map.of(), Map.of());
  }

  /** The bass's pattern in a bar, if there is one for its meter. */
  public Optional<CompingPattern> bass(Meter meter, long bar) {
    return pattern(bass, meter, bar);
  }

  /** The chords' pattern in a bar, if there is one for its meter. */
  public Optional<CompingPattern> chords(Meter meter, long bar) {
    return pattern(chords, meter, bar);
  }

  private static Optional<CompingPattern> pattern(Map<String, List<String>> patterns, Meter meter, long bar) {
    List<String> bars = patterns.getOrDefault(meter.toString(), List.of());
    return bars.isEmpty() ? Optional.empty() : Optional.of(new CompingPattern(bars.get((int) Math.floorMod(bar, (long) bars.size()))));
  }
}
