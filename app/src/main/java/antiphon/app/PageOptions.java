package antiphon.app;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the program without a command. */
final class PageOptions {
  /** The same at each start, so that the browser remembers the page. */
  private static final String PORT = "4177";

  @Option(names = "--port", paramLabel = "N", defaultValue = PORT,
      description = "Port of the page on this machine, 0 for any (default: ${DEFAULT-VALUE}).")
  int port = Integer.parseInt(PORT);

  @Option(names = "--listen",
      description = "Let other devices of the network in, a phone say: they are asked for the code that is shown here. Not encrypted.")
  boolean listen;

  @Option(names = "--no-browser", description = "Print the page's address and open no browser.")
  boolean noBrowser;

  @Option(names = "--model", paramLabel = "NAME|FOLDER", defaultValue = ModelOptions.EMBEDDED,
      description = "Model of the page: the name of one that comes with the program, or a folder (default: ${DEFAULT-VALUE}).")
  String model = ModelOptions.EMBEDDED;

  @Option(names = "--osc", paramLabel = "PORT",
      description = "Take commands as Open Sound Control on this UDP port of this machine: /antiphon/density 0.5.")
  @Nullable Integer osc;

  @Option(names = "--no-take", description = "The page takes nothing down.")
  boolean noTake;
}
