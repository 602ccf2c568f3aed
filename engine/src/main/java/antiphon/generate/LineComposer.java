package antiphon.generate;

import antiphon.abc.BarGrammar;
import antiphon.abc.SymbolSet;
import antiphon.memory.PageMemory;
import antiphon.model.Decoder;
import antiphon.model.Sampler;
import antiphon.patch.LinePatcher;
import antiphon.patch.Patch;
import antiphon.score.ChordSymbol;
import java.util.List;

/**
 * Writes one body line with the model: given text is forced, the rest is sampled under the mask of the
 * grammar and of the patch rules. When time is up the grammar alone closes the line. [engine]
 */
final class LineComposer {
  /** Symbols of another draft that are guessed to come again. */
  private static final int AGAIN = 3;

  private final Decoder decoder;
  private final PageMemory memory;
  private final BarGrammar grammar = new BarGrammar();
  private final LinePatcher patcher = new LinePatcher();
  private final SymbolSet allowed = new SymbolSet();
  private final StringBuilder line = new StringBuilder();
  private final Leaning leaning = new Leaning();
  private Sampler sampler = new Sampler(Sampler.random(0));
  private boolean writing;
  private boolean late;
  private int symbols;
  private double removedMass;
  private double logProbability;
  /** Chords of the chart that are written already. */
  private int chords;
  /** What the model wrote behind a full bar, {@code END} or a bar line, before it is written; else -1. */
  private int ending = -1;
  private final byte[] guess = new byte[Patch.SIZE];
  /** The last line, with its mark: other drafts of the same bar often begin alike. */
  private String last = "";
  /** Whether the line is so far as the last one was. */
  private boolean again;

  /** @param memory of the page before the line */
  LineComposer(Decoder decoder, PageMemory memory) {
    this.decoder = decoder;
    this.memory = memory;
  }

  /** Forgets the last line, so that what comes does not depend on it. */
  void forget() {
    last = "";
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

  /** Mean ln of the probability that the model gave these symbols; 0 if there were none. */
  double logLikelihood() {
    return symbols == 0 ? 0 : logProbability / symbols;
  }

  /**
   * Writes the line that follows the decoder's context; the context is not to be relied on afterwards.
   *
   * @param countdown {@code [r:k/n]}
   * @param changes key and meter marks that the line begins with, empty as a rule
   * @return the line with its line feed, without the countdown
   */
  String compose(LineRequest request, String countdown, String changes) {
    line.setLength(0);
    again = true;
    patcher.start();
    sampler = new Sampler(Sampler.random(request.seed()));
    writing = false;
    late = false;
    symbols = 0;
    removedMass = 0;
    logProbability = 0;
    chords = 0;
    force(countdown);
    memory.begin(request.memoryGain());
    leaning.none();
    int from = line.length();
    int voice = -1;
    do {
      boolean first = voice < 0;
      voice = chooseVoice(request, voice);
      force(first ? changes : "");
      content(request, voice, first ? request.chords() : List.of());
    } while (another(request, voice));
    force("\n");
    last = line.toString();
    return line.substring(from);
  }

  /** Writes {@code [V:n]}, n by the model among the voices that may come next. */
  private int chooseVoice(LineRequest request, int after) {
    force("[V:");
    allowed.clear();
    for (int voice = after + 1; voice < request.tasks().size(); voice++) {
      VoiceTask task = request.tasks().get(voice);
      if (task.possible()) {
        allowed.add('1' + voice);
      }
      if (task.required()) {
        break;
      }
    }
    int chosen = decide(request);
    force("]");
    return chosen - '1';
  }

  private void content(LineRequest request, int voice, List<ChordSymbol> above) {
    leaning.voice(request.lean(), voice, request.limits().get(voice));
    sing(request, voice, above);
    leaning.none();
  }

  private void sing(LineRequest request, int voice, List<ChordSymbol> above) {
    VoiceTask task = request.tasks().get(voice);
    if (task.kind() == VoiceTask.Kind.GIVEN) {
      force(task.text());
      return;
    }
    grammar.start(request.bar(), request.limits().get(voice), request.held().get(voice), request.tieOut());
    for (int i = 0; i < task.text().length(); i++) {
      nameChords(request, above);
      grammar.push(task.text().charAt(i));
      emit(task.text().charAt(i));
    }
    if (task.kind() == VoiceTask.Kind.CONTINUED) {
      grammar.settle();
    }
    if (task.sounds()) {
      grammar.demandNote();
    }
    while (true) {
      nameChords(request, above);
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

  /** Writes the chart's chords that are due where an element begins. */
  private void nameChords(LineRequest request, List<ChordSymbol> above) {
    long at = grammar.elementAt();
    while (at >= 0 && chords < above.size() && at < request.bar().length()
        && above.get(chords).onset() - request.bar().start() <= at) {
      boolean newest = chords + 1 == above.size() || above.get(chords + 1).onset() - request.bar().start() > at;
      if (newest) {
        force("\"" + above.get(chords).text() + "\"");
      }
      chords++;
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
    return request.tasks().subList(voice + 1, request.tasks().size()).stream().anyMatch(VoiceTask::possible);
  }

  private static boolean mayBeLast(LineRequest request, int voice) {
    return request.tasks().subList(voice + 1, request.tasks().size()).stream().noneMatch(VoiceTask::required);
  }

  private boolean timeIsUp(LineRequest request) {
    late = late || full() || request.deadline().passed();
    return late;
  }

  /** Whether no other patch finds room: given text, too, may be longer than that. */
  private boolean full() {
    return decoder.length() + 1 >= decoder.capacity();
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
    float[] logits = leaning.applied(memory.mix(look()), grammar, allowed);
    int symbol = sampler.sample(logits, allowed.low(), allowed.high(), request.sampling(), memory.modelShare());
    removedMass += sampler.removedMass();
    logProbability += sampler.logProbability();
    symbols++;
    return symbol;
  }

  /** The model's distribution of the next symbol; in the same run those after it, as far as it can be guessed what comes. */
  private float[] look() {
    int at = decoder.symbols();
    int guesses = guess(Patch.SIZE - 1 - at);
    for (int i = 0; i < guesses; i++) {
      decoder.push(guess[i]);
    }
    float[] logits = decoder.logits(at);
    decoder.rewindSymbols(at);
    return logits;
  }

  /** What the last line said where it began as this one does, else what the memory guesses. */
  private int guess(int most) {
    if (!again) {
      return memory.guess(guess, most);
    }
    int count = 0;
    int end = Math.min(line.length() + Math.min(most, AGAIN), last.length());
    while (line.length() + count < end && last.charAt(line.length() + count) != '|') {
      guess[count] = (byte) last.charAt(line.length() + count);
      count++;
    }
    return count;
  }

  private void force(String text) {
    for (int i = 0; i < text.length(); i++) {
      emit(text.charAt(i));
    }
  }

  /** Writes a symbol; once time is up only the text goes on, the model reads it later. */
  private void emit(int symbol) {
    late = late || full();
    if (symbol >= ' ' || symbol == '\n') {
      again = again && line.length() < last.length() && last.charAt(line.length()) == symbol;
      line.append((char) symbol);
    }
    memory.push(symbol);
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
