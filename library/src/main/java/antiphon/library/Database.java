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

  private final Connection connection;

  /** Reads a row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  private Database(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens the database of a folder, or makes it. One that is damaged, or of another version, is put aside as {@code
   * takes.db.old} and begun anew.
   *
   * @throws LibraryException if that cannot be done
   */
  static Database open(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return checked(file);
    } catch (SQLException damaged) {
      try {
        for (String end : List.of("", "-wal", "-shm")) {
          Path part = folder.resolve(FILE + end);
          if (Files.exists(part)) {
            Files.move(part, folder.resolve(FILE + ".old" + end), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
          }
        }
        return checked(file);
      } catch (SQLException | IOException e) {
        throw new LibraryException(file + ": " + e.getMessage() + ", expected a place where the library can be kept", e);
      }
    }
  }

  private static Database checked(Path file) throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    Database database = new Database(connection);
    try (Statement statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout=5000");
      statement.execute("PRAGMA journal_mode=WAL");
      statement.execute("PRAGMA synchronous=FULL");
      int version = database.number("PRAGMA user_version");
      if (version != 0 && version != VERSION) {
        throw new SQLException("a library of version " + version + ", expected " + VERSION);
      }
      if (!database.check().equals("ok")) {
        throw new SQLException("damaged: " + database.check());
      }
      statement.execute(TABLE);
      statement.execute("PRAGMA user_version=" + VERSION);
      return database;
    } catch (SQLException e) {
      connection.close();
      throw e;
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

  private static LibraryException failed(SQLException e) {
    return new LibraryException("the library's database: " + e.getMessage(), e);
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
