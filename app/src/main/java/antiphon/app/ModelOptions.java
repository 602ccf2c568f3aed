package antiphon.app;

import antiphon.generate.Preset;
import antiphon.model.Bundle;
import antiphon.model.DecoderOptions;
import antiphon.model.Manifest;
import antiphon.model.OrtDecoder;
import antiphon.model.Sampling;
import antiphon.model.Tuning;
import antiphon.notagen.NotaGenPrompt;
import antiphon.presets.OwnPresets;
import antiphon.presets.Playing;
import antiphon.presets.Presets;
import antiphon.take.TakeOrigin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Options of every command that makes music: which model, which preset, how freely. */
final class ModelOptions {
  /** The model that comes with the program. */
  static final String EMBEDDED = "antiphon-mini";

  /** As a shell counts an end by Ctrl-C. */
  private static final int STOPPED = 130;

  private static final int SEEDS = 1_000_000;
  private static final int MOST_THREADS = 64;

  @Option(names = "--model", paramLabel = "NAME|FOLDER", defaultValue = EMBEDDED,
      description = "Model: the name of one that comes with the program, or a folder (default: ${DEFAULT-VALUE}).")
  private String model = EMBEDDED;

  @Option(names = "--preset", paramLabel = "NAME|FILE",
      description = "Way of playing together: ${COMPLETION-CANDIDATES}, the name of one of your own, or a TOML file.",
      completionCandidates = PresetNames.class)
  private @Nullable String preset;

  @Option(names = "--seed", paramLabel = "N", description = "The same seed gives the same music; without it one is drawn.")
  private @Nullable Long seed;

  @Option(names = "--prompt", paramLabel = "WORD", arity = "1..3",
      description = "What the model is asked for in place of the preset's words. For NotaGen: period, composer and "
          + "instrumentation ('antiphon compose --prompts'); for the embedded model: style and texture.")
  private List<String> prompt = List.of();

  @Option(names = "--tuning", paramLabel = "NAME", converter = TuningNames.class,
      description = "How freely, by name: ${COMPLETION-CANDIDATES}; as the preset has it if not given.")
  private @Nullable Tuning tuning;

  @Option(names = "--temperature", paramLabel = "T", description = "How freely: 0 to 10, 1 is the model's own freedom.")
  private @Nullable Double temperature;

  @Option(names = "--top-k", paramLabel = "K", description = "Choose among the K likeliest symbols only, 1 to 128.")
  private @Nullable Integer topK;

  @Option(names = "--top-p", paramLabel = "P", description = "Choose among the likeliest P of all probability, 0 to 1.")
  private @Nullable Double topP;

  @Option(names = "--device", paramLabel = "NAME", defaultValue = "auto",
      description = "What the model runs on: cpu, cuda, tensorrt, directml, coreml, or auto, the fastest that is there "
          + "(default: ${DEFAULT-VALUE}). 'antiphon doctor' says why not the others.")
  private String device = "auto";

  @Option(names = "--threads", paramLabel = "N", defaultValue = "1",
      description = "Processors for one step of the model, 1 to 64; more than one pays for large models on idle machines (default: ${DEFAULT-VALUE}).")
  private int threads = 1;

  private @Nullable Bundle bundle;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** With a model alone. */
  static ModelOptions of(String model) {
    ModelOptions options = new ModelOptions();
    options.model = model;
    return options;
  }

  /** Refuses other names with those there are. */
  static final class TuningNames implements ITypeConverter<Tuning> {
    @Override
    public Tuning convert(String name) {
      try {
        return Tuning.of(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }

  /** Names for the help. */
  static final class PresetNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Presets.names().iterator();
    }
  }

  /** The preset that was asked for, else {@code otherwise}, with the sampling options. */
  Preset preset(String otherwise) {
    Preset found = Presets.find(preset == null ? otherwise : known(preset));
    Preset asked = prompt.isEmpty() ? found
        : manifest().notagen() ? found.withWords(found.tags(), prompt().names()) : found.withWords(prompt, found.notagen());
    return asked.withSampling(sampling(asked.sampling()));
  }

  /** The words that were asked for, in their order. */
  List<String> words() {
    return prompt;
  }

  /** What NotaGen was asked for. */
  NotaGenPrompt prompt() {
    try {
      return NotaGenPrompt.of(prompt);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The preset where no option names one. */
  void otherwise(@Nullable String style) {
    preset = preset == null ? style : preset;
  }

  /** How to play with the preset that was asked for, as its file says. */
  Playing playing() {
    return preset == null ? Playing.USUAL : Presets.playing(known(preset));
  }

  /** A preset's name, or the file of one of the user's own. */
  private static String known(String name) {
    OwnPresets own = OwnPresets.ofUser();
    return !Presets.names().contains(name) && own.names().contains(name) ? own.file(name).toString() : name;
  }

  /** {@code otherwise} with the sampling options. */
  Sampling sampling(Sampling otherwise) {
    Sampling given = tuning == null ? otherwise : tuning.sampling();
    try {
      return new Sampling(
          temperature == null ? given.temperature() : temperature,
          topK == null ? given.topK() : topK,
          topP == null ? given.topP() : topP);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  /** The seed that was asked for, else one drawn now: ask once. */
  long seed() {
    if (seed == null) {
      seed = (long) new SecureRandom().nextInt(SEEDS);
    }
    return seed;
  }

  /** Loads the model; the caller closes it. Who stops the program meanwhile is told that this was it. */
  OrtDecoder decoder() {
    AtomicBoolean loading = new AtomicBoolean(true);
    Interrupts.call(() -> {
      if (loading.get()) {
        System.err.println("antiphon: stopped while the model " + model + " was loaded; nothing was played");
      }
      // From the thread of the signal, as its own way out would have done.
      System.exit(STOPPED);
    });
    OrtDecoder decoder = new OrtDecoder(bundle(), running());
    decoder.warmUp();
    loading.set(false);
    return decoder;
  }

  /** How the model is run. */
  DecoderOptions running() {
    if (threads < 1 || threads > MOST_THREADS) {
      throw new ParameterException(spec.commandLine(), "--threads " + threads + ": expected 1 to " + MOST_THREADS);
    }
    return new DecoderOptions(device, threads, 0);
  }

  /** What the model says about itself. */
  Manifest manifest() {
    return bundle().manifest();
  }

  /** The model at rest. */
  Bundle bundle() {
    Bundle found = bundle;
    if (found == null) {
      found = Bundle.find(model);
      bundle = found;
    }
    return found;
  }

  /** Where a take with these options comes from. */
  TakeOrigin origin(String title) {
    Path folder = Path.of(model);
    return new TakeOrigin(
        title, Antiphon.program(), Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        Files.isDirectory(folder) ? folder.toAbsolutePath().toString() : model, sha256(bundle()));
  }

  /** The hashes of the weights and of those of the memory beside them, one behind the other. */
  static String sha256(Bundle bundle) {
    return bundle.manifest().patchGraphSha256() + bundle.manifest().charGraphSha256() + bundle.memory().sha256();
  }

  /** The model's name or folder as it was given. */
  String model() {
    return model;
  }
}
