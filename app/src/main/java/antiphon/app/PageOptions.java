package antiphon.app;

import picocli.CommandLine.Option;

/** Options of the program without a command. */
final class PageOptions {
  /** The same at each start, so that the browser remembers the page. */
  private static final String PORT = "4177";

  @Option(names = "--port", paramLabel = "N", defaultValue = PORT,
      description = "Port of the page on this machine, 0 for any (default: ${DEFAULT-VALUE}).")
  int port = Integer.parseInt(PORT);

  @Option(names = "--no-browser", description = "Print the page's address and open no browser.")
  boolean noBrowser;

  @Option(names = "--model", paramLabel = "NAME|FOLDER", defaultValue = ModelOptions.EMBEDDED,
      description = "Model of the page: the name of one that comes with the program, or a folder (default: ${DEFAULT-VALUE}).")
  String model = ModelOptions.EMBEDDED;

  @Option(names = "--no-take", description = "The page takes nothing down.")
  boolean noTake;
}
