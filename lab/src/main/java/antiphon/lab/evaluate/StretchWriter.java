package antiphon.lab.evaluate;

import antiphon.abc.BarWriter;
import antiphon.abc.VoiceLimits;
import antiphon.lab.ways.Stretch;
import antiphon.critic.Candidate;
import antiphon.critic.Place;
import antiphon.critic.Setting;
import antiphon.critic.Targets;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.Conversation;
import antiphon.generate.Deadline;
import antiphon.generate.Lean;
import antiphon.generate.LineRequest;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.generate.VoiceTask;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.model.Decoder;
import antiphon.model.Sampling;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/** Has a model write the open voices of one stretch bar by bar while the others go on as they are. For one use. */
final class StretchWriter {
  private static final int PHRASE = 8;
  /** Bars before the stretch that say how busy and how high the voices are. */
  private static final int HABIT = 8;

  private final Stretch stretch;
  private final Score score;
  private final boolean known;
  private final Drafting drafting;
  private final Conversation conversation;
  private final Targets targets;
  private final List<VoiceLimits> limits;

  /**
   * @param stretch in the order in which its voices are to be written
   * @param known whether the given voices' bar is known when the others are written
   */
  StretchWriter(Decoder decoder, Stretch stretch, boolean known, Drafting drafting) {
    this.stretch = stretch;
    this.score = stretch.score();
    this.known = known;
    this.drafting = drafting;
    Bar first = score.bars().getFirst();
    limits = IntStream.range(0, score.voices().size()).mapToObj(stretch::limits).toList();
    conversation = new Conversation(decoder, preset(), first.key(), first.meter(), score.tempo());
    conversation.plan(score.bars().size());
    for (Bar bar : score.bars().subList(0, stretch.from())) {
      List<List<Note>> notes = score.voices().stream().map(Voice::notes).toList();
      conversation.add(conversation.write(bar, notes, List.of(), Origin.MODEL));
    }
    targets = Targets.like(before(HABIT), stretch.written());
  }

  private Preset preset() {
    List<VoicePart> parts = new ArrayList<>();
    for (int i = 0; i < score.voices().size(); i++) {
      Voice voice = score.voices().get(i);
      parts.add(new VoicePart(voice.name(), voice.clef(), true, true, limits.get(i), 0, 0));
    }
    return new Preset("evaluation", "", score.tags(), List.of(), score.layout(), parts, Meter.COMMON, Tempo.MODERATE, 1, 1,
        Sampling.PLAIN);
  }

  private List<WrittenBar> before(int most) {
    List<WrittenBar> before = new ArrayList<>();
    for (int i = Math.max(0, conversation.size() - most); i < conversation.size(); i++) {
      before.add(conversation.bar(i));
    }
    return before;
  }

  /**
   * Writes the stretch.
   *
   * @param durationNs takes how long each bar took, reading the bar before included
   * @return the piece with it
   */
  Score write(long seed, LongConsumer durationNs) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = stretch.from(); i < stretch.to(); i++) {
      long startNs = System.nanoTime();
      WrittenBar best = best(drafts(score.bars().get(i), random.nextLong()));
      durationNs.accept(System.nanoTime() - startNs);
      conversation.add(withMelody(best));
    }
    return conversation.score();
  }

  /**
   * A bar that might stand next.
   *
   * @param total what the critic says; 0 where there is no choice
   */
  record Draft(WrittenBar written, double total) {}

  /** Takes the drafts of a bar, of which one is then gone on with. */
  interface DraftSink {
    /**
     * The next bar.
     *
     * @param page what the model has read before it
     * @param countdown the mark before it
     */
    void drafts(String page, String countdown, List<Draft> drafts);
  }

  /** Writes the stretch as {@link #write} does and shows all drafts. */
  void write(long seed, DraftSink sink) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = stretch.from(); i < stretch.to(); i++) {
      List<Draft> drafts = drafts(score.bars().get(i), random.nextLong());
      sink.drafts(conversation.page(), conversation.countdown(), drafts);
      conversation.add(withMelody(best(drafts)));
    }
  }

  /** The first of equals. */
  private static WrittenBar best(List<Draft> drafts) {
    Draft best = drafts.getFirst();
    for (Draft draft : drafts) {
      best = draft.total() > best.total() ? draft : best;
    }
    return best.written();
  }

  private List<Draft> drafts(Bar bar, long seed) {
    boolean ending = conversation.size() == score.bars().size() - 1;
    List<Candidate> drafts = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < drafting.candidates(); i++) {
      long draftSeed = random.nextLong();
      WrittenBar draft = conversation.draft(request(bar, ending, draftSeed));
      drafts.add(Candidate.drawn(draft, draft.logLikelihood(), draftSeed));
    }
    if (drafting.candidates() == 1) {
      return List.of(new Draft(drafts.getFirst().written(), 0));
    }
    List<List<BarNote>> player =
        stretch.given().stream().map(voice -> BarNotes.of(bar, score.voices().get(voice).notes())).toList();
    // Where phrases begin under a melody is not known, so no cadence is asked for but the last.
    int inPhrase = stretch.given().isEmpty() ? conversation.size() - stretch.from() : 0;
    Place place = new Place(inPhrase % PHRASE + 1, PHRASE, ending);
    Setting setting = new Setting(before(Setting.REMEMBERED), stretch.written(), player, List.of(), place, targets);
    return drafts.stream().map(draft -> new Draft(draft.written(), drafting.ranker().score(draft, setting).total())).toList();
  }

  private LineRequest request(Bar bar, boolean ending, long seed) {
    int voices = score.voices().size();
    List<VoiceTask> tasks = new ArrayList<>(Collections.nCopies(voices, VoiceTask.OPEN));
    boolean melodyFirst = stretch.given().contains(0);
    for (int voice : stretch.given()) {
      List<Note> notes = score.voices().get(voice).notes();
      if (known && !BarWriter.silent(bar, notes, List.of())) {
        tasks.set(voice, VoiceTask.given(BarWriter.write(bar, notes, List.of())));
      } else if (known || !melodyFirst) {
        tasks.set(voice, VoiceTask.SILENT);
      }
    }
    return new LineRequest(bar, tasks, limits, conversation.held(), List.of(), Lean.NONE, !ending, drafting.sampling(), closeness(), seed,
        Deadline.NONE);
  }

  /** As live: an answer of which every bar so far was there before does not end with one more. */
  private double closeness() {
    boolean closes = stretch.given().isEmpty() && (conversation.size() - stretch.from()) % PHRASE == PHRASE - 1;
    return closes && conversation.copied(PHRASE - 1) ? -1 : drafting.closeness();
  }

  private WrittenBar withMelody(WrittenBar draft) {
    List<List<Note>> notes = new ArrayList<>(Collections.nCopies(score.voices().size(), List.of()));
    for (int voice : stretch.given()) {
      notes.set(voice, score.voices().get(voice).notes());
    }
    for (int voice : stretch.written()) {
      notes.set(voice, BarNotes.written(draft.bar(), draft.notes().get(voice)));
    }
    return conversation.write(draft.bar(), notes, List.of(), Origin.MODEL);
  }
}
