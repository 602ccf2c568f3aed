package antiphon.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file {@code takes.db}: SQLite with a write-ahead log that is on the disk before anything is told as done, so that a
 * kill at any moment, also of the machine, loses nothing that was told. Not for several threads; several programs may
 * have it open.
 */
final class Database implements AutoCloseable {
  static final String FILE = "takes.db";

  private static final int VERSION = 2;
  /** So long another program may be writing before it is said to be busy. */
  private static final int BUSY_MS = 5_000;
  /** Results of SQLite; only the last two say that the file is damaged. */
  private static final int BUSY = 5;
  private static final int LOCKED = 6;
  private static final int CORRUPT = 11;
  private static final int NOT_A_DATABASE = 26;
  private static final String TABLE = """
      CREATE TABLE IF NOT EXISTS takes (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, title TEXT NOT NULL, name TEXT, starred INTEGER NOT NULL,
        deleted INTEGER NOT NULL, created TEXT NOT NULL, program TEXT NOT NULL, model TEXT NOT NULL, style TEXT NOT NULL,
        mode TEXT NOT NULL, chart TEXT NOT NULL, meter TEXT NOT NULL, tempo REAL NOT NULL, music_key TEXT NOT NULL,
        bars INTEGER NOT NULL, past INTEGER NOT NULL, length_ms INTEGER NOT NULL, notes INTEGER NOT NULL, shortness TEXT NOT NULL,
        form TEXT NOT NULL, difficulty REAL NOT NULL, words TEXT NOT NULL, thumbnail TEXT NOT NULL, analysis TEXT NOT NULL,
        traits TEXT NOT NULL, tunes BLOB NOT NULL, music BLOB NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL)""";
  private static final String LISTED = "id, kind, coalesce(name, title) AS shown, starred, created, style, mode, chart, meter, tempo,"
      + " music_key, bars, past, length_ms, notes, form, difficulty, shortness, thumbnail";

  private final Path file;
  private final Connection connection;

  /** Reads a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Database(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /**
   * Opens the database of a folder, or makes it. One that is damaged, or of another version, is put aside as {@code
   * takes.db.old}, or with a number behind it where there is one already, and begun anew.
   *
   * @throws LibraryBusyException if another program has it for more than five seconds
   * @throws LibraryException if it cannot be kept there
   */
  static Database open(Path folder) {
    return open(folder, BUSY_MS);
  }

  static Database open(Path folder, int busyMs) {
    Path file = folder.resolve(FILE);
    try {
      Optional<Database> there = checked(file, busyMs);
      if (there.isPresent()) {
        return there.get();
      }
      putAside(folder);
      return checked(file, busyMs).orElseThrow(() -> new SQLException("damaged as soon as it is made"));
    } catch (SQLException e) {
      throw isBusy(e) ? new LibraryBusyException(file, e) : unusable(file, e);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static LibraryException unusable(Path file, Exception e) {
    return new LibraryException(file + ": " + e.getMessage() + ", expected a place where the library can be kept", e);
  }

  /** The database, or nothing if it is damaged or of another version, and nobody has it open. */
  private static Optional<Database> checked(Path file, int busyMs) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    Database database = new Database(file, connection);
    boolean good = false;
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=" + busyMs);
      int version = database.number("PRAGMA user_version");
      if (version != 0 && version != VERSION) {
        // Only possible while no other program has it open, under which it must not be moved away.
        statement.execute("PRAGMA journal_mode=DELETE");
        return Optional.empty();
      }
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      if (!database.check().equals("ok")) {
        return Optional.empty();
      }
      statement.execute(TABLE);
      statement.execute("PRAGMA user_version=" + VERSION);
      good = true;
      return Optional.of(database);
    } catch (SQLException e) {
      if (isDamaged(e)) {
        return Optional.empty();
      }
      throw e;
    } finally {
      if (!good) {
        connection.close();
      }
    }
  }

  private static boolean isBusy(SQLException e) {
    return e.getErrorCode() == BUSY || e.getErrorCode() == LOCKED;
  }

  private static boolean isDamaged(SQLException e) {
    return e.getErrorCode() == CORRUPT || e.getErrorCode() == NOT_A_DATABASE;
  }

  private static void putAside(Path folder) throws IOException {
    String name = FILE + ".old";
    for (int n = 2; Files.exists(folder.resolve(name)); n++) {
      name = FILE + ".old." + n;
    }
    for (String end : List.of("", "-wal", "-shm")) {
      Path part = folder.resolve(FILE + end);
      if (Files.exists(part)) {
        Files.move(part, folder.resolve(name + end));
      }
    }
  }

  private int number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /** What SQLite says of its own file: {@code ok}, or what is wrong. */
  String check() throws SQLException {
    try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery("PRAGMA integrity_check")) {
      return row.next() ? row.getString(1) : "no answer";
    }
  }

  /** Changes something; it is on the disk when this returns. */
  int change(String sql, @Nullable Object... values) {
    try (PreparedStatement statement = prepared(sql, values)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  <T> List<T> select(String sql, Row<T> row, Object... values) {
    try (PreparedStatement statement = prepared(sql, values); ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  <T> Optional<T> one(String sql, Row<T> row, Object... values) {
    return select(sql, row, values).stream().findFirst();
  }

  private PreparedStatement prepared(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private LibraryException failed(SQLException e) {
    return isBusy(e) ? new LibraryBusyException(file, e) : new LibraryException("the library's database: " + e.getMessage(), e);
  }

  /** Takes as they are listed. */
  List<Listed> listed(String where, Object... values) {
    return select("SELECT " + LISTED + " FROM takes WHERE notes > 0 AND " + where, Database::listed, values);
  }

  private static Listed listed(ResultSet row) throws SQLException {
    return new Listed(
        row.getString("id"), row.getString("kind"), row.getString("shown"), row.getInt("starred") != 0,
        row.getString("created"), row.getString("style"), row.getString("mode"), row.getString("chart"), row.getString("meter"),
        row.getDouble("tempo"), row.getString("music_key"), row.getInt("bars"), row.getInt("past"), row.getInt("length_ms"),
        row.getInt("notes"), row.getString("form"), row.getDouble("difficulty"), row.getString("shortness"),
        Packed.parseThumbnail(row.getString("thumbnail")));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failed(e);
    }
  }
}
