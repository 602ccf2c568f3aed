package antiphon.lab.evaluate;

import antiphon.abc.AbcException;
import antiphon.abc.LineReader;
import antiphon.model.Decoder;
import antiphon.model.Sampler;
import antiphon.model.Sampling;
import antiphon.patch.Patch;
import antiphon.score.Bar;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Lets the model write lines with no mask at all, and says whether they are bars. Mutable sums; one thread. */
final class FreeWriting {
  /** All characters; the end of a patch joins them once the patch has one, for a patch of none cannot be. */
  private static final long LOW = -1L << 3;
  private static final long HIGH = -1L;
  private static final int LONGEST_LINE = 1_000;

  private static final Pattern VOICE = Pattern.compile("\\[V:\\d\\][^\\n]*?(?=\\[V:\\d\\]|\\n|$)");

  private int lines;
  private int sound;
  private int voiceBars;
  private int soundVoiceBars;

  /** Writes the line that would follow {@code before} lines of a page. */
  void write(Decoder decoder, Page page, int before, Sampling sampling, long seed) {
    Bar bar = page.score().bars().get(before);
    decoder.align(page.context(before, decoder.capacity() - 64));
    String line = line(decoder, new Sampler(Sampler.random(seed)), sampling);
    int voices = page.score().voices().size();
    String content = line.substring(line.indexOf(']') + 1);
    lines++;
    sound += line.startsWith("[r:") && line.endsWith("\n") && isBar(bar, content, voices) ? 1 : 0;
    for (MatchResult voice : VOICE.matcher(content).results().toList()) {
      voiceBars++;
      soundVoiceBars += isBar(bar, voice.group(), voices) ? 1 : 0;
    }
  }

  private static String line(Decoder decoder, Sampler sampler, Sampling sampling) {
    StringBuilder line = new StringBuilder();
    boolean ended = false;
    while (!ended && line.length() < LONGEST_LINE && decoder.length() + 1 < decoder.capacity()) {
      decoder.beginPatch();
      int symbol = 0;
      while (decoder.symbols() < Patch.SIZE && symbol != Patch.END) {
        long low = decoder.symbols() > 0 ? LOW | 1L << Patch.END : LOW;
        symbol = sampler.sample(decoder.logits(), low, HIGH, sampling);
        decoder.push(symbol);
        if (symbol != Patch.END) {
          line.append((char) symbol);
        }
      }
      decoder.endPatch();
      ended = line.indexOf("\n") >= 0;
    }
    return line.toString();
  }

  private static boolean isBar(Bar bar, String content, int voices) {
    try {
      return LineReader.read(bar, content, voices).size() == voices;
    } catch (AbcException | IllegalArgumentException e) {
      return false;
    }
  }

  int lines() {
    return lines;
  }

  /** Share of single voices' bars that parse and fill their bar exactly. */
  double soundVoiceShare() {
    return voiceBars == 0 ? 0 : (double) soundVoiceBars / voiceBars;
  }

  /** Share of lines that parse and in which every voice fills its bar exactly. */
  double soundShare() {
    return lines == 0 ? 0 : (double) sound / lines;
  }
}
