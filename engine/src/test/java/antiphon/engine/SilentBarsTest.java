package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Mode;
import antiphon.generate.TestPresets;
import antiphon.score.Score;
import antiphon.take.TakenNote;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The page has the bars that the music had, also those in which nobody played. */
class SilentBarsTest extends VirtualDuet {
  private static final long BAR = 4L * Q;

  private void assertPageLiesOnTheTake(long bars) {
    Score score = engine.conversation().orElseThrow().score();
    List<Long> heard = score.voices().getFirst().notes().stream().map(n -> n.onset()).toList();
    assertThat(score.bars().size()).isGreaterThanOrEqualTo((int) bars).isLessThan((int) bars + 4);
    assertThat(engine.notes().stream().filter(n -> !n.companion()).map(TakenNote::onset)).isNotEmpty().isSubsetOf(heard);
  }

  @ParameterizedTest
  @EnumSource(value = Mode.class, names = {"CONTINUE", "ACCOMPANY"})
  void shouldKeepSilentBarsBeforeAndBetween(Mode mode) {
    engine(settings(TestPresets.trio(), mode));
    engine.start(0);
    play(3 * BAR, 5 * BAR);
    play(20 * BAR, 22 * BAR);
    runToTick(24 * BAR);
    assertPageLiesOnTheTake(22);
    Score score = engine.conversation().orElseThrow().score();
    // What was committed when the player fell silent sounds on, but is no part of the page.
    assertThat(companion()).filteredOn(n -> mode == Mode.CONTINUE || n.onset() < 7 * BAR).isNotEmpty().allMatch(
        note -> score.voices().stream().flatMap(v -> v.notes().stream())
            .anyMatch(n -> n.pitch() == note.pitch() && n.onset() <= note.onset() && n.end() > note.onset()));
    finish();
  }

  /** Where the music goes on elsewhere, so does the take, with its next bar. */
  @Test
  void shouldKeepSilentBarsBehindAJump() {
    engine(settings(TestPresets.trio(), Mode.ACCOMPANY));
    engine.start(0);
    play(0, 2 * BAR);
    runToTick(4 * BAR);
    engine.locate(40 * BAR);
    play(43 * BAR, 45 * BAR);
    runToTick(46 * BAR);
    Score score = engine.conversation().orElseThrow().score();
    assertThat(score.voices().getFirst().notes()).anyMatch(n -> n.onset() == 7 * BAR);
    assertThat(engine.notes()).anyMatch(n -> !n.companion() && n.onset() == 7 * BAR);
    finish();
  }
}
