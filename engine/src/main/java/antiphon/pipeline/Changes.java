package antiphon.pipeline;

import antiphon.critic.ChordTones;
import antiphon.harmony.ChordChart;
import antiphon.harmony.ChordSpan;
import antiphon.score.Bar;
import antiphon.score.ChordSymbol;
import java.util.List;
import java.util.Optional;

/** The changes of a chart where a bar stands on the page. Immutable. [any] */
record Changes(Optional<ChordChart> chart) {
  /** The chords of bar {@code number} of the transport, in ticks of the page; none without a chart. */
  List<ChordSpan> spans(long number, Bar place) {
    return chart.isEmpty() || number < 0
        ? List.of()
        : chart.get().spans(number, place).stream().filter(span -> !span.chord().isNone()).toList();
  }

  /** The same as text above the notes. */
  List<ChordSymbol> symbols(long number, Bar place) {
    return spans(number, place).stream()
        .map(span -> new ChordSymbol(span.start(), asTaught(span.chord().text(place.key())))).toList();
  }

  /** Lead sheets in the training set say {@code CMaj7} a dozen times as often as {@code Cmaj7}. */
  private static String asTaught(String chord) {
    return chord.replace("maj", "Maj");
  }

  /** The same as pitch classes. */
  List<ChordTones> tones(long number, Bar place) {
    return spans(number, place).stream()
        .map(span -> new ChordTones(
            span.start() - place.start(), span.end() - place.start(), span.chord().tones().mask()))
        .toList();
  }
}
