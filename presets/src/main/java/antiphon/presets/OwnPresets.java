package antiphon.presets;

import antiphon.generate.Preset;
import antiphon.user.UserFolders;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A user's own presets: a folder of TOML files, which the command line takes as well. Locked by itself. [any] */
public final class OwnPresets {
  /** What a file may have at most. */
  public static final int MOST_BYTES = 32 * 1024;

  private static final int MOST_FILES = 200;
  private static final int LONGEST_NAME = 40;
  private static final String SUFFIX = ".toml";

  private final Path folder;

  private OwnPresets(Path folder) {
    this.folder = folder;
  }

  /** The user's: {@code presets} among the settings. */
  public static OwnPresets ofUser() {
    return in(UserFolders.here().settings().resolve("presets"));
  }

  /** Those in {@code folder}, which need not be there. */
  public static OwnPresets in(Path folder) {
    return new OwnPresets(folder);
  }

  /** Their names, in order. */
  public synchronized List<String> names() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).filter(name -> name.endsWith(SUFFIX))
          .map(name -> name.substring(0, name.length() - SUFFIX.length())).filter(OwnPresets::plain).sorted().toList();
    } catch (IOException e) {
      throw new PresetException(folder + ": not readable, expected presets", e);
    }
  }

  /**
   * The file of a preset, for the command line and for somebody else.
   *
   * @throws PresetException if there is none
   */
  public Path file(String name) {
    if (!plain(name) || !Files.isRegularFile(folder.resolve(name + SUFFIX))) {
      throw new PresetException("preset '" + name + "': there is none of this name among your own");
    }
    return folder.resolve(name + SUFFIX);
  }

  /** A preset of one's own; throws a {@link PresetException} if there is none or it cannot be read. */
  public Preset find(String name) {
    return Presets.find(file(name).toString());
  }

  /** How to play with it. */
  public Playing playing(String name) {
    return Presets.playing(file(name).toString());
  }

  /** Its TOML. */
  public String text(String name) {
    try {
      return SmallFile.text(file(name));
    } catch (IOException e) {
      throw new PresetException("preset '" + name + "': not readable (" + e.getMessage() + ")", e);
    }
  }

  /** Saves a way to play under a new name like its title; returns the name. */
  public String save(Preset preset, Playing playing) {
    return put(preset.title(), PresetWriter.write(preset, playing));
  }

  /**
   * Takes in somebody's file, if it is a preset; returns its name here.
   *
   * @param toml at most {@link #MOST_BYTES}
   * @throws PresetException if it is not what a preset should be
   */
  public String take(String toml) {
    if (toml.length() > MOST_BYTES) {
      throw new PresetException("the preset has more than " + MOST_BYTES + " characters: expected a TOML file of a few lines");
    }
    PresetFile file = PresetFile.read(toml, "the preset");
    file.preset("taken", "the preset");
    return put(file.title(), toml);
  }

  /** The same once more, under another title; returns the new name. */
  public String duplicate(String name, String title) {
    Preset preset = find(name);
    return save(
        new Preset(
            preset.name(), title, preset.tags(), preset.notagen(), preset.layout(), preset.voices(), preset.meter(), preset.tempo(),
            preset.listenBars(), preset.answerBars(), preset.sampling()),
        playing(name));
  }

  /** Deletes a preset. */
  public synchronized void delete(String name) {
    try {
      Files.delete(file(name));
    } catch (IOException e) {
      throw new PresetException("preset '" + name + "': cannot be deleted (" + e.getMessage() + ")", e);
    }
  }

  private synchronized String put(String title, String toml) {
    if (names().size() >= MOST_FILES) {
      throw new PresetException("there are " + MOST_FILES + " presets of your own: expected fewer, delete some");
    }
    String base = named(title);
    String name = base;
    for (int n = 2; Files.exists(folder.resolve(name + SUFFIX)) || Presets.names().contains(name); n++) {
      name = base + "-" + n;
    }
    try {
      Files.createDirectories(folder);
      Path whole = Files.writeString(Files.createTempFile(folder, "preset", ".part"), toml);
      try {
        Files.move(whole, folder.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(whole, folder.resolve(name + SUFFIX));
      }
      return name;
    } catch (IOException e) {
      throw new PresetException(folder + ": cannot be written (" + e.getMessage() + ")", e);
    }
  }

  /** A name for files: lower-case-with-dashes, in letters of any script. */
  private static String named(String title) {
    String plain = Normalizer.normalize(title, Normalizer.Form.NFKD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-+|-+$", "");
    String cut = plain.substring(0, Math.min(plain.length(), LONGEST_NAME)).replaceAll("-+$", "");
    return cut.isEmpty() ? "preset" : cut;
  }

  private static boolean plain(String name) {
    return name.matches("[\\p{L}\\p{N}]+(-[\\p{L}\\p{N}]+)*");
  }
}
