package antiphon.session.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.control.Control;
import antiphon.control.Mode;
import org.junit.jupiter.api.Test;

class LiveValuesTest {
  @Test
  void shouldReadValuesAsMusiciansTypeThem() {
    assertThat(LiveCommands.value(Control.MODE, "trade")).isEqualTo(Mode.TRADE.ordinal());
    assertThat(LiveCommands.value(Control.KEY_LOCK, "am")).isEqualTo(12 + 9);
    assertThat(LiveCommands.value(Control.KEY_LOCK, "eb")).isEqualTo(3);
    assertThat(LiveCommands.value(Control.KEY_LOCK, "off")).isEqualTo(-1);
    assertThat(LiveCommands.value(Control.LISTEN_BARS, "stop")).isZero();
    assertThat(LiveCommands.value(Control.HOLD, "on")).isEqualTo(1);
    assertThat(LiveCommands.value(Control.HORIZON, "0.5")).isEqualTo(0.5);
  }

  @Test
  void shouldSayWhatItExpected() {
    assertThatThrownBy(() -> LiveCommands.value(Control.MODE, "jam"))
        .hasMessage("mode 'jam': expected continue, trade, accompany, thru");
    assertThatThrownBy(() -> LiveCommands.value(Control.HORIZON, "5"))
        .hasMessage("horizon 5: expected a number from 0 to 4");
    assertThatThrownBy(() -> LiveCommands.value(Control.LISTEN_BARS, "2.5"))
        .hasMessage("listen-bars 2.5: expected a whole number from 0 to 64");
    assertThatThrownBy(() -> LiveCommands.value(Control.DENSITY, "much"))
        .hasMessage("'much': expected a number");
  }
}
