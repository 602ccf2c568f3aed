package antiphon.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyTest {
  @Test
  void shouldReadBackEveryKey() {
    for (int fifths = -7; fifths <= 7; fifths++) {
      for (boolean minor : new boolean[] {false, true}) {
        Key key = new Key(fifths, minor);
        assertThat(Key.parse(key.toString())).isEqualTo(key);
      }
    }
  }

  @Test
  void shouldReadModesAsTheMajorOrMinorOfTheirSignature() {
    assertThat(Key.parse("D dor")).isEqualTo(new Key(0, true));
    assertThat(Key.parse("Amix")).isEqualTo(new Key(2, false));
    assertThat(Key.parse("Elydian")).isEqualTo(new Key(5, false));
    assertThat(Key.parse("Gmin")).isEqualTo(new Key(-2, true));
    assertThat(Key.parse("none")).isEqualTo(Key.C);
    assertThatThrownBy(() -> Key.parse("H")).hasMessage("key 'H': expected one such as Bb, F#m or D dor");
  }

  @Test
  void shouldTransposeToTheTonicThatIsAsManySemitonesAway() {
    for (int fifths = -7; fifths <= 7; fifths++) {
      for (int semitones = -12; semitones <= 12; semitones++) {
        Key key = new Key(fifths, fifths % 2 == 0);
        Key moved = key.transpose(semitones);
        assertThat(moved.tonic()).isEqualTo(Math.floorMod(key.tonic() + semitones, 12));
        assertThat(moved.minor()).isEqualTo(key.minor());
        assertThat(Math.abs(moved.fifths())).isLessThanOrEqualTo(6);
      }
    }
  }
}
