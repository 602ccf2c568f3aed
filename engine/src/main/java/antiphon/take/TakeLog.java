package antiphon.take;

import antiphon.generate.WrittenBar;
import antiphon.pipeline.EngineEvent;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Fault;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.SleepingWaitStrategy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes a session down while it is played, so that it can be replayed: all that the stages were told, in
 * their order, and all that depended on how fast the machine was. What is taken down goes through a ring
 * of its own to a thread that writes the file, whole lines at once, so that a program that is killed
 * leaves a take up to that moment. Nobody waits for the disk: what finds no room is counted, and said in
 * the take. [log]
 */
public final class TakeLog implements EventHandler<LogSlot>, AutoCloseable {
  private static final int SLOTS = 1 << 14;
  private static final long LOOK_NS = 10_000_000;
  private static final int FULL = 1 << 16;

  public final RingBuffer<LogSlot> slots;
  private final Path path;
  private final FileChannel file;
  private final StringBuilder text = new StringBuilder();
  private final AtomicLong lost = new AtomicLong();
  private volatile @Nullable String problem;
  private long toldLost;
  private boolean closed;

  private TakeLog(Path path, FileChannel file, int slots) {
    this.path = path;
    this.file = file;
    this.slots = RingBuffer.createMultiProducer(LogSlot::new, slots, new SleepingWaitStrategy(0, LOOK_NS));
  }

  /**
   * Begins a new file, with all that was known before the first note.
   *
   * @param origin of the program and its model
   * @throws IOException if the file cannot be written
   */
  public static TakeLog begin(Path path, EngineSettings settings, TakeOrigin origin) throws IOException {
    return begin(path, settings, origin, SLOTS);
  }

  static TakeLog begin(Path path, EngineSettings settings, TakeOrigin origin, int slots) throws IOException {
    FileChannel file = FileChannel.open(
        path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    TakeLog log = new TakeLog(path, file, slots);
    log.text.append(TakeHeader.of(settings, origin).json()).append('\n');
    log.write();
    if (log.problem != null) {
      file.close();
      // One without its header is of no use.
      Files.deleteIfExists(path);
      throw new IOException(log.problem);
    }
    return log;
  }

  /** What kept the take from being written to its end, if anything did. [any] */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  /** Entries that found no room, so that the take can be replayed only up to there. [any] */
  public long lost() {
    return lost.get();
  }

  /** Takes down an event that the listening stage has seen. [listen] */
  public void event(EngineEvent event, boolean unheard) {
    LogSlot slot = claim();
    if (slot != null) {
      slot.set(event, unheard);
      slots.publish(slot.sequence);
    }
  }

  /** News of the emitting thread that never came to the listening stage. [listen] */
  public void missing(long events) {
    line(TakeText.lost(events));
  }

  /** How often the composing side left what it was told for something newer, before it began to write. [compose] */
  void began(int leftBefore) {
    line(TakeText.began(leftBefore));
  }

  /** What came of writing a bar, and at which question time was up for each deadline asked for, -1 for never. [compose] */
  void wrote(long number, List<Integer> times, @Nullable WrittenBar written) {
    line(TakeText.wrote(number, times, written));
  }

  /** Something went wrong, of which the music goes on. [log] */
  public void fault(Fault fault) {
    line(TakeText.fault(fault));
  }

  /** The model failed. [compose] */
  void failed(String reason) {
    line(TakeText.failed(reason));
  }

  private void line(String line) {
    LogSlot slot = claim();
    if (slot != null) {
      slot.line = line;
      slots.publish(slot.sequence);
    }
  }

  private @Nullable LogSlot claim() {
    long sequence;
    try {
      sequence = slots.tryNext();
    } catch (InsufficientCapacityException full) {
      lost.incrementAndGet();
      return null;
    }
    LogSlot slot = slots.get(sequence);
    slot.sequence = sequence;
    slot.lost = lost.get();
    return slot;
  }

  @Override
  public void onEvent(LogSlot slot, long sequence, boolean endOfBatch) {
    tellLost(slot.lost);
    if (slot.line == null) {
      TakeText.append(text, slot);
    } else {
      text.append(slot.line);
    }
    text.append('\n');
    if (endOfBatch || text.length() > FULL) {
      write();
    }
  }

  private void tellLost(long now) {
    if (now > toldLost) {
      text.append(TakeText.lost(now - toldLost)).append('\n');
      toldLost = now;
    }
  }

  private void write() {
    if (problem == null) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      } catch (IOException e) {
        // The music goes on without its take.
        problem = path + ": the take could not be written on (" + e.getMessage() + "), expected room for it; what was written before is there";
      }
    }
    text.setLength(0);
  }

  /** Ends the file; the engine that wrote to it must be closed before. */
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    tellLost(lost.get());
    text.append(TakeText.END).append('\n');
    write();
    try {
      file.close();
    } catch (IOException e) {
      problem = path + ": the take could not be closed (" + e.getMessage() + "), expected room for it";
    }
  }
}
