package antiphon.app.corpus;

import antiphon.abc.AbcWriter;
import antiphon.app.sheet.SheetKind;
import antiphon.score.Bar;
import antiphon.score.Score;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Turns corpora into training lines: keeps what is sound, makes variants, splits by work. One thread. */
public final class Encoder {
  /** Corpora that weights meant for publication must not see. */
  private static final Set<String> PRIVATE = Set.of("pop909", "nottingham");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double FULL_BARS = 0.9;
  private static final int VALID_OF = 50;

  private final Writer out;
  private final EncodeCounts counts = new EncodeCounts();
  private final int variants;
  private final boolean all;

  /**
   * @param out receives the JSON lines
   * @param variants how many variants of each training piece, 1 or more; the first is the piece itself
   * @param all whether to take corpora whose licence forbids publishing weights
   */
  public Encoder(Writer out, int variants, boolean all) {
    this.out = out;
    this.variants = variants;
    this.all = all;
  }

  /** What was done so far. */
  public EncodeCounts counts() {
    return counts;
  }

  /**
   * Encodes every file below a folder that can be read as music.
   *
   * @throws IOException if the folder cannot be read or the lines cannot be written
   */
  public void folder(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).sorted().toList();
    }
    for (Path file : files) {
      if (file.toString().toLowerCase(Locale.ROOT).endsWith(JsonLines.SUFFIX)) {
        JsonLines.read(file, counts, this::piece);
        continue;
      }
      switch (SheetKind.of(file).orElse(null)) {
        case ABC -> MusicFiles.abc(folder, file, counts, this::piece);
        case MIDI -> MusicFiles.midi(folder, file, counts, this::piece);
        case MUSICXML -> MusicFiles.musicXml(folder, file, counts, this::piece);
        case null -> {
          // Licences, pictures and the like.
        }
      }
    }
  }

  private void piece(Piece piece) {
    if (!all && PRIVATE.contains(piece.corpus())) {
      counts.skipped(piece.corpus(), "not for published weights (--all takes it)");
      return;
    }
    Score score = ScoreEdits.plainBarLines(ScoreEdits.joinCutBars(ScoreEdits.nameMinorKeys(piece.score())));
    String fault = fault(score);
    if (!fault.isEmpty()) {
      counts.skipped(piece.corpus(), fault);
      return;
    }
    Piece sound = new Piece(piece.id(), piece.corpus(), piece.work(), score);
    counts.kept(piece.corpus());
    boolean valid = Math.floorMod(mix(piece.work().hashCode()), VALID_OF) == 0;
    int count = valid ? 1 : variants;
    SplittableRandom random = new SplittableRandom(piece.id().hashCode());
    for (int i = 0; i < count; i++) {
      write(sound, Variants.of(sound, i, random), valid, i, Mix.passes(sound) / count);
    }
  }

  /** Spreads the hash codes of similar names. */
  private static int mix(int hash) {
    return (int) ((hash * 0x9E3779B97F4A7C15L) >>> 33);
  }

  /** Why a piece would teach the model wrong things, or nothing. */
  private static String fault(Score score) {
    if (score.noteCount() < 12) {
      return "fewer than 12 notes";
    }
    List<Bar> inner = score.bars().size() > 2 ? score.bars().subList(1, score.bars().size() - 1) : score.bars();
    long full = inner.stream().filter(Bar::full).count();
    if (full < FULL_BARS * inner.size()) {
      return "fewer than nine bars in ten fill the meter";
    }
    if (score.voices().size() > 9) {
      return "more than 9 voices";
    }
    return "";
  }

  private void write(Piece piece, Score score, boolean valid, int variant, double weight) {
    String text = AbcWriter.header(score) + String.join("", AbcWriter.body(score));
    ObjectNode line = JSON.createObjectNode();
    line.put("id", piece.id() + "#" + variant);
    line.put("work", piece.work());
    line.put("corpus", piece.corpus());
    line.put("style", piece.style());
    line.put("split", valid ? "valid" : "train");
    line.put("weight", Math.round(weight * 1e4) / 1e4);
    line.put("text", text);
    try {
      out.write(JSON.writeValueAsString(line));
      out.write('\n');
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    counts.variant(text.length());
  }
}
