package antiphon.compose;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.feel.Feel;
import antiphon.generate.BarNote;
import antiphon.generate.Preset;
import antiphon.generate.TestPresets;
import antiphon.generate.WrittenBar;
import antiphon.generate.WrittenBar.Origin;
import antiphon.pipeline.Cue;
import antiphon.pipeline.HeardBar;
import antiphon.schedule.Plan;
import antiphon.score.Bar;
import antiphon.score.Key;
import antiphon.score.Note;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import antiphon.time.Transport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bar 1 of a trio in common time at 120, in which the player has the first voice and the companion the others; bar 0 was heard. */
final class Scene {
  static final int Q = Ticks.PER_QUARTER;
  static final long BAR = 4L * Q;
  static final Preset ALONG = TestPresets.trio().accompanying();
  static final Bar PLACE = Bar.plain(BAR, Meter.COMMON, Key.C);
  private static final Transport.Position ROLLING =
      new Transport.Position(true, 0, 0, Timeline.of(Meter.COMMON, Tempo.MODERATE), 0);

  private Scene() {}

  static Cue cue(Controls controls, long tick, long from, long to, long stop) {
    HeardBar heard = new HeardBar(0, 0, Meter.COMMON, List.of(List.of(new Note(0, Q, 60))));
    return new Cue(
        ROLLING, tick, controls, 1, 0, List.of(heard), Key.C, Feel.NEUTRAL, true, from, to, stop, true, true, null);
  }

  static Cue cue(Controls controls) {
    return cue(controls, BAR, 1, Cue.OPEN, Cue.OPEN);
  }

  static Controls usual() {
    return Controls.USUAL.with(Control.FOLLOW, 0);
  }

  /** The bar of which all before {@code cut} is fixed, and of which the player was heard up to there. */
  static BarState state(Cue cue, long cut, List<Note> player, @Nullable SoundedBar sounded, @Nullable WrittenBar planned) {
    return new BarState(cue, ALONG, 1, PLACE, cut, voices(player, List.of(), List.of()), cut, sounded, planned);
  }

  static WrittenBar written(List<BarNote> right, List<BarNote> left) {
    return new WrittenBar(PLACE, "", voices(List.of(), right, left), Origin.MODEL);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // Only read.
  static <T> List<List<T>> voices(List<T>... voices) {
    List<List<T>> all = new ArrayList<>(Collections.nCopies(3, List.<T>of()));
    for (int i = 0; i < voices.length; i++) {
      all.set(i, voices[i]);
    }
    return all;
  }

  static BarNote note(double quarter, double length, int pitch) {
    return new BarNote(Math.round(quarter * Q), Math.round((quarter + length) * Q), pitch, false, false);
  }

  /** What sounded of a bar up to {@code toTick}. */
  static SoundedBar sounded(WrittenBar written, long toTick) {
    SoundedBar bar = new SoundedBar(3);
    bar.add(0, toTick, plan(written, 0), ALONG.playing());
    return bar;
  }

  static Plan plan(WrittenBar written, long from) {
    return new Plan(1, 0, 1, from, false, written, List.of(), 1);
  }
}
