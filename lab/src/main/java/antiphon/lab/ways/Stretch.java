package antiphon.lab.ways;

import antiphon.abc.VoiceLimits;
import antiphon.lab.corpus.Staves;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A stretch of a piece some voices of which are to be written anew: all of them, or those under a melody.
 *
 * @param score the piece
 * @param given places (from 0) of the voices that are known: those of the first staff, or none
 * @param written places of all others
 * @param from the first bar to write, 1 or more
 * @param to the bar behind the last one
 */
public record Stretch(Score score, List<Integer> given, List<Integer> written, int from, int to) {
  /** Bars of a phrase, at whose borders continuations begin. */
  private static final int PHRASE = 8;
  /** Bars before an accompaniment at least, so that the style is known, and bars in it. */
  private static final int PRELUDE = 4;
  /** Bars in which the melody has begun. */
  private static final int ENTERED = 2;
  private static final int SHORTEST = 8;
  private static final int FEWEST_NOTES = 8;

  /** Semitones that a voice may go beyond what it has played so far. */
  private static final int BEYOND = 5;
  /** For voices that have not played: semitones about the clef's middle line, and notes at once. */
  private static final int STAFF = 15;
  private static final int CHORD = 3;
  private static final int MOST_CHORD = 10;

  public Stretch {
    given = List.copyOf(given);
    written = List.copyOf(written);
  }

  /** Under the melody, once it has begun; nothing where a piece is too short or has but one staff. */
  public static Optional<Stretch> accompaniment(Score score, int most) {
    List<List<Integer>> staves = Staves.of(score).places();
    List<Integer> melody = staves.getFirst();
    List<Integer> companion = staves.subList(1, staves.size()).stream().flatMap(List::stream).toList();
    List<Bar> bars = score.bars();
    int enters = IntStream.range(0, bars.size()).filter(i -> begins(score, melody, bars.get(i))).findFirst().orElse(bars.size());
    int from = Math.max(PRELUDE, enters + ENTERED);
    return companion.isEmpty() || from + SHORTEST > bars.size()
        ? Optional.empty()
        : Optional.of(new Stretch(score, melody, companion, from, Math.min(bars.size(), from + most)));
  }

  /** Eight bars of all voices, from where a phrase of eight begins if it is counted from the first full bar; nothing in a short piece. */
  public static Optional<Stretch> continuation(Score score, RandomGenerator random) {
    return continuation(score, PHRASE, random);
  }

  /** The same of so many bars. */
  public static Optional<Stretch> continuation(Score score, int bars, RandomGenerator random) {
    List<Stretch> possible = new ArrayList<>();
    List<Integer> all = IntStream.range(0, score.voices().size()).boxed().toList();
    int first = score.bars().getFirst().full() ? 0 : 1;
    for (int from = first + PHRASE; from + bars <= score.bars().size(); from += PHRASE) {
      Stretch stretch = new Stretch(score, List.of(), all, from, from + bars);
      if (score.bars().subList(from - PHRASE, from + bars).stream().allMatch(Bar::full)
          && count(stretch.writtenNotes(score)) >= FEWEST_NOTES && stretch.past() >= FEWEST_NOTES) {
        possible.add(stretch);
      }
    }
    return possible.isEmpty() ? Optional.empty() : Optional.of(possible.get(random.nextInt(possible.size())));
  }

  private static int count(List<List<Note>> notes) {
    return notes.stream().mapToInt(List::size).sum();
  }

  private long past() {
    return written.stream().mapToLong(voice -> before(voice).size()).sum();
  }

  private static boolean begins(Score score, List<Integer> melody, Bar bar) {
    return melody.stream().flatMap(voice -> score.voices().get(voice).notes().stream())
        .anyMatch(note -> note.onset() >= bar.start() && note.onset() < bar.end());
  }

  /** The same with the open voices first, as the model has learnt it. */
  public Stretch writtenFirst() {
    int own = written.size();
    return new Stretch(
        Staves.companionFirst(score),
        IntStream.range(own, own + given.size()).boxed().toList(),
        IntStream.range(0, own).boxed().toList(),
        from,
        to);
  }

  /** The bars to write. */
  public List<Bar> bars() {
    return score.bars().subList(from, to);
  }

  /** The last bar before them. */
  public Bar last() {
    return score.bars().get(from - 1);
  }

  long start() {
    return score.bars().get(from).start();
  }

  private long end() {
    return score.bars().get(to - 1).end();
  }

  /** The given voices' notes that begin in the stretch, cut at its end. */
  public List<Note> givenNotes() {
    return given.stream().flatMap(voice -> inside(score.voices().get(voice).notes()).stream()).sorted().toList();
  }

  /** For each open voice its notes in a score like this one that begin in the stretch, cut at its end. */
  public List<List<Note>> writtenNotes(Score like) {
    return written.stream().map(voice -> inside(like.voices().get(voice).notes())).toList();
  }

  /** Those of some notes that begin in the stretch, cut at its end. */
  List<Note> inside(List<Note> notes) {
    return notes.stream().filter(note -> note.onset() >= start() && note.onset() < end())
        .map(note -> new Note(note.onset(), Math.min(note.duration(), end() - note.onset()), note.pitch()))
        .sorted().toList();
  }

  /** A voice's notes that begin before the stretch. */
  public List<Note> before(int voice) {
    return score.voices().get(voice).notes().stream().filter(note -> note.onset() < start()).toList();
  }

  /** What a voice has played before the stretch, and a little more. */
  public VoiceLimits limits(int place) {
    Voice voice = score.voices().get(place);
    List<Note> played = before(place);
    if (played.isEmpty()) {
      int middle = voice.clef().middleLine();
      return new VoiceLimits(middle - STAFF, middle + STAFF, CHORD);
    }
    IntSummaryStatistics pitches = played.stream().mapToInt(Note::pitch).summaryStatistics();
    long most = played.stream()
        .mapToLong(note -> played.stream().filter(n -> n.onset() <= note.onset() && note.onset() < n.end()).count())
        .max().orElse(1);
    return new VoiceLimits(
        Math.max(0, pitches.getMin() - BEYOND), Math.min(127, pitches.getMax() + BEYOND), (int) Math.min(MOST_CHORD, most));
  }

  /** The piece up to the end of the stretch with other notes in its open voices; other voices and the past are as they were. */
  public Stretch with(List<List<Note>> notes) {
    List<Voice> voices = new ArrayList<>();
    for (int place = 0; place < score.voices().size(); place++) {
      Voice voice = score.voices().get(place);
      int open = written.indexOf(place);
      List<Note> own = new ArrayList<>(open < 0 ? List.of() : before(place).stream()
          .map(n -> new Note(n.onset(), Math.min(n.duration(), start() - n.onset()), n.pitch())).toList());
      own.addAll(open < 0 ? voice.notes().stream().filter(n -> n.onset() < end()).toList() : notes.get(open));
      voices.add(new Voice(voice.clef(), voice.name(), own, List.of()));
    }
    Score changed = new Score(score.tags(), score.layout(), score.tempo(), score.bars().subList(0, to), voices);
    return new Stretch(changed, given, written, from, to);
  }
}
