package antiphon.lab.evaluate;

import antiphon.abc.AbcReader;
import antiphon.lab.corpus.Corpus;
import antiphon.lab.corpus.EncodeCounts;
import antiphon.lab.corpus.Piece;
import antiphon.critic.Fingerprints;
import antiphon.score.Score;
import antiphon.score.Voice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Pieces to measure on, and pieces to learn from. Stateless. */
public final class HeldOut {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OWN = "pieces.iabc";
  private static final String VALID = "\"split\":\"valid\"";
  private static final String TRAIN = "\"split\":\"train\"";
  private static final String CORPUS = "\"corpus\":\"";
  /** The end of the id of a piece that is neither moved nor cut. */
  private static final String ITSELF = "#0\"";

  /** A voice of fewer notes is too short to say whether it is known. */
  private static final int LEAST_NOTES = 32;

  private HeldOut() {}

  /** The pieces that come with the program, written for it, so that no model has learnt them. */
  public static List<Piece> own() {
    try (InputStream in = Objects.requireNonNull(HeldOut.class.getResourceAsStream(OWN), OWN)) {
      List<Piece> pieces = new ArrayList<>();
      for (String text : new String(in.readAllBytes(), StandardCharsets.US_ASCII).split("\n\n+")) {
        String id = "own/" + (pieces.size() + 1);
        pieces.add(new Piece(id, "own", id, AbcReader.read(text.strip() + "\n")));
      }
      return pieces;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /**
   * Pieces that are wanted, at most {@code most}, spread over all: of a folder all that can be read, of a file that
   * {@code antiphon encode} wrote those of its validation split.
   *
   * @throws IOException if it cannot be read
   */
  public static List<Piece> of(Path on, int most, Predicate<Score> wanted) throws IOException {
    return spread(Files.isDirectory(on) ? folder(on, wanted) : file(on, wanted), most);
  }

  /**
   * Pieces to learn from, spread alike: of a folder all, of a file those of its training split, as they are in the
   * corpus.
   *
   * @throws IOException if it cannot be read
   */
  public static List<Score> training(Path from, int most) throws IOException {
    List<Piece> all = Files.isDirectory(from) ? folder(from, score -> true) : some(from, most);
    return spread(all, most).stream().map(Piece::score).toList();
  }

  /**
   * Every piece to learn from, once, as it is in the corpus.
   *
   * @throws IOException if it cannot be read
   */
  public static void eachTraining(Path from, Consumer<Score> scores) throws IOException {
    if (Files.isDirectory(from)) {
      Corpus.read(from, new EncodeCounts(), piece -> scores.accept(piece.score()));
      return;
    }
    try (BufferedReader lines = Files.newBufferedReader(from)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (learnt(line)) {
          scores.accept(piece(line).score());
        }
      }
    }
  }

  /**
   * Of each corpus that a file holds at most so many pieces to learn from, spread alike.
   *
   * @throws IOException if it cannot be read
   */
  public static List<Score> trainingOfEach(Path file, int most) throws IOException {
    Map<String, List<String>> corpora = new TreeMap<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (learnt(line)) {
          String rest = line.substring(line.indexOf(CORPUS) + CORPUS.length());
          corpora.computeIfAbsent(rest.substring(0, rest.indexOf('"')), corpus -> new ArrayList<>()).add(line);
        }
      }
    }
    List<Score> scores = new ArrayList<>();
    for (List<String> all : corpora.values()) {
      for (String line : spread(all, most)) {
        scores.add(piece(line).score());
      }
    }
    return scores;
  }

  /** About {@code most} of the training pieces of a file: the others are not even parsed. */
  private static List<Piece> some(Path file, int most) throws IOException {
    long count;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      count = lines.lines().filter(HeldOut::learnt).count();
    }
    List<Piece> pieces = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      long seen = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (learnt(line)) {
          boolean next = seen * most / count != (seen + 1) * most / count || count <= most;
          seen++;
          if (next) {
            pieces.add(piece(line));
          }
        }
      }
    }
    return pieces;
  }

  private static boolean learnt(String line) {
    return line.contains(TRAIN) && line.substring(0, line.indexOf("\",\"") + 1).endsWith(ITSELF);
  }

  private static List<Piece> folder(Path folder, Predicate<Score> wanted) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    Corpus.read(folder, new EncodeCounts(), piece -> {
      if (wanted.test(piece.score())) {
        pieces.add(piece);
      }
    });
    return pieces;
  }

  private static List<Piece> file(Path file, Predicate<Score> wanted) throws IOException {
    List<Piece> pieces = new ArrayList<>();
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.contains(VALID)) {
          Piece piece = piece(line);
          if (wanted.test(piece.score())) {
            pieces.add(piece);
          }
        }
      }
    }
    return pieces;
  }

  /**
   * Whether a model has most likely learnt a piece, or another version of it: half of a voice, or more, is one run that
   * stands in the training set, too. A split by work does not find the song that two collections name differently.
   */
  public static boolean known(Score score, Fingerprints known) {
    return score.voices().stream().map(Voice::notes).filter(notes -> notes.size() >= LEAST_NOTES)
        .anyMatch(notes -> 2 * known.longestRun(notes, 0) >= notes.size());
  }

  private static Piece piece(String line) throws IOException {
    JsonNode json = JSON.readTree(line);
    return new Piece(json.path("id").asText(), json.path("corpus").asText(), json.path("work").asText(),
        AbcReader.read(json.path("text").asText()));
  }

  private static <T> List<T> spread(List<T> all, int most) {
    int count = Math.min(most, all.size());
    List<T> spread = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      spread.add(all.get((int) ((long) i * all.size() / count)));
    }
    return spread;
  }
}
