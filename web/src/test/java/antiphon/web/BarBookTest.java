package antiphon.web;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Mode;
import antiphon.generate.BarNote;
import antiphon.generate.Preset;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.pipeline.HeardBar;
import antiphon.presets.Presets;
import antiphon.schedule.Plan;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.web.BarView.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BarBookTest {
  private static final long BAR = 40_320;
  private static final long QUARTER = 10_080;
  private static final Preset MELODY = Presets.find("folk-melody");
  private static final Preset SONG = Presets.find("song-accompanist");

  private static BarBook book(Preset preset, Mode mode) {
    return new BarBook(preset, Optional.empty(), () -> Timeline.of(Meter.COMMON, Tempo.MODERATE), () -> mode);
  }

  private static News.Heard heard(long number, int pitch, boolean complete) {
    Note note = new Note(number * BAR, 4 * QUARTER, pitch);
    return new News.Heard(new HeardBar(number, number * BAR, Meter.COMMON, List.of(List.of(note))), complete);
  }

  private static News.Planned planned(long number, Key key, String line, List<List<BarNote>> notes) {
    WrittenBar written = new WrittenBar(Bar.plain(0, Meter.COMMON, key), line, notes, Origin.MODEL);
    return new News.Planned(new Plan(number, 1, 1, 0, false, written, List.of(), 1), 0);
  }

  @Test
  void shouldFollowABarFromPlanToSound() {
    BarBook book = book(MELODY, Mode.CONTINUE);
    List<List<BarNote>> notes = List.of(List.of(new BarNote(0, BAR, 69, false, false)));
    BarView plan = book.take(planned(4, Key.C, "[V:1]A8|\n", notes)).getFirst();
    assertThat(plan.antiphon().state()).isEqualTo(State.PLANNED);
    assertThat(plan.antiphon().voices()).containsExactly(java.util.Map.entry(1, "A8"));
    BarView sealed = book.take(new News.Sealed(4, Origin.MODEL, "[V:1]A8|\n")).getFirst();
    assertThat(sealed.antiphon().state()).isEqualTo(State.SEALED);
    assertThat(sealed.antiphon().notes()).hasSize(1);
    assertThat(sealed.start()).isEqualTo(4 * BAR);
    assertThat(book.forgetPlans()).as("what sounded stays").isEmpty();
  }

  @Test
  void shouldReadTheNotesOfAFallbackThatNobodyPlanned() {
    BarBook book = book(MELODY, Mode.CONTINUE);
    BarView sealed = book.take(new News.Sealed(2, Origin.VARIED, "[V:1]c4 z2 ^F2|\n")).getFirst();
    assertThat(sealed.antiphon().origin()).isEqualTo("varied");
    assertThat(sealed.antiphon().notes()).containsExactly(
        new long[] {1, 0, 2 * QUARTER, 72}, new long[] {1, 3 * QUARTER, QUARTER, 66});
  }

  @Test
  void shouldSpellThePlayerAnewWhenTheKeyBecomesClear() {
    BarBook book = book(MELODY, Mode.CONTINUE);
    assertThat(book.take(heard(0, 66, true)).getFirst().you().voices()).containsEntry(1, "^F8");
    List<BarView> changed = book.take(planned(1, new Key(1, false), "[V:1]G8|\n", List.of(List.of())));
    assertThat(changed).hasSize(2);
    assertThat(changed.getFirst().you().voices()).containsEntry(1, "F8");
    assertThat(changed.getFirst().key()).isEqualTo("G");
  }

  @Test
  void shouldForgetAPlanWherePlayerPlaysOn() {
    BarBook book = book(MELODY, Mode.CONTINUE);
    book.take(planned(4, Key.C, "[V:1]A8|\n", List.of(List.of())));
    BarView bar = book.take(heard(4, 60, false)).getFirst();
    assertThat(bar.antiphon()).isNull();
    assertThat(bar.you().state()).isEqualTo(State.SOUNDING);
  }

  @Test
  void shouldKeepBothApartWhenTheyPlayTogether() {
    BarBook book = book(SONG, Mode.ACCOMPANY);
    book.take(planned(0, Key.C, "[V:1]C8|[V:2][EG]8|[V:3]C,8|\n", List.of(List.of(), List.of(), List.of())));
    BarView bar = book.take(heard(0, 60, false)).getFirst();
    assertThat(bar.you().voices().keySet()).containsExactly(1);
    assertThat(bar.antiphon().voices().keySet()).as("not what the model expected of the player").containsExactly(2, 3);
  }

  @Test
  void shouldLeaveSignsOfTheLineToTheScore() {
    BarBook book = book(MELODY, Mode.CONTINUE);
    BarView bar = book.take(planned(0, Key.C, "[V:1][K:G]\"Am7\"A4 \"D7\"d4|\n", List.of(List.of()))).getFirst();
    assertThat(bar.antiphon().voices()).containsEntry(1, "A4 d4");
  }
}
