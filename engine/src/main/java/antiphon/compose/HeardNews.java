package antiphon.compose;

import antiphon.follow.HarmonyPlan;
import antiphon.generate.BarNotes;
import antiphon.harmony.Chord;
import antiphon.harmony.ChordFinder;
import antiphon.harmony.HeardChord;
import antiphon.pipeline.Cue;
import antiphon.pipeline.EngineListener;
import antiphon.pipeline.HeardBar;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells the player's bars, and without a chart their harmony, each time that they are heard otherwise. Mutable. [compose] */
final class HeardNews {
  private final EngineListener listener;
  private final FiguresState figures;
  private final boolean namesHarmony;
  private final NavigableMap<Long, String> told = new TreeMap<>();
  /** The chord that was heard last. */
  private Chord last = Chord.NONE;
  /** What was told last of the harmony to come. */
  private String expected = "";

  /** @param namesHarmony whether to say which chords were heard */
  HeardNews(EngineListener listener, FiguresState figures, boolean namesHarmony) {
    this.listener = listener;
    this.figures = figures;
    this.namesHarmony = namesHarmony;
  }

  void clear() {
    told.clear();
  }

  /** Forgets the bars before one. */
  void prune(long before) {
    told.headMap(before).clear();
  }

  /**
   * Tells of a bar, if it is news.
   *
   * @param line as it is written
   * @param companion what the companion played in it, if it did
   */
  void tell(Cue cue, HeardBar heard, String line, @Nullable SoundedBar companion) {
    boolean over = heard.number() < cue.lastBar() || cue.heard();
    String news = over + line;
    String before = told.put(heard.number(), news);
    if (news.equals(before)) {
      return;
    }
    listener.heard(heard, line, over);
    if (over && namesHarmony) {
      harmony(cue, heard, companion);
    }
    if (over && (before == null || before.startsWith("false"))) {
      figures.heard++;
    }
  }

  /** Tells what is expected of the harmony of the bar after the one in hand, if it is news. */
  void expect(Cue cue) {
    HarmonyPlan plan = cue.harmony();
    if (plan == null) {
      return;
    }
    Timeline timeline = cue.position().timeline();
    long number = timeline.barAt(Math.max(0, cue.tick())) + 1;
    List<HeardChord> chords = plan.chords(timeline.barStart(number), timeline.barStart(number + 1));
    String news = number + chords.stream().map(chord -> chord.span().chord().text()).collect(Collectors.joining(" "));
    if (!news.equals(expected) && !chords.isEmpty()) {
      expected = news;
      listener.harmonyAhead(number, chords);
    }
  }

  /** Names the harmony of what both sounded in a bar. */
  private void harmony(Cue cue, HeardBar heard, @Nullable SoundedBar companion) {
    Bar place = Bar.plain(heard.start(), heard.meter(), cue.key());
    List<Note> notes = new ArrayList<>(heard.voices().stream().flatMap(List::stream).toList());
    if (companion != null) {
      companion.notes().forEach(voice -> notes.addAll(BarNotes.written(place, voice)));
    }
    notes.sort(null);
    List<HeardChord> chords = ChordFinder.hear(place, notes, cue.key(), last);
    last = chords.getLast().span().chord();
    listener.harmony(heard.number(), chords);
  }
}
