package antiphon.lab.evaluate;

import antiphon.lab.corpus.Piece;
import antiphon.memory.MemoryWeights;
import antiphon.model.Decoder;
import antiphon.score.Score;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;

/** What a memory of each piece's own past takes off its bits a character, corpus by corpus. */
public final class MemoryFigures {
  private final Map<String, Surprise> corpora = new TreeMap<>();
  private int pieces;

  private MemoryFigures() {}

  /**
   * Reads pieces.
   *
   * @param bars of each piece at most
   * @param progress told how many pieces are done
   */
  public static MemoryFigures of(Decoder decoder, List<Piece> pieces, int bars, IntConsumer progress) {
    MemoryFigures figures = new MemoryFigures();
    for (Piece piece : pieces) {
      figures.corpora.computeIfAbsent(piece.corpus(), corpus -> new Surprise())
          .add(decoder, Page.of(piece.score()), 0, Math.min(bars, piece.score().bars().size()));
      progress.accept(++figures.pieces);
    }
    return figures;
  }

  /**
   * Fits a memory's weights to pieces that the model has learnt.
   *
   * @param decoder with weights of any kind but {@link MemoryWeights#NONE}, which are not used
   */
  public static MemoryWeights fit(Decoder decoder, List<Score> pieces, int bars, IntConsumer progress) {
    MemoryFit fit = new MemoryFit();
    Surprise surprise = new Surprise();
    int done = 0;
    for (Score piece : pieces) {
      surprise.add(decoder, Page.of(piece), 0, Math.min(bars, piece.bars().size()), fit);
      progress.accept(++done);
    }
    return fit.weights();
  }

  /** Everything by name. */
  public Map<String, Number> figures() {
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("pieces", pieces);
    corpora.forEach((corpus, surprise) -> {
      figures.put(corpus + ".characters", surprise.characters());
      figures.put(corpus + ".bits-per-character-alone", surprise.bitsPerCharacterAlone());
      figures.put(corpus + ".bits-per-character", surprise.bitsPerCharacter());
    });
    figures.put("mean.bits-per-character-alone", mean(false));
    figures.put("mean.bits-per-character", mean(true));
    return figures;
  }

  private double mean(boolean remembering) {
    return corpora.values().stream()
        .mapToDouble(s -> remembering ? s.bitsPerCharacter() : s.bitsPerCharacterAlone()).average().orElse(Double.NaN);
  }

  /** The table for people, in a fixed-width font. */
  public String text() {
    StringBuilder text = new StringBuilder(String.format("%-16s %10s %12s %12s%n", "Bits a character", "characters", "model alone", "with memory"));
    corpora.forEach((corpus, surprise) -> text.append(String.format(Locale.ROOT, "%-16s %10d %12.3f %12.3f%n",
        corpus, surprise.characters(), surprise.bitsPerCharacterAlone(), surprise.bitsPerCharacter())));
    return text.append(String.format(Locale.ROOT, "%-16s %10s %12.3f %12.3f%n", "mean of these", "", mean(false), mean(true))).toString();
  }
}
