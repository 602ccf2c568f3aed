package antiphon.app.evaluate;

import antiphon.abc.BarWriter;
import antiphon.abc.VoiceLimits;
import antiphon.critic.Candidate;
import antiphon.critic.Place;
import antiphon.critic.Ranker;
import antiphon.critic.Setting;
import antiphon.critic.Targets;
import antiphon.generate.BarNote;
import antiphon.generate.BarNotes;
import antiphon.generate.Conversation;
import antiphon.generate.Deadline;
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
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;

/** Writes the accompaniment of one stretch bar by bar while the melody goes on as it is. For one use. */
final class Accompanist {
  /** Semitones that a voice may go beyond what it has played so far. */
  private static final int BEYOND = 5;
  /** For voices that have not played: semitones about the clef's middle line, and notes at once. */
  private static final int STAFF = 15;
  private static final int CHORD = 3;
  /** Bars before the stretch that say how busy and how high the voices are. */
  private static final int HABIT = 8;

  private final Accompanied piece;
  private final Score score;
  private final boolean given;
  private final int candidates;
  private final Ranker ranker;
  private final Sampling sampling;
  private final Conversation conversation;
  private final Targets targets;
  private final List<VoiceLimits> limits;

  /**
   * @param piece in the order in which its voices are to be written
   * @param given whether a bar's melody is known when its accompaniment is written
   * @param candidates bars to choose from, 1 or more
   */
  Accompanist(Decoder decoder, Accompanied piece, boolean given, int candidates, Ranker ranker, Sampling sampling) {
    this.piece = piece;
    this.score = piece.score();
    this.given = given;
    this.candidates = candidates;
    this.ranker = ranker;
    this.sampling = sampling;
    Bar first = score.bars().getFirst();
    limits = score.voices().stream().map(this::limits).toList();
    conversation = new Conversation(decoder, preset(), first.key(), first.meter(), score.tempo());
    conversation.plan(score.bars().size());
    for (Bar bar : score.bars().subList(0, piece.from())) {
      List<List<Note>> notes = score.voices().stream().map(Voice::notes).toList();
      conversation.add(conversation.write(bar, notes, List.of(), Origin.MODEL));
    }
    targets = Targets.like(before(HABIT), piece.companion());
  }

  /** What a voice has played before the stretch, and a little more. */
  private VoiceLimits limits(Voice voice) {
    long start = piece.bars().getFirst().start();
    List<Note> played = voice.notes().stream().filter(note -> note.onset() < start).toList();
    if (played.isEmpty()) {
      int middle = voice.clef().middleLine();
      return new VoiceLimits(middle - STAFF, middle + STAFF, CHORD);
    }
    IntSummaryStatistics pitches = played.stream().mapToInt(Note::pitch).summaryStatistics();
    long most = played.stream()
        .mapToLong(note -> played.stream().filter(n -> n.onset() <= note.onset() && note.onset() < n.end()).count())
        .max().orElse(1);
    return new VoiceLimits(
        Math.max(0, pitches.getMin() - BEYOND), Math.min(127, pitches.getMax() + BEYOND), (int) Math.min(10, most));
  }

  private Preset preset() {
    List<VoicePart> parts = new ArrayList<>();
    for (int i = 0; i < score.voices().size(); i++) {
      Voice voice = score.voices().get(i);
      parts.add(new VoicePart(voice.name(), voice.clef(), true, true, limits.get(i), 0, 0));
    }
    return new Preset("evaluation", "", score.tags(), score.layout(), parts, Meter.COMMON, Tempo.MODERATE, 1, 1,
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
    for (int i = piece.from(); i < piece.to(); i++) {
      long startNs = System.nanoTime();
      WrittenBar best = best(score.bars().get(i), i == score.bars().size() - 1, random.nextLong());
      durationNs.accept(System.nanoTime() - startNs);
      conversation.add(withMelody(best));
    }
    return conversation.score();
  }

  private WrittenBar best(Bar bar, boolean ending, long seed) {
    List<Candidate> drafts = new ArrayList<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < candidates; i++) {
      WrittenBar draft = conversation.draft(request(bar, ending, random.nextLong()));
      drafts.add(new Candidate(draft, draft.logLikelihood()));
    }
    if (candidates == 1) {
      return drafts.getFirst().written();
    }
    List<List<BarNote>> player =
        piece.melody().stream().map(voice -> BarNotes.of(bar, score.voices().get(voice).notes())).toList();
    // Where phrases begin is not known, so no cadence is asked for but the last.
    Place place = new Place(1, 8, ending);
    Setting setting = new Setting(before(Setting.REMEMBERED), piece.companion(), player, List.of(), place, targets);
    return drafts.get(ranker.best(drafts, setting)).written();
  }

  private LineRequest request(Bar bar, boolean ending, long seed) {
    int voices = score.voices().size();
    List<VoiceTask> tasks = new ArrayList<>(Collections.nCopies(voices, VoiceTask.OPEN));
    boolean melodyFirst = piece.melody().getFirst() == 0;
    for (int voice : piece.melody()) {
      List<Note> notes = score.voices().get(voice).notes();
      if (given && !BarWriter.silent(bar, notes, List.of())) {
        tasks.set(voice, VoiceTask.given(BarWriter.write(bar, notes, List.of())));
      } else if (given || !melodyFirst) {
        tasks.set(voice, VoiceTask.SILENT);
      }
    }
    return new LineRequest(bar, tasks, limits, conversation.held(), List.of(), !ending,
        sampling, seed, Deadline.NONE);
  }

  private WrittenBar withMelody(WrittenBar draft) {
    List<List<Note>> notes = new ArrayList<>(Collections.nCopies(score.voices().size(), List.of()));
    for (int voice : piece.melody()) {
      notes.set(voice, score.voices().get(voice).notes());
    }
    for (int voice : piece.companion()) {
      notes.set(voice, BarNotes.written(draft.bar(), draft.notes().get(voice)));
    }
    return conversation.write(draft.bar(), notes, List.of(), Origin.MODEL);
  }
}
