package antiphon.session.live;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Command;
import antiphon.control.CommandReader;
import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.web.Rows;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Command line, page, MIDI map and OSC are one table: each row, typed, turned or sent, comes to the same. */
class ControlTableTest {
  private static double value(Command command) {
    return ((Command.Set) command).value();
  }

  @ParameterizedTest
  @EnumSource(Control.class)
  void shouldBeReachedByTheSameNameFromEverywhere(Control control) {
    String row = control.word();
    assertThat(Rows.names()).contains(row);
    assertThat(Rows.known(row)).isTrue();
    assertThat(Rows.known(row + ".2")).isEqualTo(control.perVoice());
    if (control.kind() == Control.Kind.TRIGGER) {
      Command fired = new Command.Set(control, 0, 1);
      assertThat(Rows.turned(row, 1)).contains(fired);
      assertThat(Rows.turned(row, 0)).as("let go").isEmpty();
      assertThat(Rows.set(row, 1)).isEqualTo(fired);
      assertThat(CommandReader.row(row, "1")).isEqualTo(fired);
      return;
    }
    for (int position = 0; position <= 127; position++) {
      Command turned = Rows.turned(row, position / 127.0).orElseThrow();
      assertThat(value(turned)).isBetween(control.lowest(), control.highest());
      assertThat(CommandReader.read(turned.line())).isEqualTo(turned);
    }
    assertThat(value(Rows.turned(row, 0).orElseThrow())).isEqualTo(control.lowest());
    for (double value : new double[] {control.lowest(), Controls.USUAL.value(control), control.highest()}) {
      Command set = new Command.Set(control, 0, value);
      assertThat(Rows.set(row, value)).as("sent").isEqualTo(set);
      assertThat(CommandReader.row(row, control.word(value))).as("shown").isEqualTo(set);
      assertThat(CommandReader.read(row + " " + control.word(value))).as("typed").isEqualTo(set);
    }
    if (control.perVoice()) {
      assertThat(Rows.set(row + ".2", control.lowest())).isEqualTo(new Command.Set(control, 2, control.lowest()));
    }
  }
}
