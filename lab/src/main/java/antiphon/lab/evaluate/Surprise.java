package antiphon.lab.evaluate;

import antiphon.model.Decoder;
import antiphon.patch.Patch;
import antiphon.patch.Patchilizer;
import java.util.List;

/** How many bits the model needs for given lines. Mutable sums; one thread. */
final class Surprise {
  private static final double LN_2 = Math.log(2);

  private double nats;
  private long characters;
  private double markNats;
  private long markCharacters;

  /** Adds the lines {@code [from, to)} of a page, each given all before it that fits the context. */
  void add(Decoder decoder, Page page, int from, int to) {
    for (int i = from; i < to; i++) {
      decoder.align(page.context(i, decoder.capacity() - 1 - Patchilizer.patches(page.lines().get(i)).size()));
      line(decoder, page.lines().get(i));
    }
  }

  private void line(Decoder decoder, String line) {
    int mark = line.indexOf(']') + 1;
    int written = 0;
    for (Patch patch : Patchilizer.patches(line)) {
      decoder.beginPatch();
      int symbols = Math.min(Patch.SIZE, patch.length() + 1);
      for (int i = 0; i < symbols; i++) {
        decoder.push(patch.symbol(i));
      }
      for (int i = 0; i < symbols; i++) {
        double cost = nats(decoder.logits(i), patch.symbol(i));
        if (written < mark) {
          markNats += cost;
        } else {
          nats += cost;
        }
        written += i < patch.length() ? 1 : 0;
      }
      decoder.feed(List.of(patch));
    }
    markCharacters += mark;
    characters += line.length() - mark;
  }

  private static double nats(float[] logits, int symbol) {
    double top = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      top = Math.max(top, logit);
    }
    double sum = 0;
    for (float logit : logits) {
      sum += Math.exp(logit - top);
    }
    return top + Math.log(sum) - logits[symbol];
  }

  /** Bits a character, countdown marks left out. */
  double bitsPerCharacter() {
    return nats / LN_2 / characters;
  }

  /** Bits a character, countdown marks counted. */
  double bitsPerCharacterWithMarks() {
    return (nats + markNats) / LN_2 / (characters + markCharacters);
  }

  /** Bits in all, marks left out. */
  double bits() {
    return nats / LN_2;
  }

  long characters() {
    return characters;
  }
}
