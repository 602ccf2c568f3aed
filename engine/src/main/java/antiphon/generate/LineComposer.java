package antiphon.generate;

import antiphon.abc.BarGrammar;
import antiphon.abc.SymbolSet;
import antiphon.model.Decoder;
import antiphon.model.Sampler;
import antiphon.patch.LinePatcher;
import antiphon.patch.Patch;
import antiphon.time.Clock;

/**
 * Writes one body line with the model: given text is forced, the rest is sampled under the mask of the
 * grammar and of the patch rules. When time is up the grammar alone closes the line. [engine]
 */
final class LineComposer {
  private final Decoder decoder;
  private final Preset preset;
  private final Clock clock;
  private final BarGrammar grammar = new BarGrammar();
  private final LinePatcher patcher = new LinePatcher();
  private final SymbolSet allowed = new SymbolSet();
  private final StringBuilder line = new StringBuilder();
  private Sampler sampler = new Sampler(Sampler.random(0));
  private boolean writing;
  private boolean late;
  private int symbols;
  private double removedMass;
  /** What the model wrote behind a full bar, {@code END} or a bar line, before it is written; else -1. */
  private int ending = -1;

  LineComposer(Decoder decoder, Preset preset, Clock clock) {
    this.decoder = decoder;
    this.preset = preset;
    this.clock = clock;
  }

  /** Whether time ran out in the last line, so that the grammar closed it. */
  boolean late() {
    return late;
  }

  /** Symbols of the last line that the model was asked for. */
  int symbols() {
    return symbols;
  }

  /** Mean probability that the mask removed at these symbols, 0 to 1. */
  double removedMass() {
    return symbols == 0 ? 0 : removedMass / symbols;
  }

  /**
   * Writes the line that follows the decoder's context; the context is not to be relied on afterwards.
   *
   * @return the line with its line feed, without the countdown
   */
  String compose(LineRequest request) {
    line.setLength(0);
    patcher.start();
    sampler = new Sampler(Sampler.random(request.seed()));
    writing = false;
    late = false;
    symbols = 0;
    removedMass = 0;
    force(request.countdown());
    int from = line.length();
    int voice = -1;
    do {
      boolean first = voice < 0;
      voice = chooseVoice(request, voice);
      force(first ? request.changes() : "");
      content(request, voice);
    } while (another(request, voice));
    force("\n");
    return line.substring(from);
  }

  /** Writes {@code [V:n]}, n by the model among the voices that may come next. */
  private int chooseVoice(LineRequest request, int after) {
    force("[V:");
    allowed.clear();
    for (int voice = after + 1; voice < preset.voices().size(); voice++) {
      if (!request.given().get(voice).isEmpty()) {
        allowed.add('1' + voice);
        break;
      }
      if (request.open().get(voice)) {
        allowed.add('1' + voice);
      }
    }
    int chosen = decide(request);
    force("]");
    return chosen - '1';
  }

  private void content(LineRequest request, int voice) {
    String given = request.given().get(voice);
    if (!given.isEmpty()) {
      force(given);
      return;
    }
    grammar.start(
        request.bar(), preset.voices().get(voice).limits(), request.held().get(voice), request.tieOut());
    while (true) {
      allowed.clear();
      boolean full = grammar.next(allowed);
      if (timeIsUp(request)) {
        String completion = grammar.completion();
        completion.chars().forEach(c -> grammar.push((char) c));
        force(completion);
        break;
      }
      if (full) {
        offerEnd(request, voice);
      }
      int symbol = choose(request);
      if (full && (symbol == Patch.END || symbol == '|')) {
        ending = symbol;
        break;
      }
      emit(symbol);
      grammar.push((char) symbol);
    }
  }

  private void offerEnd(LineRequest request, int voice) {
    boolean more = more(request, voice);
    if (patcher.filled() == 0) {
      allowed.add('|');
    } else {
      if (more) {
        allowed.add(Patch.END);
      }
      if (mayBeLast(request, voice)) {
        allowed.add('|');
      }
    }
  }

  /** Writes the bar line, and says whether another voice follows it. */
  private boolean another(LineRequest request, int voice) {
    boolean more = more(request, voice);
    boolean last = mayBeLast(request, voice);
    boolean follows;
    if (patcher.filled() == 0) {
      // A bar line that opens a patch does not tell; what comes after it does.
      ending = -1;
      force("|");
      follows = more && (!last || wantsMore(request));
    } else if (ending >= 0) {
      follows = ending == Patch.END;
      ending = -1;
      forceBarLine(follows);
    } else {
      follows = more && (!last || (!late && wantsMoreByEnd(request)));
      forceBarLine(follows);
    }
    return follows;
  }

  private void forceBarLine(boolean follows) {
    if (follows) {
      emit(Patch.END);
    }
    force("|");
  }

  private boolean wantsMore(LineRequest request) {
    if (timeIsUp(request)) {
      return false;
    }
    allowed.clear();
    allowed.add('[');
    allowed.add('\n');
    return decide(request, false) == '[';
  }

  private boolean wantsMoreByEnd(LineRequest request) {
    if (timeIsUp(request)) {
      return false;
    }
    allowed.clear();
    allowed.add(Patch.END);
    allowed.add('|');
    return decide(request, false) == Patch.END;
  }

  /** Whether a voice after {@code voice} may or must be written. */
  private static boolean more(LineRequest request, int voice) {
    for (int next = voice + 1; next < request.given().size(); next++) {
      if (request.open().get(next) || !request.given().get(next).isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private static boolean mayBeLast(LineRequest request, int voice) {
    return request.given().subList(voice + 1, request.given().size()).stream().allMatch(String::isEmpty);
  }

  private boolean timeIsUp(LineRequest request) {
    boolean contextFull = decoder.length() + 1 >= decoder.capacity();
    late = late || contextFull || clock.nanoTime() - request.deadlineNs() >= 0;
    return late;
  }

  private int decide(LineRequest request) {
    return decide(request, true);
  }

  private int decide(LineRequest request, boolean emit) {
    int symbol = late || timeIsUp(request) ? allowed.first() : choose(request);
    if (emit) {
      emit(symbol);
    }
    return symbol;
  }

  /** The model's choice among the allowed symbols; where there is only one it is not asked. */
  private int choose(LineRequest request) {
    if (allowed.size() == 1) {
      return allowed.first();
    }
    begin();
    int symbol = sampler.sample(decoder.logits(), allowed.low(), allowed.high(), request.sampling());
    removedMass += sampler.removedMass();
    symbols++;
    return symbol;
  }

  private void force(String text) {
    for (int i = 0; i < text.length(); i++) {
      emit(text.charAt(i));
    }
  }

  /** Writes a symbol; once time is up only the text goes on, the model reads it later. */
  private void emit(int symbol) {
    if (symbol >= ' ' || symbol == '\n') {
      line.append((char) symbol);
    }
    if (late) {
      patcher.push(symbol);
      return;
    }
    begin();
    decoder.push(symbol);
    if (patcher.push(symbol)) {
      decoder.endPatch();
      writing = false;
    }
  }

  private void begin() {
    if (!writing) {
      decoder.beginPatch();
      writing = true;
    }
  }
}
