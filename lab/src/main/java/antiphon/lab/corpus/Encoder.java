package antiphon.lab.corpus;

import antiphon.abc.AbcWriter;
import antiphon.score.Score;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;

/** Turns corpora into training lines: keeps what is sound, makes variants, splits by work. One thread. */
public final class Encoder {
  /** Corpora that weights meant for publication must not see. */
  private static final Set<String> PRIVATE = Set.of("pop909", "nottingham");

  private static final ObjectMapper JSON = new ObjectMapper();
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
    Corpus.read(folder, counts, this::piece);
  }

  private void piece(Piece piece) {
    if (!all && PRIVATE.contains(piece.corpus())) {
      counts.skipped(piece.corpus(), "not for published weights (--all takes it)");
      return;
    }
    counts.kept(piece.corpus());
    boolean valid = Math.floorMod(mix(piece.work().hashCode()), VALID_OF) == 0;
    int count = valid ? 1 : variants;
    SplittableRandom random = new SplittableRandom(piece.id().hashCode());
    for (int i = 0; i < count; i++) {
      write(piece, Variants.of(piece, i, random), valid, i, Mix.passes(piece) / count);
    }
  }

  /** Spreads the hash codes of similar names. */
  private static int mix(int hash) {
    return (int) ((hash * 0x9E3779B97F4A7C15L) >>> 33);
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
