package antiphon.app;

import antiphon.library.Practised;
import antiphon.pipeline.Chorus;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code antiphon takes practice}: what was measured of the player in the takes. */
@Command(
    name = "practice",
    description = {
      "Says what was measured of your playing, chorus by chorus (every eight bars without changes), the latest last, "
          + "and the mean of all: distance from the grid and its spread, chord tones, space, shapes that return."
    },
    footer = {
      "", "Examples:",
      "  antiphon takes practice --last 12",
      "  antiphon takes practice --take 'Evening waltz' --json",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class TakesPracticeCommand implements Callable<Integer> {
  @Option(names = "--take", paramLabel = "TAKE", description = "Of one take alone.")
  private @Nullable String take;

  @Option(names = "--last", paramLabel = "N", defaultValue = "24", description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int last;

  @ParentCommand private TakesCommand takes = new TakesCommand();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (last < 1) {
      throw new ParameterException(spec.commandLine(), "--last " + last + ": expected 1 or more");
    }
    String named = take;
    return takes.with((shelf, print) -> {
      String id = named == null ? null : shelf.library().named(named).id();
      List<Practised> all = shelf.library().practice().stream().filter(one -> id == null || one.take().equals(id)).toList();
      takes.say(latest(all), text(all));
    });
  }

  private List<Practised> latest(List<Practised> all) {
    return all.subList(Math.max(0, all.size() - last), all.size());
  }

  /** The latest of all, and the means of all. */
  private String text(List<Practised> all) {
    if (all.isEmpty()) {
      return "nothing measured yet: play a chorus over changes, or eight bars";
    }
    StringBuilder text = new StringBuilder();
    for (Practised one : latest(all)) {
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
