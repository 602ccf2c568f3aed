package antiphon.library;

import antiphon.library.Packed.Music;
import antiphon.library.Packed.Tunes;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The takes of a folder, and all that can be asked of them. Any thread, one at a time. */
public final class TakeLibrary implements AutoCloseable {
  /** A melody that fits less is another one. */
  private static final double LEAST_FIT = 0.6;

  private static final int LONGEST_NAME = 120;

  private final Path folder;
  private final TakeReader reader;
  private final Database database;
  /** The melodies of takes by their ids, so that they are unpacked once. */
  private final Map<String, Remembered> remembered = new HashMap<>();

  /** Why takes could not be read, by their ids, so that none is tried again until it changes or the program starts anew. */
  private final Map<String, Unreadable> unreadable = new HashMap<>();

  private record Remembered(String version, Tunes tunes) {}

  private record Unreadable(long size, long modified, String why) {}

  /** What {@link #sync} found: how many takes are new or changed, and what of them could not be read, and why. */
  public record Synced(int read, List<String> problems) {}

  private TakeLibrary(Path folder, TakeReader reader, Database database) {
    this.folder = folder;
    this.reader = reader;
    this.database = database;
  }

  /**
   * Opens the library of a folder, which is made if it is not there; {@link #sync} finds what is in it.
   *
   * @throws LibraryException if it cannot be kept there
   */
  public static TakeLibrary open(Path folder, TakeReader reader) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new LibraryException(folder + ": cannot be made a folder, expected a place where takes can be kept", e);
    }
    return new TakeLibrary(folder, reader, Database.open(folder));
  }

  /** Where the takes are. */
  public Path folder() {
    return folder;
  }

  /** The folder of a take. */
  public Path folder(String id) {
    return folder.resolve(id);
  }

  /**
   * Takes in what is new or changed in the folder, and forgets what is gone. What cannot be read, for whatever reason, is
   * said and keeps nothing else from being read.
   *
   * @param except takes that are being played
   */
  public synchronized Synced sync(Set<String> except) {
    record Seen(String id, long size, long modified) {}
    Map<String, Seen> known = database.select(
        "SELECT id, size, modified FROM takes", row -> new Seen(row.getString(1), row.getLong(2), row.getLong(3))).stream()
        .collect(Collectors.toMap(Seen::id, seen -> seen));
    Set<String> there = new HashSet<>();
    List<String> problems = new ArrayList<>();
    int read = 0;
    for (Path own : folders()) {
      String id = own.getFileName().toString();
      try {
        Optional<Path> source = reader.source(own);
        if (source.isEmpty()) {
          continue;
        }
        there.add(id);
        BasicFileAttributes now = Files.readAttributes(source.get(), BasicFileAttributes.class);
        Seen before = known.get(id);
        if (!except.contains(id)
            && (before == null || before.size != now.size() || before.modified != now.lastModifiedTime().toMillis())) {
          tryToRead(id, source.get(), now);
          read++;
        }
      } catch (LibraryBusyException e) {
        throw e;
      } catch (IOException | RuntimeException | VirtualMachineError e) {
        // What the player said of it is kept until it can be read again.
        there.add(id);
        problems.add(id + ": " + why(e));
      }
    }
    unreadable.keySet().retainAll(there);
    known.keySet().stream().filter(id -> !there.contains(id)).forEach(id -> database.change("DELETE FROM takes WHERE id = ?", id));
    return new Synced(read, problems);
  }

  private void tryToRead(String id, Path source, BasicFileAttributes file) throws IOException {
    Unreadable before = unreadable.get(id);
    long modified = file.lastModifiedTime().toMillis();
    if (before != null && before.size == file.size() && before.modified == modified) {
      throw new LibraryException(before.why);
    }
    unreadable.remove(id);
    try {
      read(id, source, file);
    } catch (LibraryBusyException | FileSystemException e) {
      // Says nothing about what is in the file.
      throw e;
    } catch (IOException | RuntimeException | VirtualMachineError e) {
      unreadable.put(id, new Unreadable(file.size(), modified, why(e)));
      throw e;
    }
  }

  private static String why(Throwable e) {
    return switch (e) {
      case OutOfMemoryError _ -> "more than this program has memory for, expected a smaller file";
      case StackOverflowError _ -> "nested too deeply, expected a flatter file";
      default -> Objects.requireNonNullElseGet(e.getMessage(), () -> "unexpected " + e.getClass().getSimpleName());
    };
  }

  private List<Path> folders() {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new LibraryException(folder + ": " + e.getMessage() + ", expected a folder of takes", e);
    }
  }

  private void read(String id, Path source, BasicFileAttributes file) throws IOException {
    Optional<Shelved> shelved = reader.read(source);
    if (shelved.isPresent()) {
      put(id, shelved.get(), file.size(), file.lastModifiedTime().toMillis());
    } else {
      // Remembered as empty, so that it is not read again and again.
      put(id, Silence.OF_NOTHING, file.size(), file.lastModifiedTime().toMillis());
    }
  }

  /** Takes in one take now; it is on the disk when this returns. Returns whether anything was played in it. */
  public synchronized boolean add(String id) throws IOException {
    Path source = reader.source(folder.resolve(id))
        .orElseThrow(() -> new LibraryException(folder.resolve(id) + ": nothing to keep, expected a take or an imported piece"));
    read(id, source, Files.readAttributes(source, BasicFileAttributes.class));
    return find(id).isPresent();
  }

  synchronized void put(String id, Shelved take, long size, long modified) {
    Marks marks = marks(id).orElseGet(() -> Marks.read(folder.resolve(id)));
    Analysis analysis = take.analysis();
    database.change(
        "INSERT OR REPLACE INTO takes VALUES (" + "?, ".repeat(29) + "?)",
        id, take.kind().name().toLowerCase(Locale.ROOT), take.title(), marks.name(), marks.starred() ? 1 : 0, marks.deletedMs(),
        take.created(), take.program(), take.model(), take.style(), take.mode(), take.chart(), take.meter(), take.tempo(),
        analysis.key(), take.barStartsMs().size(), take.past(), take.lengthMs(), take.notes().size(), take.shortness(),
        analysis.form(), analysis.difficulty().of10(), words(id, take), Packed.json(Packed.thumbnail(take.notes(), take.lengthMs())),
        Packed.json(analysis), Packed.json(take.traits()), Packed.pack(new Tunes(take.lines(), take.lineBars())),
        Packed.pack(new Music(take.notes(), take.barStartsMs())), size, modified);
  }

  /** What a take can be found by as text. */
  private static String words(String id, Shelved take) {
    return String.join(
            " ", id, take.title(), take.style(), take.mode(), take.chart(), take.meter(), take.analysis().key(),
            take.analysis().key().endsWith("m") ? "minor" : "major", Math.round(take.tempo()) + " bpm",
            String.join(" ", take.analysis().chords()), take.analysis().form(), take.program(), take.created())
        .toLowerCase(Locale.ROOT);
  }

  /**
   * The takes, the newest first.
   *
   * @param text words, each of which must be there; blank for all
   * @param starred only those that the player marked
   */
  public synchronized List<Listed> list(String text, boolean starred) {
    StringBuilder where = new StringBuilder("deleted = 0").append(starred ? " AND starred = 1" : "");
    List<Object> values = new ArrayList<>();
    for (String word : text.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
      if (!word.isEmpty()) {
        where.append(" AND instr(lower(coalesce(name, '')) || ' ' || words, ?) > 0");
        values.add(word);
      }
    }
    return database.listed(where.append(" ORDER BY created DESC, id DESC").toString(), values.toArray());
  }

  /** One that is not deleted. */
  public synchronized Optional<Listed> find(String id) {
    return database.listed("deleted = 0 AND id = ?", id).stream().findFirst();
  }

  /**
   * The take that a person means: its id, the end or beginning of it, its name, or {@code last}.
   *
   * @throws LibraryException if there is none, or several
   */
  public synchronized Listed named(String text) {
    if (text.equals("last")) {
      return list("", false).stream().findFirst()
          .orElseThrow(() -> new LibraryException(folder + ": no takes yet, expected at least one"));
    }
    Optional<Listed> exact = find(text);
    if (exact.isPresent()) {
      return exact.get();
    }
    List<Listed> fit = list("", false).stream()
        .filter(take -> take.title().equalsIgnoreCase(text) || (!text.isEmpty() && (take.id().startsWith(text) || take.id().endsWith(text))))
        .toList();
    if (fit.size() != 1) {
      throw new LibraryException("take '" + text + "': " + (fit.isEmpty() ? "there is none" : "there are " + fit.size())
          + ", expected an id of 'antiphon takes', a name, or 'last'");
    }
    return fit.getFirst();
  }

  /** Takes with a melody, the best fit first. */
  public synchronized List<Found> byMelody(MelodyQuery query, int most) {
    Map<String, MelodyMatch> fits = new HashMap<>();
    Map<String, Integer> bars = new HashMap<>();
    tunes().forEach((id, tunes) -> {
      for (int i = 0; i < tunes.lines().size(); i++) {
        MelodyMatch match = MelodyMatch.best(query, tunes.lines().get(i));
        MelodyMatch before = fits.get(id);
        if (match.score() >= LEAST_FIT && (before == null || match.score() > before.score())) {
          fits.put(id, match);
          bars.put(id, tunes.bars().get(i).get(match.note()));
        }
      }
    });
    return list("", false).stream().filter(take -> fits.containsKey(take.id()))
        .map(take -> new Found(take, fit(fits, take), bars.getOrDefault(take.id(), 0)))
        .sorted(Comparator.comparingDouble(Found::score).reversed()).limit(most).toList();
  }

  /** The melodies of all takes; of those that did not change since the last time from memory. */
  private Map<String, Tunes> tunes() {
    record Version(String id, String of) {}
    List<Version> now = database.select(
        "SELECT id, size || ' ' || modified FROM takes WHERE deleted = 0 AND notes > 0",
        row -> new Version(row.getString(1), row.getString(2)));
    Map<String, Tunes> all = new HashMap<>();
    for (Version version : now) {
      Remembered before = remembered.get(version.id);
      Remembered known = before != null && before.version.equals(version.of) ? before : new Remembered(version.of,
          database.one("SELECT tunes FROM takes WHERE id = ?", row -> Packed.unpack(row.getBytes(1), Tunes.class), version.id)
              .orElse(new Tunes(List.of(), List.of())));
      remembered.put(version.id, known);
      all.put(version.id, known.tunes);
    }
    remembered.keySet().retainAll(all.keySet());
    return all;
  }

  private static double fit(Map<String, MelodyMatch> fits, Listed take) {
    MelodyMatch match = fits.get(take.id());
    return match == null ? 0 : match.score();
  }

  /** Takes that are like one, the most alike first. */
  public synchronized List<Found> like(String id, int most) {
    double[] wanted = database.one(
        "SELECT traits FROM takes WHERE id = ?", row -> Packed.parse(row.getString(1), double[].class), id)
        .orElseThrow(() -> new LibraryException("take '" + id + "': there is none"));
    Map<String, double[]> traits = new HashMap<>();
    database.select("SELECT id, traits FROM takes WHERE deleted = 0 AND notes > 0", row ->
        traits.put(row.getString(1), Packed.parse(row.getString(2), double[].class)));
    return list("", false).stream().filter(take -> !take.id().equals(id))
        .map(take -> new Found(take, Traits.likeness(wanted, traits.getOrDefault(take.id(), wanted)), 0))
        .sorted(Comparator.comparingDouble(Found::score).reversed()).limit(most).toList();
  }

  /** What was measured of a take. */
  public synchronized Analysis analysis(String id) {
    return database.one("SELECT analysis FROM takes WHERE id = ?", row -> Packed.parse(row.getString(1), Analysis.class), id)
        .orElseThrow(() -> new LibraryException("take '" + id + "': there is none"));
  }

  /** What was measured of the player in all takes, chorus by chorus, the oldest first. */
  public synchronized List<Practised> practice() {
    return database.select(
            "SELECT id, created, analysis FROM takes WHERE deleted = 0 AND notes > 0 ORDER BY created, id",
            row -> practised(row.getString(1), row.getString(2), Packed.parse(row.getString(3), Analysis.class))).stream()
        .flatMap(List::stream).toList();
  }

  private static List<Practised> practised(String take, String created, Analysis analysis) {
    return analysis.choruses().stream().map(chorus -> new Practised(take, created, chorus)).toList();
  }

  /** Its notes, to be played. */
  public synchronized List<Sounded> notes(String id) {
    return music(id).notes();
  }

  /** For each of its bars when it begins, in milliseconds. */
  public synchronized List<Integer> barStartsMs(String id) {
    return music(id).barStartsMs();
  }

  private Music music(String id) {
    return database.one("SELECT music FROM takes WHERE id = ?", row -> Packed.unpack(row.getBytes(1), Music.class), id)
        .orElseThrow(() -> new LibraryException("take '" + id + "': there is none"));
  }

  /** Marks a take, or takes the mark away. */
  public void star(String id, boolean starred) {
    mark(id, marks -> new Marks(marks.name(), starred, marks.deletedMs()));
  }

  /** Gives a take a name; a blank one gives it back what it was recorded as. */
  public void name(String id, String name) {
    String line = name.strip();
    if (line.length() > LONGEST_NAME || line.chars().anyMatch(Character::isISOControl)) {
      throw new LibraryException("name of " + line.length() + " characters: expected one line of at most " + LONGEST_NAME);
    }
    mark(id, marks -> new Marks(line.isEmpty() ? null : line, marks.starred(), marks.deletedMs()));
  }

  /** Takes a take out of all lists; its folder stays until {@link #empty}. */
  public synchronized void delete(String id, long nowMs) {
    // Later than any before, so that undo goes back in order.
    long last = database.one("SELECT max(deleted) FROM takes", row -> row.getLong(1)).orElse(0L);
    mark(id, marks -> new Marks(marks.name(), marks.starred(), Math.max(nowMs, last + 1)));
  }

  /** Brings back what was deleted last; empty if nothing is deleted. */
  public synchronized Optional<Listed> undo() {
    Optional<String> last = database.one(
        "SELECT id FROM takes WHERE deleted > 0 ORDER BY deleted DESC LIMIT 1", row -> row.getString(1));
    last.ifPresent(id -> mark(id, marks -> new Marks(marks.name(), marks.starred(), 0)));
    return last.flatMap(this::find);
  }

  /** How many are deleted and can be brought back. */
  public synchronized int deleted() {
    return database.one("SELECT count(*) FROM takes WHERE deleted > 0", row -> row.getInt(1)).orElse(0);
  }

  /** Removes what was deleted from the disk, for ever; returns how many takes. */
  public synchronized int empty() throws IOException {
    List<String> ids = database.select("SELECT id FROM takes WHERE deleted > 0", row -> row.getString(1));
    for (String id : ids) {
      try (Stream<Path> files = Files.walk(folder.resolve(id))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
      database.change("DELETE FROM takes WHERE id = ?", id);
    }
    return ids.size();
  }

  private Optional<Marks> marks(String id) {
    return database.one("SELECT name, starred, deleted FROM takes WHERE id = ?", row -> {
      @Nullable String name = row.getString(1);
      return new Marks(name, row.getInt(2) != 0, row.getLong(3));
    }, id);
  }

  private synchronized void mark(String id, UnaryOperator<Marks> change) {
    Marks marks = change.apply(marks(id).orElseThrow(() -> new LibraryException("take '" + id + "': there is none")));
    database.change("UPDATE takes SET name = ?, starred = ?, deleted = ? WHERE id = ?",
        marks.name(), marks.starred() ? 1 : 0, marks.deletedMs(), id);
    try {
      if (Files.isDirectory(folder.resolve(id))) {
        marks.write(folder.resolve(id));
      }
    } catch (IOException e) {
      throw new LibraryException(folder.resolve(id) + ": " + e.getMessage() + "; the database has it", e);
    }
  }

  /** Makes the database anew from the folders. */
  public synchronized Synced rebuild() {
    database.change("DELETE FROM takes");
    return sync(Set.of());
  }

  /** What the database says of itself: {@code ok}, or what is wrong. */
  public synchronized String check() {
    try {
      return database.check();
    } catch (SQLException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    database.close();
  }
}
