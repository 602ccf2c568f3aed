package antiphon.lab.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.abc.AbcWriter;
import antiphon.score.Score;
import java.util.List;
import org.junit.jupiter.api.Test;

class StavesTest {
  private static Score score(String layout, int voices) {
    StringBuilder text = new StringBuilder("%romantic\n%voice+keyboard\n%%score " + layout + "\nL:1/8\nM:4/4\nK:C\n");
    for (int i = 1; i <= voices; i++) {
      text.append("V:").append(i).append(" treble\n");
    }
    for (int i = 1; i <= voices; i++) {
      text.append("[V:").append(i).append(']').append("CDEFGAB".charAt(i)).append("8|");
    }
    return AbcReader.read(text.append('\n').toString());
  }

  @Test
  void shouldReadStavesFromTheLayout() {
    assertThat(Staves.of(score("1 { ( 2 3 ) | 4 }", 4)).places()).containsExactly(List.of(0), List.of(1, 2), List.of(3));
    // A layout that does not name every voice says nothing.
    assertThat(Staves.of(score("1 2", 3)).places()).containsExactly(List.of(0), List.of(1), List.of(2));
  }

  @Test
  void shouldPutTheCompanionFirstUnderItsTag() {
    Score turned = Staves.companionFirst(score("1 { ( 2 3 ) | 4 }", 4));
    assertThat(turned.tags()).containsExactly("romantic", "voice+keyboard", "companion-first");
    assertThat(turned.layout()).isEqualTo("( 1 2 ) 3 4");
    assertThat(AbcWriter.body(turned)).containsExactly("[V:1]E8|[V:2]F8|[V:3]G8|[V:4]D8|\n");
  }
}
