package antiphon.session.live;

import antiphon.control.Command;
import antiphon.engine.LiveEngine;
import antiphon.midi.MidiListener;
import antiphon.midi.MidiPorts;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Fault;
import antiphon.session.shelf.TakeShelf;
import antiphon.take.TakeLog;
import antiphon.take.TakeOrigin;
import antiphon.time.Clock;
import antiphon.web.Devices;
import antiphon.web.MidiMap;
import antiphon.web.Session;
import antiphon.web.SessionOpener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Opens the page's sessions: every device of the machine plays along, each session is taken down in a folder of its
 * own, and what belongs beside the take is written on a thread of its own while the next session plays already.
 */
public final class PageSessions implements SessionOpener, AutoCloseable {
  private final Decoder decoder;
  private final PageDevices devices;
  private final MidiMap map;
  private final String model;
  private final @Nullable TakeShelf shelf;
  private final Supplier<TakeOrigin> origins;
  private final PrintWriter print;
  private final ExecutorService exports = Executors.newSingleThreadExecutor(
      task -> Thread.ofPlatform().name("antiphon-takes").unstarted(task));
  private volatile @Nullable MidiListener player;
  private volatile @Nullable MidiListener heard;
  private volatile @Nullable String title;

  /**
   * @param decoder used by one session after the other; not closed here
   * @param ports where the devices are; not closed here
   * @param shelf where takes go; null if none are kept; not closed here
   * @param origins where a take of now comes from
   */
  public PageSessions(
      Decoder decoder, MidiPorts ports, String model, @Nullable TakeShelf shelf, Supplier<TakeOrigin> origins, PrintWriter print) {
    this.decoder = decoder;
    this.print = print;
    this.devices = new PageDevices(ports, this::played, this::say, DeviceMemory.ofUser(this::say));
    this.map = MidiMap.ofUser(this::say);
    this.model = model;
    this.shelf = shelf;
    this.origins = origins;
  }

  @Override
  public String model() {
    return model;
  }

  private void say(String line) {
    print.println(line);
    print.flush();
  }

  @Override
  public void fault(Fault fault) {
    FaultLog.ofUser().accept(fault);
  }

  @Override
  public MidiMap map() {
    return map;
  }

  @Override
  public Devices devices() {
    return devices;
  }

  /** Opens every MIDI input there is, and what is plugged in later. */
  public void listen() {
    devices.start();
  }

  /** [midi-in] */
  private void played(int message, long timeNs) {
    MidiListener engine = player;
    MidiListener page = heard;
    if (engine != null && page != null && !map.takes(message)) {
      engine.onMessage(message, timeNs);
      page.onMessage(message, timeNs);
    }
  }

  @Override
  public Session open(EngineSettings settings, EngineListener news, MidiListener sent, MidiListener told) {
    try {
      Path folder = shelf == null ? null : freeFolder(shelf);
      TakeLog log = folder == null ? null : TakeRecorder.begin(folder, settings, origin());
      LiveSession live = new LiveSession(settings, decoder, news, log);
      live.companionTo(sent);
      live.companionTo(devices::send);
      live.clickTo(sent);
      live.clickTo(devices::send);
      devices.plays(settings);
      player = live.input();
      heard = told;
      return new Taken(live, new LiveCommands(live), settings, folder, log);
    } catch (IOException e) {
      throw new UncheckedIOException("the take cannot be written: " + e.getMessage(), e);
    }
  }

  private TakeOrigin origin() {
    TakeOrigin usual = origins.get();
    String given = title;
    title = null;
    return given == null ? usual : new TakeOrigin(given, usual.program(), usual.date(), usual.model(), usual.sha256());
  }

  @Override
  public void title(String next) {
    title = next;
  }

  private static Path freeFolder(TakeShelf shelf) {
    Path wanted = shelf.library().folder(String.valueOf(TakeRecorder.newFolder().getFileName()));
    Path free = wanted;
    for (int n = 2; Files.exists(free); n++) {
      free = wanted.resolveSibling(wanted.getFileName() + "-" + n);
    }
    shelf.playing(String.valueOf(free.getFileName()));
    return free;
  }

  /** Waits until all takes are written. */
  @Override
  public void close() {
    player = null;
    devices.close();
    map.close();
    exports.close();
  }

  /** A live session with its commands and its take. */
  private final class Taken implements Session {
    private static final String TITLE = "Played on the page";

    private final LiveSession live;
    private final LiveCommands commands;
    private final EngineSettings settings;
    private final @Nullable Path folder;
    private final @Nullable TakeLog log;

    Taken(LiveSession live, LiveCommands commands, EngineSettings settings, @Nullable Path folder, @Nullable TakeLog log) {
      this.live = live;
      this.commands = commands;
      this.settings = settings;
      this.folder = folder;
      this.log = log;
    }

    @Override
    public LiveEngine engine() {
      return live.engine();
    }

    @Override
    public Clock clock() {
      return live.clock();
    }

    @Override
    public String command(Command command) {
      return commands.perform(command);
    }

    @Override
    public void close() {
      player = null;
      live.close();
      if (log != null) {
        log.problem().ifPresent(PageSessions.this::say);
      }
      Outcome outcome = live.outcome();
      Path into = folder;
      if (into != null) {
        exports.execute(() -> write(outcome, into));
      }
    }

    private void write(Outcome outcome, Path into) {
      try {
        if (outcome.write(into, TITLE, settings.preset())) {
          print.println(into + ": " + outcome.line(true));
          if (shelf != null) {
            shelf.finished(String.valueOf(into.getFileName()));
          }
        } else {
          TakeRecorder.discard(into);
        }
      } catch (IOException | RuntimeException e) {
        print.println(into + " holds the take, but not all files beside it: " + e.getMessage());
      } catch (Error e) {
        print.println(into + " holds the take, but not all files beside it: unexpected " + e);
        FaultLog.ofUser().accept(Fault.of("takes", e));
      }
      print.flush();
    }
  }
}
