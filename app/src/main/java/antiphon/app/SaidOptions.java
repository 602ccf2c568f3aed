package antiphon.app;

import antiphon.control.Control;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Playing;
import antiphon.web.Saying;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A line of words in place of options, as on the page. */
final class SaidOptions {
  @Option(names = "--say", paramLabel = "TEXT",
      description = "What you would like, in English or Chinese ('a cheerful jig in D, trade fours'), chords, or a motif in ABC that "
          + "it goes on from. Options go before it.")
  private @Nullable String text;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  private @Nullable Saying saying;

  /** Gives the other options what they do not say themselves, and prints what was understood. */
  void otherwise(TimeOptions time, LiveOptions live, ModelOptions model, PrintWriter print) {
    if (text == null) {
      return;
    }
    Saying said = heard(text);
    saying = said;
    Map<String, String> fields = new LinkedHashMap<>(said.fields());
    print.println("understood: " + (fields.isEmpty() ? "nothing" : fields.entrySet().stream()
        .map(field -> field.getKey() + " " + field.getValue().strip().replaceAll("\\s+", " ")).collect(Collectors.joining(", "))));
    if (!said.unknown().isEmpty()) {
      print.println("not understood: " + String.join(", ", said.unknown()));
    }
    fields.remove(Saying.OPENING);
    String key = fields.remove("key");
    if (key != null) {
      fields.put(Control.KEY_LOCK.word(), key);
    }
    model.otherwise(fields.remove("style"));
    time.otherwise(fields.remove("meter"), fields.remove("tempo"));
    live.otherwise(new Playing(fields.remove("mode"), fields.remove("chart"), null, fields.remove("backing"), fields));
  }

  private Saying heard(String said) {
    try {
      return Saying.of(said);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--say: " + e.getMessage(), e);
    }
  }

  /** The settings with the motif as their past, if one was said. */
  EngineSettings over(EngineSettings settings) {
    return saying == null ? settings : saying.opened(settings);
  }
}
