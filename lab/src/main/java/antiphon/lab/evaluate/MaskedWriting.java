package antiphon.lab.evaluate;

import antiphon.abc.AbcException;
import antiphon.abc.VoiceLimits;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.Conversation;
import antiphon.generate.Deadline;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.score.Bar;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Lets the model write bars under the grammar, as it plays live. Mutable sums; one thread. */
final class MaskedWriting {
  private static final VoiceLimits WIDE = new VoiceLimits(24, 103, 6);

  private final Histogram durationNs = new Histogram(1, 60_000_000_000L, 3);
  private long symbols;
  private double removed;
  private int bars;
  private int sound;

  /** Writes the bar that would follow {@code before} bars of a page and reads it back. */
  void write(Decoder decoder, Page page, int before, Sampling sampling, long seed) {
    Score score = page.score();
    Preset preset = preset(score);
    Bar first = score.bars().getFirst();
    Conversation conversation =
        new Conversation(decoder, preset, first.key(), first.meter(), score.tempo());
    conversation.plan(score.bars().size());
    for (int i = 0; i < before; i++) {
      String line = page.lines().get(i).substring(page.lines().get(i).indexOf(']') + 1);
      Bar bar = score.bars().get(i);
      List<List<BarNote>> notes = score.voices().stream().map(voice -> BarNotes.of(bar, voice.notes())).toList();
      conversation.add(new WrittenBar(bar, line, notes, Origin.HEARD));
    }
    conversation.align();
    bars++;
    long startNs = System.nanoTime();
    try {
      Bar bar = score.bars().get(before);
      WrittenBar written = conversation.answer(bar, before == score.bars().size() - 1, sampling, seed, Deadline.NONE);
      durationNs.recordValue(System.nanoTime() - startNs);
      symbols += written.symbols();
      removed += written.removedMass() * written.symbols();
      sound++;
    } catch (AbcException notABar) {
      // The conversation reads what it wrote and refuses what does not sum: counted as unsound.
    }
  }

  private static Preset preset(Score score) {
    List<VoicePart> parts = score.voices().stream().map(MaskedWriting::part).toList();
    return new Preset("evaluation", "", score.tags(), List.of(), score.layout(), parts, Meter.COMMON, Tempo.MODERATE, 1, 1,
        Sampling.PLAIN);
  }

  private static VoicePart part(Voice voice) {
    return new VoicePart(voice.name(), voice.clef(), true, true, WIDE, 0, 0);
  }

  int bars() {
    return bars;
  }

  /** Share of the bars that read back as bars and sum. */
  double soundShare() {
    return bars == 0 ? 0 : (double) sound / bars;
  }

  /** Mean probability, 0 to 1, that the mask removed per symbol that the model was asked for. */
  double removedMass() {
    return symbols == 0 ? 0 : removed / symbols;
  }

  /** Time for a bar in milliseconds at a percentile, 0 to 100. */
  double milliseconds(double percentile) {
    return durationNs.getValueAtPercentile(percentile) / 1e6;
  }
}
