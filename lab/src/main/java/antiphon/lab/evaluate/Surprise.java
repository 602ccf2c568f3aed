package antiphon.lab.evaluate;

import antiphon.memory.PageMemory;
import antiphon.model.Decoder;
import antiphon.patch.Patch;
import antiphon.patch.Patchilizer;
import java.util.List;

/** How many bits the model needs for given lines, alone and with a memory of the lines before them. Mutable sums; one thread. */
final class Surprise {
  private static final double LN_2 = Math.log(2);

  private double nats;
  private double aloneNats;
  private long characters;
  private double markNats;
  private long markCharacters;

  /** Sees each character of a line, as the memory was asked for it. */
  interface Watcher {
    /** Of a symbol and what the model alone made of it, before it is written. */
    void see(PageMemory memory, int symbol, double likelihood);
  }

  /** Adds the lines {@code [from, to)} of a page, each given all before it that fits the context. */
  void add(Decoder decoder, Page page, int from, int to) {
    add(decoder, page, from, to, (memory, symbol, likelihood) -> {});
  }

  /** The same, watched. */
  void add(Decoder decoder, Page page, int from, int to, Watcher watcher) {
    PageMemory memory = new PageMemory(decoder.memory());
    for (int i = 0; i < to; i++) {
      String line = page.lines().get(i);
      if (i >= from) {
        decoder.align(page.context(i, decoder.capacity() - 1 - Patchilizer.patches(line).size()));
        line(decoder, line, memory, watcher);
      }
      memory.add(line.substring(mark(line)));
    }
  }

  private static int mark(String line) {
    return line.indexOf(']') + 1;
  }

  private void line(Decoder decoder, String line, PageMemory memory, Watcher watcher) {
    int mark = mark(line);
    int written = 0;
    for (Patch patch : Patchilizer.patches(line)) {
      decoder.beginPatch();
      int symbols = Math.min(Patch.SIZE, patch.length() + 1);
      for (int i = 0; i < symbols; i++) {
        decoder.push(patch.symbol(i));
      }
      for (int i = 0; i < symbols; i++) {
        int symbol = patch.symbol(i);
        double cost = nats(decoder.logits(i), symbol);
        if (written == mark && i < patch.length()) {
          memory.begin(1);
        }
        if (written < mark) {
          markNats += cost;
        } else {
          aloneNats += cost;
          nats += nats(memory.mix(decoder.logits(i)), symbol);
          watcher.see(memory, symbol, Math.exp(-cost));
          memory.push(symbol);
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

  /** The same without the memory. */
  double bitsPerCharacterAlone() {
    return aloneNats / LN_2 / characters;
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
