package antiphon.session.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.control.Control;
import antiphon.control.Mode;
import org.junit.jupiter.api.Test;

class LiveValuesTest {
  @Test
  void shouldReadValuesAsMusiciansTypeThem() {
    assertThat(Control.MODE.value("trade")).isEqualTo(Mode.TRADE.ordinal());
    assertThat(Control.KEY_LOCK.value("am")).isEqualTo(12 + 9);
    assertThat(Control.KEY_LOCK.value("eb")).isEqualTo(3);
    assertThat(Control.KEY_LOCK.value("off")).isEqualTo(-1);
    assertThat(Control.LISTEN_BARS.value("stop")).isZero();
    assertThat(Control.HOLD.value("on")).isEqualTo(1);
    assertThat(Control.HORIZON.value("0.5")).isEqualTo(0.5);
  }

  @Test
  void shouldSayWhatItExpected() {
    assertThatThrownBy(() -> Control.MODE.value("jam"))
        .hasMessage("mode 'jam': expected continue, trade, accompany, thru");
    assertThatThrownBy(() -> Control.HORIZON.value("5"))
        .hasMessage("horizon 5: expected a number from 0 to 4");
    assertThatThrownBy(() -> Control.LISTEN_BARS.value("2.5"))
        .hasMessage("listen-bars 2.5: expected a whole number from 0 to 64");
    assertThatThrownBy(() -> Control.DENSITY.value("much"))
        .hasMessage("'much': expected a number");
  }
}
