package antiphon.app;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.harmony.ChordChart;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Presets;
import antiphon.time.Tempo;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class TimeOptionsTest {
  private static final ChordChart CHART = ChordChart.parse("tempo: 140\nmeter: 3/4\nAm | Dm | E7 | Am");

  @Command(name = "any")
  private static final class Any {
    @Mixin private TimeOptions time = new TimeOptions();
  }

  private static EngineSettings settings(String... arguments) {
    Any any = new Any();
    new CommandLine(any).parseArgs(arguments);
    return any.time.over(new EngineSettings(Presets.find("folk-melody"), 3, true, 2).withChart(CHART).withClockOut(true));
  }

  @Test
  void shouldPutTheTempoThatIsAskedForBeforeThatOfTheChart() {
    EngineSettings asked = settings("--tempo", "96");

    assertThat(asked.chart()).map(ChordChart::tempo).hasValueSatisfying(tempo ->
        assertThat(tempo).contains(Tempo.ofQuartersPerMinute(96)));
    assertThat(asked.chart().orElseThrow().sections()).isEqualTo(CHART.sections());
    assertThat(asked.preset().tempo()).isEqualTo(Tempo.ofQuartersPerMinute(96));
    assertThat(asked).extracting(EngineSettings::seed, EngineSettings::rounds, EngineSettings::clockOut).containsExactly(3L, 2, true);
  }

  @Test
  void shouldLeaveTheChartsTempoWhereNoneIsAskedFor() {
    assertThat(settings().chart()).contains(CHART);
  }
}
