package antiphon.lab.evaluate;

import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.score.Score;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;

/** How well decoders read and write text, over some pieces. Mutable sums; one thread. */
final class TextFigures {
  private static final int LINES = 48;
  private static final int WRITTEN = 6;
  private static final int FEWEST_BARS = 5;

  private final Sampling usual;
  private final Surprise surprise = new Surprise();
  private final FreeWriting plain = new FreeWriting();
  private final FreeWriting tuned = new FreeWriting();
  private final MaskedWriting masked = new MaskedWriting();
  private long notes;

  /** @param usual how freely it writes live; the mask is measured at full freedom, too */
  TextFigures(Sampling usual) {
    this.usual = usual;
  }

  /** Adds a piece: {@value #LINES} of its lines read, the next line written at {@value #WRITTEN} places. */
  void piece(Decoder decoder, Score score, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Page page = Page.of(score);
    int bars = score.bars().size();
    int from = bars > LINES ? random.nextInt(bars - LINES) : 0;
    int to = Math.min(bars, from + LINES);
    surprise.add(decoder, page, from, to);
    long start = score.bars().get(from).start();
    long end = score.bars().get(to - 1).end();
    notes += score.voices().stream().flatMap(v -> v.notes().stream())
        .filter(n -> n.onset() >= start && n.onset() < end).count();
    for (int i = 0; i < WRITTEN && bars > FEWEST_BARS; i++) {
      int before = random.nextInt(FEWEST_BARS - 1, bars);
      if (score.bars().get(before).full()) {
        long choices = random.nextLong();
        plain.write(decoder, page, before, Sampling.PLAIN, choices);
        tuned.write(decoder, page, before, usual, choices);
        masked.write(decoder, page, before, Sampling.PLAIN, choices);
      }
    }
  }

  /** Sets the rows of the report. */
  void to(Column column) {
    column.set("bits-per-character", surprise.bitsPerCharacter());
    column.set("bits-per-character-alone", surprise.bitsPerCharacterAlone());
    column.set("bits-per-note", surprise.bits() / notes);
    column.set("bars-that-sum", tuned.soundShare());
    column.set("masked-bars-that-sum", masked.soundShare());
    column.set("mask-removed", masked.removedMass());
  }

  /** Everything, by name. */
  Map<String, Number> figures() {
    Map<String, Number> figures = new LinkedHashMap<>();
    figures.put("characters", surprise.characters());
    figures.put("bits-per-character", surprise.bitsPerCharacter());
    figures.put("bits-per-character-alone", surprise.bitsPerCharacterAlone());
    figures.put("bits-per-character-with-marks", surprise.bitsPerCharacterWithMarks());
    figures.put("bits-per-note", surprise.bits() / notes);
    figures.put("unmasked-bars", plain.lines());
    figures.put("unmasked-bars-that-sum", plain.soundShare());
    figures.put("unmasked-voice-bars-that-sum", plain.soundVoiceShare());
    figures.put("unmasked-bars-that-sum-usual-sampling", tuned.soundShare());
    figures.put("unmasked-voice-bars-that-sum-usual-sampling", tuned.soundVoiceShare());
    figures.put("masked-bars", masked.bars());
    figures.put("masked-bars-that-sum", masked.soundShare());
    figures.put("mask-removed-mass", masked.removedMass());
    figures.put("ms-per-bar-p50", masked.milliseconds(50));
    figures.put("ms-per-bar-p99", masked.milliseconds(99));
    return figures;
  }
}
