package antiphon.lab.report;

import antiphon.lab.evaluate.Column;
import antiphon.lab.evaluate.Comparison;
import antiphon.lab.evaluate.Report;
import antiphon.lab.ways.Stretch;
import antiphon.critic.measure.Histogram;
import antiphon.critic.measure.Profile;
import antiphon.score.Note;
import antiphon.time.Ticks;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;

/** How often degrees, durations, intervals and places in the bar come: the composers' as bars, others as lines. Stateless. */
final class SpreadPicture {
  private static final double WIDTH = 1040;
  private static final double HEIGHT = 440;
  private static final List<String> LINES = List.of("ngrams", "markov", Comparison.MODEL);
  private static final long SIXTEENTH = Ticks.PER_QUARTER / 4;

  /** One of the four, and what is written below its values. */
  private record Panel(String title, long[] values, Function<Long, String> name, Function<Profile, Histogram> of) {}

  private static final List<Panel> PANELS = List.of(
      new Panel("Degrees of the key, semitones above the tonic", LongStream.range(0, 12).toArray(), String::valueOf,
          Profile::pitchClasses),
      new Panel("Durations, sixteenths", LongStream.of(1, 2, 3, 4, 6, 8, 12, 16).map(n -> n * SIXTEENTH).toArray(),
          value -> String.valueOf(value / SIXTEENTH), Profile::durations),
      new Panel("Steps of the tune, semitones", LongStream.rangeClosed(-12, 12).toArray(),
          value -> value % 3 == 0 ? String.valueOf(value) : "", Profile::intervals),
      new Panel("Where notes begin, sixteenths of the bar", LongStream.range(0, 16).map(n -> n * SIXTEENTH).toArray(),
          value -> String.valueOf(value / SIXTEENTH), Profile::onsets));

  private SpreadPicture() {}

  static String of(Report report) {
    Svg svg = new Svg(WIDTH, HEIGHT);
    List<Column> lines = LINES.stream().map(report.comparison()::column).toList();
    Column composer = report.comparison().column(Comparison.COMPOSER);
    Ink.legend(svg, java.util.stream.Stream.concat(java.util.stream.Stream.of(composer), lines.stream()).toList(), 10, 16);
    for (int i = 0; i < PANELS.size(); i++) {
      panel(svg, PANELS.get(i), composer, lines, 20 + i % 2 * 520, 50 + i / 2 * 195);
    }
    return svg.close();
  }

  private static void panel(Svg svg, Panel panel, Column composer, List<Column> lines, double left, double top) {
    double width = 480;
    double height = 140;
    double most = 0;
    for (Column column : java.util.stream.Stream.concat(java.util.stream.Stream.of(composer), lines.stream()).toList()) {
      most = Math.max(most, LongStream.of(panel.values()).mapToDouble(histogram(panel, column)::share).max().orElse(0));
    }
    svg.text(left, top - 4, "start", "class=\"label\"", panel.title());
    double step = width / panel.values().length;
    for (int i = 0; i < panel.values().length; i++) {
      double share = histogram(panel, composer).share(panel.values()[i]);
      svg.rect(left + i * step + step * 0.12, top + height * (1 - share / most), step * 0.76, height * share / most,
          "fill=\"" + Ink.of(composer) + "\" fill-opacity=\"0.28\"");
      svg.text(left + (i + 0.5) * step, top + height + 14, "middle", "class=\"small\"", panel.name().apply(panel.values()[i]));
    }
    svg.line(left, top + height, left + width, top + height, "stroke=\"#868e96\"");
    for (Column column : lines) {
      Histogram histogram = histogram(panel, column);
      double[] points = new double[2 * panel.values().length];
      for (int i = 0; i < panel.values().length; i++) {
        points[2 * i] = left + (i + 0.5) * step;
        points[2 * i + 1] = top + height * (1 - histogram.share(panel.values()[i]) / most);
      }
      boolean judged = column.key().equals(Comparison.MODEL);
      svg.path(points, "fill=\"none\" stroke-linejoin=\"round\" stroke=\"" + Ink.of(column) + "\" stroke-width=\""
          + (judged ? 2.6 : 1.4) + "\"" + (judged ? "" : " stroke-opacity=\"0.85\""));
    }
  }

  private static Histogram histogram(Panel panel, Column column) {
    Profile profile = new Profile();
    for (Stretch stretch : column.continued()) {
      for (List<Note> voice : stretch.writtenNotes(stretch.score())) {
        if (!voice.isEmpty()) {
          profile.add(stretch.bars(), voice);
        }
      }
    }
    return panel.of().apply(profile);
  }
}
