package antiphon.musicxml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartLayoutTest {
  @ParameterizedTest
  @CsvSource({
    "'', 1, ''", "'', 3, '1 2 3'", "'{ 1 | 2 }', 2, '{ 1 | 2 }'", "'1 2', 4, '1 2 3 4'",
    "'1 { ( 2 3 4 ) | ( 5 6 ) }', 6, '1 { ( 2 3 4 ) | ( 5 6 ) }'", "'{(1 2) (3 4)}', 4, '{ ( 1 2 ) | ( 3 4 ) }'",
    "'[ 1 2 ] 2 9', 2, '1 2'", "'{ ( 1 2', 2, '( 1 2 )'"
  })
  void shouldReadWhatAScoreSaysAndPlaceEveryVoiceOnce(String layout, int voices, String canonical) {
    assertThat(PartLayout.parse(layout, voices)).hasToString(canonical);
  }
}
