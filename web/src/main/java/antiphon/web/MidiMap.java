package antiphon.web;

import antiphon.control.Command;
import antiphon.midi.MidiListener;
import antiphon.midi.MidiMessage;
import antiphon.user.UserFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Controllers and keys of a MIDI device that mean a row of the table of commands. What is bound is not heard as music;
 * what it means is done on a thread of its own ({@code antiphon-map}). Kept in a file of lines {@code cc 1 74 = density}:
 * a controller or {@code key}, channel 1 to 16, number.
 */
public final class MidiMap implements AutoCloseable {
  private static final int CHANNELS = 16;
  private static final int NUMBERS = 128;
  private static final int KEYS = CHANNELS * NUMBERS;
  private static final int WAITING = 256;
  private static final double TOP = 127;
  /** Bank, hold and the likes are the music's; beyond 119 a controller ends notes. */
  private static final int LAST_CONTROLLER = 119;

  private static final long LOOK_MS = 200;
  private static final Pattern LINE = Pattern.compile("(cc|key) (\\d{1,2}) (\\d{1,3}) = (\\S+)");

  private final @Nullable Path file;
  /** Rows by controller, then by key. */
  private final @Nullable String[] rows = new @Nullable String[2 * KEYS];
  private final BlockingQueue<Integer> turned = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread = Thread.ofPlatform().daemon().name("antiphon-map").unstarted(this::run);
  private volatile @Nullable String learning;
  private volatile Consumer<Command> commands = command -> {};
  private volatile Consumer<String> problems = problem -> {};
  private volatile Runnable changed = () -> {};
  private volatile boolean closed;

  /** What is bound: {@code cc 1 74} to a row. */
  public record Binding(String from, String row) {}

  /**
   * What is bound and what is being learnt.
   *
   * @param learning the row for which the next controller or key is taken; null if none
   */
  record State(List<Binding> bindings, @Nullable String learning, List<String> rows) {}

  private MidiMap(@Nullable Path file) {
    this.file = file;
    thread.start();
  }

  /** The user's: {@code midi-map.txt} among the settings; as {@link #in}. */
  public static MidiMap ofUser(Consumer<String> complaints) {
    return in(UserFolders.here().settings().resolve("midi-map.txt"), complaints);
  }

  /**
   * The one in {@code file}, which need not be there.
   *
   * @param complaints is told which lines mean nothing; the others hold
   */
  public static MidiMap in(Path file, Consumer<String> complaints) {
    MidiMap map = new MidiMap(file);
    try {
      map.load(file, complaints);
    } catch (IOException e) {
      complaints.accept(file + ": not readable, expected lines such as 'cc 1 74 = density'");
    }
    return map;
  }

  /** One that is forgotten. */
  static MidiMap empty() {
    return new MidiMap(null);
  }

  private void load(Path from, Consumer<String> complaints) throws IOException {
    int number = 0;
    for (String line : Files.exists(from) ? Files.readAllLines(from) : List.<String>of()) {
      number++;
      Matcher matcher = LINE.matcher(line.strip());
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        if (!matcher.matches() || !Rows.known(matcher.group(4))) {
          throw new IllegalArgumentException("expected such as 'cc 1 74 = density'");
        }
        rows[slot(line.strip().split(" = ", 2)[0])] = matcher.group(4);
      } catch (IllegalArgumentException e) {
        complaints.accept(from + ", line " + number + " '" + line.strip() + "': " + e.getMessage());
      }
    }
  }

  /** Whose commands are given, and who is told what could not be done. */
  public void commands(Consumer<Command> perform, Consumer<String> onProblem) {
    commands = perform;
    problems = onProblem;
  }

  /** Who is told that something was learnt. */
  void onChange(Runnable told) {
    changed = told;
  }

  /** What hears everything but what is bound, which goes no further. */
  public MidiListener before(MidiListener player) {
    return (message, timeNs) -> {
      if (!takes(message)) {
        player.onMessage(message, timeNs);
      }
    };
  }

  /** Whether a message is bound, or learnt now; then it is done. [midi-in] */
  public boolean takes(int message) {
    int slot = slot(message);
    if (slot < 0) {
      return false;
    }
    if (learning != null && (slot < KEYS || MidiMessage.isNoteOn(message))) {
      bind(slot);
      return true;
    }
    if (rows[slot] == null) {
      return false;
    }
    boolean offered = turned.offer(message);
    // Where so many wait that there is no room the last position is lost, not the music.
    return offered || rows[slot] != null;
  }

  private static int slot(int message) {
    int command = MidiMessage.status(message) & 0xF0;
    int place = (MidiMessage.status(message) & 0x0F) * NUMBERS + MidiMessage.data1(message);
    return switch (command) {
      case MidiMessage.CONTROL_CHANGE -> MidiMessage.data1(message) > LAST_CONTROLLER ? -1 : place;
      case MidiMessage.NOTE_ON, MidiMessage.NOTE_OFF -> KEYS + place;
      default -> -1;
    };
  }

  private static int slot(String from) {
    Matcher matcher = LINE.matcher(from + " = x");
    if (!matcher.matches() || Integer.parseInt(matcher.group(2)) < 1 || Integer.parseInt(matcher.group(2)) > CHANNELS
        || Integer.parseInt(matcher.group(3)) >= NUMBERS) {
      throw new IllegalArgumentException("'" + from + "': expected such as 'cc 1 74' or 'key 10 36'");
    }
    return (matcher.group(1).equals("cc") ? 0 : KEYS)
        + (Integer.parseInt(matcher.group(2)) - 1) * NUMBERS + Integer.parseInt(matcher.group(3));
  }

  private static String from(int slot) {
    return (slot < KEYS ? "cc " : "key ") + (slot % KEYS / NUMBERS + 1) + " " + slot % NUMBERS;
  }

  private synchronized void bind(int slot) {
    String row = learning;
    if (row != null) {
      rows[slot] = row;
      learning = null;
      // Writing is for the other thread.
      turned.offer(-1);
    }
  }

  /**
   * Binds the next controller or key to a row; an empty row learns nothing.
   *
   * @throws IllegalArgumentException if there is no such row
   */
  public synchronized void learn(String row) {
    if (!row.isEmpty() && !Rows.known(row)) {
      throw new IllegalArgumentException("row '" + row + "': expected one of " + String.join(", ", Rows.names()));
    }
    learning = row.isEmpty() ? null : row;
    changed.run();
  }

  /**
   * Binds a controller or key no more.
   *
   * @param from such as {@code cc 1 74}
   * @throws IllegalArgumentException if it is none, or not bound
   */
  public synchronized void forget(String from) {
    int slot = slot(from);
    if (rows[slot] == null) {
      throw new IllegalArgumentException("'" + from + "': is not bound");
    }
    rows[slot] = null;
    save();
  }

  /** What is bound now. */
  synchronized State state() {
    return new State(bindings(), learning, Rows.names());
  }

  /** What is bound, in order. */
  public synchronized List<Binding> bindings() {
    List<Binding> bindings = new ArrayList<>();
    for (int slot = 0; slot < rows.length; slot++) {
      String row = rows[slot];
      if (row != null) {
        bindings.add(new Binding(from(slot), row));
      }
    }
    return bindings;
  }

  private void run() {
    while (!closed) {
      try {
        Integer message = turned.poll(LOOK_MS, TimeUnit.MILLISECONDS);
        if (message != null && message == -1) {
          save();
        } else if (message != null) {
          perform(message);
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        problems.accept(String.valueOf(e.getMessage()));
      }
    }
  }

  private void perform(int message) {
    int slot = slot(message);
    String row = rows[slot];
    if (row != null) {
      Optional<Command> command = slot < KEYS ? Rows.turned(row, MidiMessage.data2(message) / TOP)
          : MidiMessage.isNoteOn(message) ? Rows.pressed(row) : Optional.empty();
      command.ifPresent(commands);
    }
  }

  private synchronized void save() {
    if (file != null) {
      StringBuilder text = new StringBuilder("# A controller (cc) or key, its channel and number = what it does\n");
      bindings().forEach(binding -> text.append(binding.from()).append(" = ").append(binding.row()).append('\n'));
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
      } catch (IOException e) {
        throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
      }
    }
    changed.run();
  }

  /** Ends its thread. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}
