package antiphon.midi;

import antiphon.user.UserFolders;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How late each output is, as its user measured it: a small file with the milliseconds behind each port's name. */
public final class OutputLatencies {
  private static final double LONGEST_MS = 1_000;

  private final @Nullable Path file;

  private OutputLatencies(@Nullable Path file) {
    this.file = file;
  }

  /** The user's: {@code latency.properties} among the settings. */
  public static OutputLatencies ofUser() {
    return in(UserFolders.here().settings().resolve("latency.properties"));
  }

  /** Those in {@code file}, which need not be there. */
  static OutputLatencies in(Path file) {
    return new OutputLatencies(file);
  }

  /** No output is known. */
  static OutputLatencies none() {
    return new OutputLatencies(null);
  }

  /**
   * [any] The latency of the output of this name in nanoseconds, if it was measured.
   *
   * @throws MidiPortException if the file cannot be read or holds something else for it
   */
  public OptionalLong of(String output) {
    @Nullable String text = load().getProperty(output);
    if (text == null) {
      return OptionalLong.empty();
    }
    try {
      double ms = Double.parseDouble(text);
      if (ms >= 0 && ms <= LONGEST_MS) {
        return OptionalLong.of(Math.round(ms * 1e6));
      }
    } catch (NumberFormatException e) {
      // As wrong as a number out of range.
    }
    throw new MidiPortException(
        file + ": latency '" + text + "' of '" + output + "', expected milliseconds from 0 to 1000");
  }

  /**
   * Keeps the latency of an output in tenths of a millisecond, making the file if there is none.
   *
   * @return the file
   */
  public Path save(String output, long latencyNs) throws IOException {
    Properties all = load();
    all.setProperty(output, String.valueOf(Math.round(latencyNs / 1e5) / 10.0));
    if (file == null) {
      throw new IllegalStateException("no file to save to");
    }
    Files.createDirectories(file.toAbsolutePath().getParent());
    try (Writer writer = Files.newBufferedWriter(file)) {
      all.store(writer, "How late each MIDI output is, in milliseconds");
    }
    return file;
  }

  private Properties load() {
    Properties all = new Properties();
    if (file != null && Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        all.load(reader);
      } catch (IOException | IllegalArgumentException e) {
        throw new MidiPortException(file + ": expected lines 'port = milliseconds' (" + e.getMessage() + ")", e);
      }
    }
    return all;
  }
}
