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
    VoiceLimits limits = new VoiceLimits(48, 84, 4);
    grammar.start(Bar.plain(0, Meter.COMMON, Key.C), limits, List.of(), true);
    assertThat(grammar.begin(begun)).isTrue();
    allowed.clear();
    grammar.next(allowed);
    leaning.voice(lean, VOICE, limits);
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

  private static Lean tilted(double density, double register) {
    return new Lean(List.of(), List.of(), 0, List.of(Tilt.NONE, new Tilt(density, register)));
  }

  @Test
  void shouldTiltNotesDownwardsAndUpwards() {
    float[] down = leaned(tilted(0, -12), "");
    assertThat(down['C']).isGreaterThan(down['c'] + 2);
    assertThat(down['z']).isZero();
    float[] up = leaned(tilted(0, 12), "");
    assertThat(up['c']).isGreaterThan(up['C'] + 1);
    float[] octave = leaned(tilted(0, -12), "C");
    assertThat(octave[',']).isGreaterThan(octave['2'] + 2);
  }

  @Test
  void shouldTiltNotesTowardsShortOrLongOnes() {
    float[] many = leaned(tilted(1, 0), "c");
    assertThat(many['/']).isGreaterThan(many['4'] + 2);
    assertThat(many['d']).isBetween(many['4'], many['/']);
    float[] few = leaned(tilted(-1, 0), "c");
    assertThat(few['4']).isGreaterThan(few['/'] + 2);
    assertThat(leaned(tilted(-1, 0), "")['z']).isPositive();
  }

  @Test
  void shouldLeaveAVoiceWithoutATiltAsItIs() {
    assertThat(leaned(new Lean(List.of(), List.of(), 0, List.of(new Tilt(1, 12))), "c")).isSameAs(logits);
  }
}
