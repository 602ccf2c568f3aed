package antiphon.memory;

import antiphon.patch.Patch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What stands on the page, bar by bar, as a memory of what tends to follow, beside the model: their distributions of
 * the next character are mixed, and how much the memory counts depends on how long the match is, how sure it is, how
 * many bars back it stands, and what the model makes of it ({@link MemoryWeights}).
 *
 * <p>Against loops: a bar that was the same as the one before is not followed by what followed within the last three;
 * where more than two of the last eight bars are copies of earlier ones, the memory counts less.
 *
 * <p>Bars can be taken back. The newest {@value #MOST_CHARACTERS} characters or {@value #MOST_BARS} bars at most are
 * remembered; where they are full, the older half is forgotten. Mutable; one thread; allocates nothing once it is made
 * but when it forgets.
 */
public final class PageMemory {
  /** Characters that are remembered, some thousands of bars. */
  public static final int MOST_CHARACTERS = 1 << 17;

  /** Bars that are remembered. */
  public static final int MOST_BARS = 1 << 13;

  /** Characters of the line under way; what is longer is followed no further. */
  private static final int LONGEST_LINE = 4_096;

  /** After a bar that was its own copy, bars that are not looked at. */
  private static final int LOOP = 3;

  /** Bars among which copies are counted. */
  private static final int RECENT = 8;

  /** No class: nothing matched. */
  private static final int NONE = -1;

  /** Characters of a match at which what followed it follows again half as often as the certainty says. */
  private static final double SHORT_MATCH = 2;

  /** Another character in a run of the model costs a third of a run. */
  private static final double WORTH = 0.35;

  private static final int MOST_COPIES = 2;
  private static final double BRAKE = 0.3;

  private final MemoryWeights weights;
  private final SuffixMemory text = new SuffixMemory(MOST_CHARACTERS + LONGEST_LINE);
  // For each bar where its line begins, what it says, and whether an earlier one said the same.
  private final int[] starts = new int[MOST_BARS + 1];
  private final long[] hashes = new long[MOST_BARS];
  private final boolean[] copies = new boolean[MOST_BARS];
  private int bars;
  /** Bars before these that are forgotten. */
  private int forgotten;

  private final float[] mixed = new float[Patch.VOCABULARY];
  private double gain;
  private int before;
  private boolean ended;
  private int kind = NONE;
  private double endShare;
  private double odds;
  /** Whether something was found for the text as it stands; null before the look. */
  private @Nullable Boolean found;

  /** @param weights of the model beside which it stands */
  public PageMemory(MemoryWeights weights) {
    this.weights = weights;
  }

  /** Bars that were added and not taken back. */
  public int size() {
    return forgotten + bars;
  }

  /** Adds a bar, and gives up the line under way. [engine] */
  public void add(String line) {
    begin(0);
    if (bars == MOST_BARS || text.length() + line.length() > MOST_CHARACTERS) {
      forget();
    }
    long hash = hash(line);
    boolean copy = false;
    for (int bar = 0; bar < bars && !copy; bar++) {
      copy = hashes[bar] == hash;
    }
    hashes[bars] = hash;
    copies[bars] = copy;
    int length = Math.min(line.length(), MOST_CHARACTERS - text.length());
    for (int i = 0; i < length; i++) {
      text.push(line.charAt(i));
    }
    bars++;
    starts[bars] = text.length();
  }

  /** Keeps the first {@code size} bars, and gives up the line under way; of those that are forgotten none comes back. [engine] */
  public void rewind(int size) {
    bars = Math.clamp(size - forgotten, 0, bars);
    forgotten = Math.min(forgotten, size);
    text.rewind(starts[bars]);
  }

  /** Forgets the older half. */
  private void forget() {
    int gone = bars / 2;
    byte[] kept = new byte[text.length() - starts[gone]];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = (byte) text.at(starts[gone] + i);
    }
    int from = starts[gone];
    bars -= gone;
    forgotten += gone;
    System.arraycopy(hashes, gone, hashes, 0, bars);
    System.arraycopy(copies, gone, copies, 0, bars);
    for (int bar = 0; bar <= bars; bar++) {
      starts[bar] = starts[gone + bar] - from;
    }
    text.rewind(0);
    for (byte character : kept) {
      text.push(character);
    }
  }

  /** FNV-1a. */
  private static long hash(String line) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < line.length(); i++) {
      hash = (hash ^ line.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /**
   * Begins the line of the next bar. [engine]
   *
   * @param gain what the odds of the memory are multiplied by; 0 leaves it out, 1 is as it was fitted
   */
  public void begin(double gain) {
    text.rewind(starts[bars]);
    boolean loop = bars > 1 && hashes[bars - 1] == hashes[bars - 2];
    before = loop ? starts[Math.max(0, bars - LOOP)] : Integer.MAX_VALUE;
    double wanted = weights.equals(MemoryWeights.NONE) ? 0 : gain;
    this.gain = copies(RECENT) > MOST_COPIES ? wanted * BRAKE : wanted;
    ended = false;
    found = null;
  }

  /** Whether each of the last bars said what an earlier one had said; false if there are not so many. [engine] */
  public boolean copied(int last) {
    return last <= bars && copies(last) == last;
  }

  /** How many of the last bars said what an earlier one had said. */
  private int copies(int last) {
    int count = 0;
    for (int bar = Math.max(0, bars - last); bar < bars; bar++) {
      count += copies[bar] ? 1 : 0;
    }
    return count;
  }

  /** Writes a symbol of the line; the end of a patch is no character. [engine] */
  public void push(int symbol) {
    if (symbol > Patch.END && !ended) {
      ended = symbol == '\n' || text.length() == text.capacity();
      if (text.length() < text.capacity()) {
        text.push(symbol);
      }
      found = null;
    }
  }

  private boolean look() {
    Boolean known = found;
    boolean now = known == null ? gain > 0 && !ended && text.look(before) : known;
    found = now;
    return now;
  }

  /**
   * Guesses what will be written next: what followed the longest match, as far as it is likely enough to be worth
   * looking at it beforehand. [engine]
   *
   * @param into takes the symbols, none of them a bar line
   * @param most symbols at most
   * @return how many
   */
  public int guess(byte[] into, int most) {
    if (!look()) {
      return 0;
    }
    double sure = text.certainty() * text.matched() / (text.matched() + SHORT_MATCH);
    double likely = sure;
    int count = 0;
    for (int at = text.place(); count < most && at < text.length() && likely > WORTH; at++) {
      int symbol = text.at(at);
      if (symbol == '|' || symbol == '\n') {
        break;
      }
      into[count++] = (byte) symbol;
      likely *= sure;
    }
    return count;
  }

  /**
   * The distribution of the next symbol. [engine]
   *
   * @param logits the model's, 128 unnormalised log-probabilities; not changed
   * @return the mixture of both, unnormalised as well: the same array where the memory has nothing to say, else one
   *     that is owned by this memory and valid until the next call
   */
  public float[] mix(float[] logits) {
    kind = NONE;
    odds = 0;
    if (!look()) {
      return logits;
    }
    float top = Float.NEGATIVE_INFINITY;
    for (float logit : logits) {
      top = Math.max(top, logit);
    }
    double all = 0;
    for (float logit : logits) {
      all += Math.exp(logit - (double) top);
    }
    double line = Math.exp(logits['|'] - (double) top);
    double end = Math.exp(logits[Patch.END] - (double) top);
    endShare = line + end > 0 ? end / (line + end) : 0;
    int likeliest = text.likeliest();
    double agreed = (likeliest == '|' ? line + end : Math.exp(logits[likeliest] - (double) top)) / all;
    kind = MemoryWeights.kind(text.matched(), text.certainty(), barsBack(), agreed);
    odds = gain * weights.odds(kind);
    for (int symbol = 0; symbol < mixed.length; symbol++) {
      double share = share(symbol);
      mixed[symbol] = share == 0 ? logits[symbol]
          : (float) (Math.log(Math.exp(logits[symbol] - (double) top) + odds * share * all) + top);
    }
    return mixed;
  }

  /** Of the last mixture: how much of it is the model's, 0 to 1; 1 where the memory had nothing to say. [engine] */
  public double modelShare() {
    return 1 / (1 + odds);
  }

  /** Of the last mixture: the memory's class in {@link MemoryWeights}, {@value #NONE} where it had nothing to say. [engine] */
  public int kind() {
    return kind;
  }

  /**
   * Of the last mixture, where the memory had something to say: the probability that it gave a symbol. The end of a
   * patch that stands before the bar line of a voice that others follow takes its part of the bar line's. [engine]
   */
  public double share(int symbol) {
    return switch (symbol) {
      case Patch.END -> endShare * text.share('|');
      case '|' -> (1 - endShare) * text.share('|');
      default -> text.share(symbol);
    };
  }

  /** How many bars the longest match stands before the line under way; 0 in it. */
  private int barsBack() {
    int found = Arrays.binarySearch(starts, 0, bars + 1, text.place());
    return found >= 0 ? bars - found : bars - (-found - 2);
  }
}
