package antiphon.generate;

import antiphon.model.Decoder;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Score;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Writes whole pieces for a preset: its voices, meter and tempo stand in the header, and every bar goes through the
 * grammar, so that it sums. One thread at a time.
 */
public final class PieceComposer {
  private static final long SEEDS_APART = 1_000_003;

  /** Keys of up to so many sharps or flats are drawn. */
  private static final int MOST_SIGNS = 4;

  private final Decoder decoder;
  private final Preset preset;

  /** @param decoder a model of this program, used by this piece alone */
  public PieceComposer(Decoder decoder, Preset preset) {
    this.decoder = decoder;
    this.preset = preset.alone();
  }

  /**
   * A piece.
   *
   * @param score as many bars as were asked for
   * @param symbols that the model wrote
   */
  public record Written(Score score, int symbols) {}

  /**
   * Writes a piece; the seed gives its key, too. [any]
   *
   * @param bars 1 or more
   * @param heard told each line as it is written, its line feed with it
   */
  public Written compose(long seed, int bars, Consumer<String> heard) {
    Key key = key(new SplittableRandom(seed));
    Conversation conversation = new Conversation(decoder, preset, key, preset.meter(), Optional.of(preset.tempo()));
    conversation.plan(bars);
    int symbols = 0;
    for (int i = 0; i < bars; i++) {
      Bar bar = Bar.plain((long) i * preset.meter().barTicks(), preset.meter(), key);
      WrittenBar written =
          conversation.answer(bar, i == bars - 1, preset.sampling(), seed * SEEDS_APART + i, Deadline.NONE);
      symbols += written.symbols();
      heard.accept(written.line());
    }
    return new Written(conversation.score(), symbols);
  }

  private static Key key(SplittableRandom random) {
    return new Key(random.nextInt(-MOST_SIGNS, MOST_SIGNS + 1), random.nextInt(3) == 0);
  }
}
