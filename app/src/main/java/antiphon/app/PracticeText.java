package antiphon.app;

import antiphon.library.Practised;
import antiphon.pipeline.Chorus;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What was measured of the player, as lines to read. Stateless. */
final class PracticeText {
  private PracticeText() {}

  /** The latest {@code last} of {@code all}, the latest last, and the means of all. */
  static String of(List<Practised> all, int last) {
    if (all.isEmpty()) {
      return "nothing measured yet: play a chorus over changes, or eight bars";
    }
    StringBuilder text = new StringBuilder();
    for (Practised one : all.subList(Math.max(0, all.size() - last), all.size())) {
      text.append(one.take()).append("  ").append(one.chorus().text()).append('\n');
    }
    text.append(String.format(
        Locale.ROOT, "mean of %d: %+.0f ms (late is +), spread %.0f ms", all.size(), mean(all, Chorus::biasMs).orElse(0),
        mean(all, Chorus::spreadMs).orElse(0)));
    mean(all, Chorus::chordTones).ifPresent(share -> text.append(String.format(Locale.ROOT, ", chord tones %.0f %%", 100 * share)));
    mean(all, Chorus::space).ifPresent(share -> text.append(String.format(Locale.ROOT, ", space %.0f %%", 100 * share)));
    mean(all, Chorus::motifs).ifPresent(share -> text.append(String.format(Locale.ROOT, ", shapes again %.0f %%", 100 * share)));
    return text.toString();
  }

  private static OptionalDouble mean(List<Practised> all, Function<Chorus, @Nullable Double> figure) {
    return all.stream().map(one -> figure.apply(one.chorus())).filter(Objects::nonNull).mapToDouble(value -> value).average();
  }
}
