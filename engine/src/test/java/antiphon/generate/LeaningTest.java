package antiphon.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import antiphon.abc.BarGrammar;
import antiphon.abc.SymbolSet;
import antiphon.abc.VoiceLimits;
import antiphon.follow.Expected;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.time.Meter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LeaningTest {
  private static final int VOICE = 1;

  private final BarGrammar grammar = new BarGrammar();
  private final SymbolSet allowed = new SymbolSet();
  private final Leaning leaning = new Leaning();
  private final float[] logits = new float[128];

  private float[] leaned(Lean lean, String begun) {
    grammar.start(Bar.plain(0, Meter.COMMON, Key.C), new VoiceLimits(48, 84, 4), List.of(), true);
    assertThat(grammar.begin(begun)).isTrue();
    allowed.clear();
    grammar.next(allowed);
    leaning.voice(lean, VOICE);
    return leaning.applied(logits, grammar, allowed);
  }

  /** C, E and G are worth 1 in the first quarter, D in the second. */
  private static Lean lean() {
    double[] first = new double[12];
    first[0] = 1;
    first[4] = 1;
    first[7] = 1;
    double[] second = new double[12];
    second[2] = 1;
    return new Lean(List.of(new Expected(0, 10_080, first), new Expected(10_080, 20_160, second)), List.of(VOICE), 2);
  }

  @Test
  void shouldDrawNotesTowardsWhatFits() {
    float[] leaned = leaned(lean(), "");
    assertThat(leaned['c'] - leaned['d']).isCloseTo(2, within(1e-4f));
    assertThat(leaned['E'] - leaned['F']).isCloseTo(2, within(1e-4f));
    assertThat(leaned['z']).isZero();
  }

  @Test
  void shouldKeepHowLikelyANoteIs() {
    float[] leaned = leaned(lean(), "");
    double notes = 0;
    int count = 0;
    for (char c : "CDEFGABcdefgab^_=".toCharArray()) {
      if (allowed.contains(c)) {
        notes += Math.exp(leaned[c]);
        count++;
      }
    }
    assertThat(notes).isCloseTo(count, within(1e-3));
  }

  @Test
  void shouldLeanByWhereTheNoteBegins() {
    float[] leaned = leaned(lean(), "c2 ");
    assertThat(leaned['d'] - leaned['c']).isCloseTo(2, within(1e-4f));
  }

  @Test
  void shouldLeaveOtherVoicesAsTheyAre() {
    Lean other = new Lean(lean().parts(), List.of(VOICE + 1), 2);
    assertThat(leaned(other, "")).isSameAs(logits);
  }
}
