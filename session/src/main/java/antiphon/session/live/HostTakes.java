package antiphon.session.live;

import antiphon.bridge.live.Recorder;
import antiphon.engine.LiveEngine;
import antiphon.generate.Conversation;
import antiphon.generate.Preset;
import antiphon.model.ModelException;
import antiphon.pipeline.EngineSettings;
import antiphon.session.take.FinishedTake;
import antiphon.session.take.TakeFiles;
import antiphon.take.TakeLog;
import antiphon.take.TakeOrigin;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * The takes of plug-ins: each engine's in a folder of its own. What belongs beside a take is written on a thread of its
 * own, so that the next engine need not wait: notes only, as sound is what the DAW makes of them.
 */
public final class HostTakes implements Recorder, AutoCloseable {
  private static final String TITLE = "Played in a DAW";

  private final Path root;
  private final Function<String, TakeOrigin> origins;
  private final PrintWriter print;
  private final ExecutorService exports = Executors.newSingleThreadExecutor(
      task -> Thread.ofPlatform().name("antiphon-takes").unstarted(task));

  /**
   * @param root where the folders go
   * @param origins where a take of now comes from, with a model
   */
  public HostTakes(Path root, Function<String, TakeOrigin> origins, PrintWriter print) {
    this.root = root;
    this.origins = origins;
    this.print = print;
  }

  @Override
  public Optional<Recording> begin(EngineSettings settings, String model) {
    Path folder = freeFolder();
    try {
      return Optional.of(new Taken(folder, TakeRecorder.begin(folder, settings, origins.apply(model)), settings.preset()));
    } catch (IOException | ModelException e) {
      say("no take can be written: " + e.getMessage());
      return Optional.empty();
    }
  }

  private Path freeFolder() {
    Path wanted = root.resolve(String.valueOf(TakeRecorder.newFolder().getFileName()));
    Path free = wanted;
    for (int n = 2; Files.exists(free); n++) {
      free = wanted.resolveSibling(wanted.getFileName() + "-" + n);
    }
    return free;
  }

  /** Waits until all takes are written. */
  @Override
  public void close() {
    exports.close();
  }

  private void say(String line) {
    print.println(line);
    print.flush();
  }

  private final class Taken implements Recording {
    private final Path folder;
    private final TakeLog log;
    private final Preset preset;

    Taken(Path folder, TakeLog log, Preset preset) {
      this.folder = folder;
      this.log = log;
      this.preset = preset;
    }

    @Override
    public TakeLog log() {
      return log;
    }

    @Override
    public void end(LiveEngine engine) {
      log.problem().ifPresent(HostTakes.this::say);
      Optional<FinishedTake> finished = FinishedTake.of(
          TITLE, engine.timeline(), engine.conversation().filter(c -> c.size() > 0).map(Conversation::score), engine.notes(), preset);
      exports.execute(() -> write(finished));
    }

    private void write(Optional<FinishedTake> finished) {
      try {
        if (finished.isPresent()) {
          TakeFiles.writeMidi(folder.resolve("take.mid"), finished.get());
          TakeFiles.writeAbc(folder.resolve("take.abc"), finished.get());
          TakeFiles.writeMusicXml(folder.resolve("take.musicxml"), finished.get());
          say(folder + " holds what was played");
        } else {
          TakeRecorder.discard(folder);
        }
      } catch (IOException | RuntimeException e) {
        say(folder + " holds the take, but not all files beside it: " + e.getMessage());
      }
    }
  }
}
