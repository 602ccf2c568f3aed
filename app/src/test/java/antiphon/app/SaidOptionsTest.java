package antiphon.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import antiphon.control.Control;
import antiphon.control.Mode;
import antiphon.generate.Preset;
import antiphon.pipeline.EngineSettings;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

final class SaidOptionsTest {
  @Command(name = "any")
  private static final class Any {
    @Mixin private SaidOptions said = new SaidOptions();
    @Mixin private TimeOptions time = new TimeOptions();
    @Mixin private LiveOptions live = new LiveOptions();
    @Mixin private ModelOptions model = new ModelOptions();
  }

  private final StringWriter printed = new StringWriter();

  private EngineSettings settings(String... arguments) {
    Any any = CommandLine.populateCommand(new Any(), arguments);
    any.said.otherwise(any.time, any.live, any.model, new PrintWriter(printed));
    Preset preset = any.model.preset("keyboard");
    EngineSettings fresh =
        new EngineSettings(preset.withTime(any.time.meter().orElse(preset.meter()), preset.tempo()), 1, true, 0);
    return any.time.over(any.said.over(any.live.apply(fresh)));
  }

  @Test
  void shouldPlayWhatIsSaidWhereNoOptionSaysOtherwise() {
    EngineSettings said = settings("--say", "a cheerful jig in D with two voices, trade fours at 90 bpm, purple");
    assertThat(said.preset().name()).isEqualTo("folk-duet");
    assertThat(said.preset().meter()).hasToString("6/8");
    assertThat(said.preset().tempo().quartersPerMinute()).isCloseTo(90, within(0.001));
    assertThat(said.controls().mode()).isEqualTo(Mode.TRADE);
    assertThat(said.controls().whole(Control.LISTEN_BARS)).isEqualTo(4);
    assertThat(said.controls()).isEqualTo(said.controls().with(Control.KEY_LOCK, Control.KEY_LOCK.value("d")));
    assertThat(printed.toString()).contains("understood: ").contains("style folk-duet").contains("not understood: purple");

    EngineSettings other = settings("--say", "a jig, trade fours at 90 bpm", "--preset", "hymn", "--mode", "continue", "--tempo", "70");
    assertThat(other.preset().name()).isEqualTo("hymn");
    assertThat(other.controls().mode()).isEqualTo(Mode.CONTINUE);
    assertThat(other.preset().tempo().quartersPerMinute()).isCloseTo(70, within(0.001));
  }

  @Test
  void shouldGoOnFromAMotifAndPlayOverChords() {
    assertThat(settings("--say", "GABc d2 cB|A2 G2 D4|").opening()).hasValueSatisfying(
        opening -> assertThat(opening.text()).contains("GA Bc d2 cB|"));
    assertThat(settings("--say", "Am F C G").chart()).hasValueSatisfying(chart -> assertThat(chart.length()).isEqualTo(4));
    assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> settings("--say", " "))
        .withMessageStartingWith("--say: text: expected a line of 1 to 2000 characters");
  }
}
