package antiphon.session.live;

import antiphon.user.UserFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was chosen on the page, for the next time: a file with a line {@code output = NAME} and lines {@code off = NAME},
 * for inputs that are not to be heard. Any thread, one at a time.
 */
final class DeviceMemory {
  private static final int MOST_BYTES = 64 * 1024;
  private static final String OUTPUT = "output = ";
  private static final String OFF = "off = ";

  private final @Nullable Path file;
  private final Consumer<String> news;

  /**
   * What is remembered.
   *
   * @param output where the companion sounds; {@link antiphon.web.Devices#BROWSER} if in the browser
   * @param off inputs that are not heard
   */
  record Chosen(String output, Set<String> off) {
    static final Chosen NOTHING = new Chosen("", Set.of());

    Chosen {
      off = Set.copyOf(off);
    }
  }

  private DeviceMemory(@Nullable Path file, Consumer<String> news) {
    this.file = file;
    this.news = news;
  }

  /**
   * The user's: {@code devices.txt} among the settings.
   *
   * @param news is told what cannot be read or written
   */
  static DeviceMemory ofUser(Consumer<String> news) {
    return in(UserFolders.here().settings().resolve("devices.txt"), news);
  }

  /** The one in {@code file}, which need not be there. */
  static DeviceMemory in(Path file, Consumer<String> news) {
    return new DeviceMemory(file, news);
  }

  /** One that forgets. */
  static DeviceMemory none() {
    return new DeviceMemory(null, line -> {});
  }

  /** What was chosen the last time; nothing if the file is not what {@link #keep} writes. */
  Chosen recall() {
    if (file == null || !Files.exists(file)) {
      return Chosen.NOTHING;
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException(Files.size(file) + " bytes, expected at most " + MOST_BYTES);
      }
      return parse(Files.readAllLines(file));
    } catch (IllegalArgumentException e) {
      news.accept(file + ": " + e.getMessage() + "; all inputs are heard, and the browser sounds");
    } catch (IOException e) {
      news.accept(file + ": not readable as text; all inputs are heard, and the browser sounds");
    }
    return Chosen.NOTHING;
  }

  private static Chosen parse(List<String> lines) {
    String output = "";
    Set<String> off = new TreeSet<>();
    int number = 0;
    for (String line : lines) {
      number++;
      if (line.startsWith(OUTPUT) && output.isEmpty()) {
        output = line.substring(OUTPUT.length()).strip();
      } else if (line.startsWith(OFF)) {
        off.add(line.substring(OFF.length()).strip());
      } else if (!line.isBlank() && !line.startsWith("#")) {
        String start = line.substring(0, Math.min(60, line.length()));
        throw new IllegalArgumentException("line " + number + " '" + start + "', expected one 'output = NAME', or 'off = NAME'");
      }
    }
    return new Chosen(output, off);
  }

  /** Remembers; the file is there whole or as it was. */
  void keep(Chosen chosen) {
    if (file == null) {
      return;
    }
    StringBuilder text = new StringBuilder("# What was chosen on the page: where it sounds, and inputs that are not heard\n");
    line(text, OUTPUT, chosen.output());
    new TreeSet<>(chosen.off()).forEach(name -> line(text, OFF, name));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      news.accept(file + " cannot be written, so the devices are chosen for this time only: " + e.getMessage());
    }
  }

  /** A name that is none, or does not stay on its line, is forgotten. */
  private static void line(StringBuilder text, String word, String name) {
    if (!name.isBlank() && name.lines().count() == 1) {
      text.append(word).append(name.strip()).append('\n');
    }
  }
}
