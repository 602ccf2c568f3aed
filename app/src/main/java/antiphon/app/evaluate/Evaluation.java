package antiphon.app.evaluate;

import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.score.Score;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/** The figures of one model on one set of scores. */
public final class Evaluation {
  private static final int LINES = 48;
  private static final int WRITTEN = 6;

  private final Surprise surprise = new Surprise();
  private final FreeWriting plain = new FreeWriting();
  private final FreeWriting tuned = new FreeWriting();
  private final MaskedWriting masked = new MaskedWriting();
  private int pieces;
  private long notes;

  private Evaluation() {}

  /**
   * Measures the pieces of the validation split of a file of encoded scores.
   *
   * @param most at most so many pieces, spread over the file
   * @throws IOException if the file cannot be read
   */
  public static Evaluation of(Decoder decoder, Path file, int most, long seed) throws IOException {
    Evaluation evaluation = new Evaluation();
    SplittableRandom random = new SplittableRandom(seed);
    HeldOut.read(file, most, score -> true, score -> evaluation.piece(decoder, score, random));
    return evaluation;
  }

  private void piece(Decoder decoder, Score score, SplittableRandom random) {
    Page page = Page.of(score);
    int bars = score.bars().size();
    int from = bars > LINES ? random.nextInt(bars - LINES) : 0;
    int to = Math.min(bars, from + LINES);
    surprise.add(decoder, page, from, to);
    long start = score.bars().get(from).start();
    long end = score.bars().get(to - 1).end();
    notes += score.voices().stream().flatMap(v -> v.notes().stream())
        .filter(n -> n.onset() >= start && n.onset() < end).count();
    for (int i = 0; i < WRITTEN && bars > 5; i++) {
      int before = random.nextInt(4, bars);
      if (score.bars().get(before).full()) {
        long seed = random.nextLong();
        plain.write(decoder, page, before, Sampling.PLAIN, seed);
        tuned.write(decoder, page, before, new Sampling(1, 30, 0.95), seed);
        masked.write(decoder, page, before, Sampling.PLAIN, seed);
      }
    }
    pieces++;
  }

  public int pieces() {
    return pieces;
  }

  /** The figures by name, in the order in which they are printed. */
  public Map<String, Number> figures() {
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("pieces", pieces);
    figures.put("characters", surprise.characters());
    figures.put("bits-per-character", surprise.bitsPerCharacter());
    figures.put("bits-per-character-with-marks", surprise.bitsPerCharacterWithMarks());
    figures.put("bits-per-note", surprise.bits() / notes);
    figures.put("unmasked-bars", plain.lines());
    figures.put("unmasked-bars-that-sum", plain.soundShare());
    figures.put("unmasked-voice-bars-that-sum", plain.soundVoiceShare());
    figures.put("unmasked-bars-that-sum-top-p-0.95", tuned.soundShare());
    figures.put("unmasked-voice-bars-that-sum-top-p-0.95", tuned.soundVoiceShare());
    figures.put("masked-bars", masked.bars());
    figures.put("masked-bars-that-sum", masked.soundShare());
    figures.put("mask-removed-mass", masked.removedMass());
    figures.put("ms-per-bar-p50", masked.milliseconds(50));
    figures.put("ms-per-bar-p99", masked.milliseconds(99));
    return figures;
  }

  /** The figures for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    figures().forEach((name, value) -> text.append(
        value instanceof Double
            ? String.format(Locale.ROOT, "%-40s %10.4f%n", name, value.doubleValue())
            : String.format(Locale.ROOT, "%-40s %10d%n", name, value.longValue())));
    return text.toString();
  }
}
