package antiphon.pipeline;

import antiphon.critic.ChordTones;
import antiphon.follow.HarmonyPlan;
import antiphon.harmony.ChartBar;
import antiphon.harmony.ChartSection;
import antiphon.harmony.ChordChart;
import antiphon.harmony.ChordSpan;
import antiphon.quantize.KeyFinder;
import antiphon.score.Bar;
import antiphon.score.ChordSymbol;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The changes of a chart where a bar stands on the page. Immutable. [any] */
public record Changes(Optional<ChordChart> chart) {
  private static final int OCTAVE = 12;

  /** The chords of bar {@code number} of the transport, in ticks of the page; none without a chart. */
  public List<ChordSpan> spans(long number, Bar place) {
    return chart.isEmpty() || number < 0
        ? List.of()
        : chart.get().spans(number, place).stream().filter(span -> !span.chord().isNone()).toList();
  }

  /** The chords that are expected in a bar without a chart, as far as the plan reaches, in ticks of the page. */
  public static List<ChordSpan> spans(HarmonyPlan plan, Timeline timeline, long number, Bar place) {
    long start = timeline.barStart(number);
    return plan.played(start, start + place.length()).stream().map(span -> span.shifted(place.start() - start)).toList();
  }

  /** The same as text above the notes. */
  public List<ChordSymbol> symbols(long number, Bar place) {
    return symbols(spans(number, place), place);
  }

  /** Chords as text. */
  public static List<ChordSymbol> symbols(List<ChordSpan> spans, Bar place) {
    return spans.stream()
        .map(span -> new ChordSymbol(span.start(), asTaught(span.chord().text(place.key())))).toList();
  }

  /** The key where bar {@code number} is: as the chart says or, if it does not, its section's chords tell; {@code heard} without a chart. */
  public Key key(long number, Key heard) {
    return chart.isEmpty()
        ? heard
        : chart.get().key().orElseGet(() -> KeyFinder.after(heard, notes(chart.get().sectionAt(number)), false).key());
  }

  /** All that a chord may sound, as long as it lasts; its root, which a bass plays, twice. */
  private static List<Note> notes(ChartSection section) {
    List<Note> notes = new ArrayList<>();
    for (ChartBar bar : section.bars()) {
      for (ChordSpan span : bar.chords()) {
        for (int pitch = 0; pitch < OCTAVE; pitch++) {
          if (span.chord().tones().contains(pitch)) {
            notes.add(new Note(span.start(), span.end() - span.start(), pitch));
          }
        }
        if (!span.chord().isNone()) {
          notes.add(new Note(span.start(), span.end() - span.start(), span.chord().root()));
        }
      }
    }
    return notes;
  }

  /** Lead sheets in the training set say {@code CMaj7} a dozen times as often as {@code Cmaj7}. */
  private static String asTaught(String chord) {
    return chord.replace("maj", "Maj");
  }

  /** The same as pitch classes. */
  public List<ChordTones> tones(long number, Bar place) {
    return spans(number, place).stream()
        .map(span -> new ChordTones(
            span.start() - place.start(), span.end() - place.start(), span.chord().tones().mask()))
        .toList();
  }
}
