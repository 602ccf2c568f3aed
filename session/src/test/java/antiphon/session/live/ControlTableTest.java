package antiphon.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.web.Choices;
import antiphon.web.Rows;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Command line, page, MIDI map and OSC are one table: each row, typed, turned or sent, comes to the same. */
class ControlTableTest {
  /** The value that a line sets, as the command line reads it. */
  private static double read(Control control, String line) {
    List<String> words = Arrays.asList(line.split(" "));
    assertThat(words.getFirst()).isEqualTo(control.word());
    return control.require(LiveCommands.value(control, words.getLast()));
  }

  @ParameterizedTest
  @EnumSource(Control.class)
  void shouldBeReachedByTheSameNameFromEverywhere(Control control) {
    assertThat(Rows.names()).contains(control.word());
    assertThat(Rows.known(control.word())).isTrue();
    assertThat(Rows.known(control.word() + ".2")).isEqualTo(control.perVoice());
    if (control.kind() == Control.Kind.TRIGGER) {
      assertThat(Rows.turned(control.word(), 1)).contains(control.word());
      assertThat(Rows.turned(control.word(), 0)).as("let go").isEmpty();
      assertThat(Rows.set(control.word(), 1)).isEqualTo(control.word());
      return;
    }
    for (int position = 0; position <= 127; position++) {
      double value = read(control, Rows.turned(control.word(), position / 127.0).orElseThrow());
      assertThat(value).isBetween(control.lowest(), control.highest());
    }
    assertThat(read(control, Rows.turned(control.word(), 0).orElseThrow())).isEqualTo(control.lowest());
    for (double value : new double[] {control.lowest(), Controls.USUAL.value(control), control.highest()}) {
      assertThat(read(control, Rows.set(control.word(), value))).as("sent").isEqualTo(value);
      assertThat(read(control, control.word() + " " + Choices.word(control, value).toLowerCase(java.util.Locale.ROOT))).as("shown").isEqualTo(value);
    }
    if (control.perVoice()) {
      assertThat(Rows.set(control.word() + ".2", control.lowest())).startsWith(control.word() + " 2 ");
    }
  }
}
