package antiphon.bridge;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves every plug-in instance in the run folder: finds and claims new ones, hears them, lets go of those that are
 * over and removes what hosts that crashed have left. One thread drives it by {@link #doWork}; it has none of its own.
 * [bridge]
 */
public final class PluginBridge implements AutoCloseable {
  /** The process that owns a file is looked for this often, and new files too. */
  static final long SCAN_NS = 50_000_000;

  /** Far below what messages are sent ahead of their time. */
  private static final long ROLLING_NS = 1_000_000;
  /** What the player plays while the transport stands carries its sample, so hearing it later does not move it. */
  private static final long STANDING_NS = 8_000_000;
  /** A host that renders offline waits for each answer. */
  private static final long OFFLINE_NS = 50_000;
  private static final long IDLE_NS = 10_000_000;
  /** A host that has processed nothing for so long has stopped. */
  private static final long STOPPED_NS = 1_000_000_000;

  private final Path runFolder;
  private final LongSupplier clockNs;
  private final LongPredicate alive;
  private final HostEngine engine;
  private final BridgeNews news;
  private final List<Instance> instances = new ArrayList<>();
  private final Set<Path> refused = new HashSet<>();
  private long nextScanNs;
  private boolean scanned;

  /**
   * @param runFolder as {@link RunFolder#open} gives it
   * @param clockNs nanoseconds of a clock that goes on by itself; its readings are the heartbeat
   */
  public PluginBridge(Path runFolder, LongSupplier clockNs, HostEngine engine, BridgeNews news) {
    this(runFolder, clockNs, engine, news, pid -> ProcessHandle.of(pid).isPresent());
  }

  PluginBridge(Path runFolder, LongSupplier clockNs, HostEngine engine, BridgeNews news, LongPredicate alive) {
    this.runFolder = runFolder;
    this.clockNs = clockNs;
    this.engine = engine;
    this.news = news;
    this.alive = alive;
  }

  /**
   * Does what there is to do: now and then looks for instances, and hears each.
   *
   * @return nanoseconds after which to call again: a millisecond while a transport rolls, less while a host renders offline, at most ten while there is an instance, else fifty
   */
  public long doWork() {
    long nowNs = clockNs.getAsLong();
    boolean scan = !scanned || nowNs - nextScanNs >= 0;
    if (scan) {
      scanned = true;
      nextScanNs = nowNs + SCAN_NS;
      scan();
    }
    long againNs = instances.isEmpty() ? SCAN_NS : IDLE_NS;
    for (int i = instances.size() - 1; i >= 0; i--) {
      Instance instance = instances.get(i);
      String over = poll(instance, nowNs);
      if (over == null && scan && !alive.test(instance.pluginPid())) {
        over = "its host has died";
        remove(instance.file());
      }
      if (over != null) {
        close(instance, over);
      } else if (nowNs - instance.movedNs() < STOPPED_NS) {
        againNs = Math.min(againNs, instance.offline() ? OFFLINE_NS : instance.transport().rolling() ? ROLLING_NS : STANDING_NS);
      }
    }
    return againNs;
  }

  /** How many instances are served now. */
  public int instances() {
    return instances.size();
  }

  /** Lets go of every instance. */
  @Override
  public void close() {
    while (!instances.isEmpty()) {
      close(instances.getLast(), "the engine ends");
    }
  }

  private @Nullable String poll(Instance instance, long nowNs) {
    try {
      return instance.poll(nowNs, alive);
    } catch (RuntimeException | Error e) {
      // One instance's trouble must not silence the others.
      news.fault(e);
      return "failed: " + e;
    }
  }

  private void close(Instance instance, String why) {
    instances.remove(instance);
    try {
      instance.close();
    } catch (RuntimeException | Error e) {
      news.fault(e);
      news.closed(instance.name(), why + "; closing failed: " + e);
      return;
    }
    news.closed(instance.name(), why);
  }

  private void scan() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(runFolder, "*.{apr,apr.tmp}")) {
      for (Path file : files) {
        if (!refused.contains(file) && instances.stream().noneMatch(i -> i.file().equals(file))) {
          meet(file);
        }
      }
    } catch (IOException e) {
      refuseOnce(runFolder, runFolder + ": cannot be listed: " + e.getMessage());
    }
  }

  private void meet(Path file) {
    try {
      if (!alive.test(pidIn(file))) {
        remove(file);
      } else if (file.toString().endsWith(".apr") && Files.size(file) >= Layout.REGION_BYTES) {
        Instance instance = Instance.claim(file, ProcessHandle.current().pid(), alive);
        if (instance != null) {
          open(instance);
        }
      } else if (file.toString().endsWith(".apr")) {
        refuseOnce(file, file.getFileName() + ": not a plug-in instance: too short");
      }
    } catch (IOException e) {
      // It may have gone meanwhile.
      if (Files.exists(file)) {
        refuseOnce(file, String.valueOf(e.getMessage()));
      }
    }
  }

  private void open(Instance instance) {
    instances.add(instance);
    try {
      instance.open(engine);
      news.opened(instance.title());
    } catch (RuntimeException | Error e) {
      news.fault(e);
      refused.add(instance.file());
      close(instance, "failed: " + e);
    }
  }

  private void refuseOnce(Path file, String line) {
    if (refused.add(file)) {
      news.refused(line);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // Somebody maps it still; the next engine tries again.
    }
  }

  /** The process that a file's name tells, FORMAT-PID-NUMBER; -1 if none. */
  private static long pidIn(Path file) throws IOException {
    String[] parts = file.getFileName().toString().split("-");
    try {
      return Long.parseLong(parts[1]);
    } catch (RuntimeException e) {
      throw new IOException(file.getFileName() + ": not a plug-in instance: expected FORMAT-PROCESS-NUMBER.apr", e);
    }
  }
}
