package antiphon.notagen;

import antiphon.model.Decoder;
import antiphon.model.ModelException;
import antiphon.model.Sampling;
import antiphon.notagen.Composition.End;
import antiphon.patch.Patch;
import antiphon.patch.Patchilizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Writes whole pieces as NotaGen's public inference does, the same characters for the same seed: the first bar is
 * written anew from {@code [r:0/}, and a full window becomes the header and the later half of the bars. What the
 * original computes again and again is kept in the decoder's caches here, and what goes on as it did before is
 * checked rather than drawn symbol by symbol. A bar that does not sum can be written again, which the original does not
 * do. One thread at a time.
 */
public final class NotaGenComposer {
  private static final int MOST_CHARACTERS = 102_400;
  private static final String MARK = "[r:";

  private final Decoder decoder;
  private final Sampling sampling;
  private final int guesses;
  private final int corrections;

  /**
   * As NotaGen writes: what does not sum stays.
   *
   * @param guesses characters that are guessed and checked in one run, at most; the text is the same with 0
   */
  public NotaGenComposer(Decoder decoder, Sampling sampling, int guesses) {
    this(decoder, sampling, guesses, 0);
  }

  /** @param corrections how often a bar that does not sum is written again from its start; 0 is as NotaGen does */
  public NotaGenComposer(Decoder decoder, Sampling sampling, int guesses, int corrections) {
    this.decoder = decoder;
    this.sampling = sampling;
    this.guesses = guesses;
    this.corrections = corrections;
  }

  /** As many guesses as pay: where weights come in blocks, each character of a run is computed by itself. [any] */
  public static int guesses(String precision) {
    return precision.startsWith("q") ? 2 : Patch.SIZE;
  }

  /**
   * Writes a piece.
   *
   * @param prompt whole lines before the score
   * @param seed 0 to 4,294,967,295, as NumPy takes it
   * @param bars as many as this, announced to the model; 0 lets it end where it will
   * @param heard told each part of the text after the prompt, as it is written; whole lines if bars may be written again
   * @throws ModelException if the model writes what is no text
   * @throws IllegalArgumentException for a seed or sampling that NotaGen does not know
   */
  public Composition compose(String prompt, long seed, int bars, Consumer<String> heard) {
    return new Piece(new NotaGenSampler(seed, sampling), prompt, bars, heard).write();
  }

  /** A piece that is being written. */
  private final class Piece {
    private final NotaGenSampler sampler;
    private final int bars;
    private final Consumer<String> heard;
    private final StringBuilder text;
    private final PromptLookup lookup = new PromptLookup();
    private final byte[] written = new byte[Patch.SIZE];
    private final byte[] guess = new byte[Patch.SIZE];
    /** What stands in the patch at hand before it is written on. */
    private String open = "";
    private boolean begun;
    /** Lines that stay when the window is full; set the first time. */
    private int kept;
    private int patches;
    private final BarSums sums = new BarSums();
    /** Where the line at hand begins, in characters and in patches of the decoder; -1 if it cannot go back there. */
    private int lineStart;
    private int linePatches;
    private int tries;
    private int rewritten;
    private int unsound;
    private int symbols;
    private int runs;

    Piece(NotaGenSampler sampler, String prompt, int bars, Consumer<String> heard) {
      this.sampler = sampler;
      this.bars = bars;
      this.heard = heard;
      this.text = new StringBuilder(prompt);
      lookup.append(prompt);
    }

    Composition write() {
      List<Patch> context = new ArrayList<>(List.of(Patch.FIRST));
      context.addAll(Patchilizer.patches(text.toString()));
      decoder.rewind(0);
      decoder.feed(context);
      lineStart = text.length();
      while (text.length() <= MOST_CHARACTERS) {
        Patch patch = patch(open);
        if (!begun && added(patch, open).startsWith(MARK)) {
          begun = true;
          open = MARK + "0/" + (bars > 0 ? bars - 1 + "]" : "");
          patch = patch(open);
          open = "";
        }
        if (patch.equals(Patch.LAST)) {
          return done(End.MODEL);
        }
        append(added(patch, open));
        open = "";
        decoder.endPatch();
        patches++;
        linePatches = linePatches < 0 ? linePatches : linePatches + 1;
        if (corrections > 0 && text.charAt(text.length() - 1) == '\n' && !accepted()) {
          continue;
        }
        if (bars > 0 && lines() >= bars && text.charAt(text.length() - 1) == '\n') {
          return done(End.BARS);
        }
        if (decoder.length() == decoder.capacity() && !shorten()) {
          return done(End.ENDLESS);
        }
      }
      return done(End.ENDLESS);
    }

    private Composition done(End end) {
      if (corrections > 0 && lineStart < text.length()) {
        heard.accept(text.substring(lineStart));
      }
      return new Composition(text.toString(), end, lines(), patches, symbols, runs, rewritten, unsound);
    }

    /** Whether the line just written stands; if not, it was taken back and is to be written again. */
    private boolean accepted() {
      String line = text.substring(lineStart);
      if (!ofBody(line)) {
        sums.header(line);
      } else if (!sums.sums(line)) {
        if (tries < corrections && linePatches >= 0 && decoder.length() > linePatches) {
          tries++;
          rewritten++;
          text.setLength(lineStart);
          lookup.cut(lineStart);
          decoder.rewind(decoder.length() - linePatches);
          linePatches = 0;
          open = begun && lines() == 0 ? MARK + "0/" + (bars > 0 ? bars - 1 + "]" : "") : "";
          return false;
        }
        unsound++;
      }
      if (ofBody(line)) {
        sums.accept(line);
      }
      heard.accept(line);
      lineStart = text.length();
      linePatches = 0;
      tries = 0;
      return true;
    }

    private int lines() {
      return (int) text.toString().lines().filter(Piece::ofBody).count();
    }

    private static boolean ofBody(String line) {
      return line.startsWith(MARK) || line.startsWith("[V:");
    }

    private void append(String part) {
      text.append(part);
      lookup.append(part);
      if (corrections == 0) {
        heard.accept(part);
      }
    }

    private String added(Patch patch, String before) {
      return patch.equals(Patch.LAST) ? "" : patch.text().substring(before.length());
    }

    /** Writes a patch that begins with {@code start}; sixteen draws in all, whether its symbols count or not. */
    private Patch patch(String start) {
      decoder.beginPatch();
      int count = 0;
      for (; count < start.length(); count++) {
        written[count] = (byte) start.charAt(count);
        decoder.push(written[count]);
      }
      int guessed = 0;
      int looked = -1;
      boolean ended = false;
      for (int draws = count; draws < Patch.SIZE; draws++) {
        if (ended) {
          sampler.skip();
          continue;
        }
        if (guesses > 0 && guessed == 0) {
          guessed = lookup.guess(written, count, guess, Math.min(guesses, Patch.SIZE - 1 - count));
          for (int i = 0; i < guessed; i++) {
            decoder.push(guess[i]);
          }
        }
        if (count > looked) {
          runs++;
          looked = count + guessed;
        }
        int symbol = sampler.sample(decoder.logits(count));
        boolean right = guessed > 0 && symbol == guess[0];
        if (right) {
          System.arraycopy(guess, 1, guess, 0, --guessed);
        } else {
          decoder.rewindSymbols(count);
          decoder.push(symbol);
          guessed = 0;
          looked = count;
        }
        written[count++] = (byte) symbol;
        symbols++;
        ended = ends(count);
      }
      decoder.rewindSymbols(count);
      return written[0] == Patch.BEGIN ? Patch.LAST : Patch.ofSymbols(written, count);
    }

    /** Whether the last of {@code count} symbols ends the patch: after characters, or after the one that begins the last patch. */
    private boolean ends(int count) {
      int symbol = written[count - 1];
      boolean begins = count == 1 && symbol == Patch.BEGIN;
      boolean last = count > 1 && written[0] == Patch.BEGIN;
      if (last ? symbol != Patch.END : symbol < Patch.END && !begins) {
        throw new ModelException(
            "the model wrote symbol " + symbol + " at " + (count - 1) + " of a patch: expected a character or an end");
      }
      return symbol == Patch.END;
    }

    /** Goes on from the header and the last lines; false if there are no lines. */
    private boolean shorten() {
      List<String> rows = List.of(text.toString().split("\n", -1));
      int first = 0;
      while (first < rows.size() && !ofBody(rows.get(first))) {
        first++;
      }
      if (first >= rows.size() - 1) {
        return false;
      }
      List<String> body = rows.subList(first, rows.size());
      kept = kept == 0 ? body.size() / 2 : kept;
      // As in the original, the empty line after the last line feed counts.
      List<String> last = body.subList(Math.max(0, body.size() - kept), body.size());
      String header = String.join("\n", rows.subList(0, first)) + "\n";
      List<Patch> context = new ArrayList<>(List.of(Patch.FIRST));
      context.addAll(Patchilizer.openPatches(header + String.join("\n", last)));
      if (context.getLast().open()) {
        open = context.removeLast().text();
      }
      if (context.size() >= decoder.capacity()) {
        throw new ModelException(
            "half of the bars are " + context.size() + " patches: expected fewer than the window of "
                + decoder.capacity());
      }
      decoder.align(context);
      // The line at hand is begun in another context now: no way back to its start.
      linePatches = lineStart < text.length() ? -1 : 0;
      return true;
    }
  }
}
