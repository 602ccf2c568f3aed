package antiphon.app;

import antiphon.lab.bench.ModelBench;
import antiphon.model.Decoder;
import antiphon.model.Manifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code antiphon bench model}: how fast a model is, step by step. */
@Command(
    name = "model",
    description = {
      "Times a model: prefill, a patch, a character, a bar; beside the time in which this machine reads its weights once, "
          + "and beside the public way of inference without caches, if there is a checkpoint for it."
    })
final class BenchModelCommand implements Callable<Integer> {
  @Option(names = "--context", paramLabel = "PATCHES", defaultValue = "256",
      description = "Patches before those that are timed (default: ${DEFAULT-VALUE}, fewer if the model has not as many).")
  private int context;

  @Option(names = "--seconds", paramLabel = "S", defaultValue = "3", description = "For each row, about (default: ${DEFAULT-VALUE}).")
  private double seconds;

  @Option(names = "--reference", paramLabel = "CHECKPOINT",
      description = "The checkpoint of which the bundle was made: times training/antiphon_training/reference.py, too.")
  private @Nullable Path reference;

  @Option(names = "--python", paramLabel = "FILE", defaultValue = "python3", description = "With PyTorch (default: ${DEFAULT-VALUE}).")
  private String python = "python3";

  @Mixin private ModelOptions options = new ModelOptions();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter print = spec.commandLine().getOut();
    Manifest manifest = options.manifest();
    long beforeMb = residentMb();
    long begunNs = System.nanoTime();
    try (Decoder decoder = options.decoder()) {
      print.printf(Locale.ROOT, "%s, %s, device %s, %d thread(s); loaded and warm after %.2f s; resident %d MB, %d before%n",
          manifest.name(), manifest.precision(), options.running().device(), options.running().threads(), (System.nanoTime() - begunNs) / 1e9, residentMb(), beforeMb);
      print.flush();
      ModelBench bench = new ModelBench(decoder, manifest, Math.min(context, decoder.capacity() - ModelBench.BAR_PATCHES), seconds);
      bench.run().forEach(print::println);
      print.flush();
      if (reference != null) {
        print.println(bench.against(Path.of(System.getProperty("antiphon.home", "."), "training"), python, reference));
      }
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    print.flush();
    return 0;
  }

  /** Memory of this process that is in RAM, 0 where the system does not tell. */
  private static long residentMb() throws IOException {
    Path status = Path.of("/proc/self/status");
    return !Files.isReadable(status) ? 0 : Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
  }
}
