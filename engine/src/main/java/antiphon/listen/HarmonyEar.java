package antiphon.listen;

import antiphon.capture.PerformedNote;
import antiphon.follow.BeatNotes;
import antiphon.follow.HarmonyFollower;
import antiphon.follow.HarmonyPlan;
import antiphon.follow.MeterBeats;
import antiphon.follow.Outlook;
import antiphon.time.Timeline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Follows the player's harmony where no chart names it: tells the follower beat by beat what sounds. Mutable. [listen] */
final class HarmonyEar {
  /** What is planned reaches to the end of the bar after the next. */
  private static final int BARS_AHEAD = 2;

  /** At most, so that long bars cost no more time than others. */
  private static final int MOST_BEATS = 14;

  /** So many bars that nobody heard are not caught up with: other music begins. */
  private static final int LONGEST_GAP = 8;

  private static final long NONE = Long.MIN_VALUE;

  private final HarmonyFollower follower = new HarmonyFollower();
  private final BeatNotes sounding = new BeatNotes();
  /** The bar that counts as the first; {@link #NONE} until something is played. */
  private long first = NONE;
  /** The next beat to be heard. */
  private long bar;
  private int beat;

  /** The music begins anew, or goes on elsewhere. */
  void jump() {
    first = NONE;
  }

  /** Hears on up to {@code tick}; null as long as nothing was played. */
  @Nullable HarmonyPlan listen(Timeline timeline, long tick, Hearing hearing) {
    if (first != NONE && timeline.barAt(tick) > bar + LONGEST_GAP) {
      first = NONE;
    }
    if (first == NONE && !begins(timeline, tick, hearing)) {
      return null;
    }
    MeterBeats beats = MeterBeats.of(timeline.meterOfBar(bar));
    while (timeline.barStart(bar) + beats.end(beat) <= tick) {
      take(timeline, beats, tick, hearing);
      follower.hear(bar - first, beat, beats.count(), sounding);
      beat++;
      if (beat == beats.count()) {
        beat = 0;
        bar++;
        beats = MeterBeats.of(timeline.meterOfBar(bar));
      }
    }
    if (follower.beatsHeard() == 0) {
      return null;
    }
    take(timeline, beats, tick, hearing);
    int steps = Math.min(MOST_BEATS, (BARS_AHEAD + 1) * beats.count() - beat);
    return plan(timeline, beats, follower.ahead(steps, sounding));
  }

  /** Whether there is a first note; one in the second half of a bar is a pick-up to the next. */
  private boolean begins(Timeline timeline, long tick, Hearing hearing) {
    long here = timeline.barAt(Math.max(0, tick));
    for (long number = Math.max(0, here - 1); number <= here; number++) {
      List<PerformedNote> notes =
          hearing.soundingIn(timeline.barStart(number), Math.min(tick, timeline.barStart(number + 1)), tick);
      if (!notes.isEmpty()) {
        MeterBeats beats = MeterBeats.of(timeline.meterOfBar(number));
        bar = number;
        beat = beats.at(Math.max(0, notes.getFirst().onset() - timeline.barStart(number)));
        first = 2 * beat > beats.count() ? number + 1 : number;
        follower.reset();
        return true;
      }
    }
    return false;
  }

  /** What sounds in the beat at hand, as far as it was heard. */
  private void take(Timeline timeline, MeterBeats beats, long tick, Hearing hearing) {
    long start = timeline.barStart(bar) + beats.starts().get(beat);
    double length = beats.end(beat) - beats.starts().get(beat);
    sounding.clear();
    for (PerformedNote note : hearing.soundingIn(start, Math.min(tick, start + (long) length), tick)) {
      sounding.add(note.pitch(), (note.onset() - start) / length, (Math.min(tick, note.end()) - start) / length);
    }
    sounding.done();
  }

  private HarmonyPlan plan(Timeline timeline, MeterBeats beats, Outlook outlook) {
    List<HarmonyPlan.Beat> planned = new ArrayList<>();
    long at = bar;
    int place = beat;
    for (Outlook.Odds odds : outlook.odds()) {
      long start = timeline.barStart(at) + beats.starts().get(place);
      int half = beats.count() % 2 == 0 && beats.count() > 2 ? beats.count() / 2 : beats.count();
      planned.add(new HarmonyPlan.Beat(
          start, start + beats.end(place) - beats.starts().get(place), place % half != 0 && !planned.isEmpty(), odds));
      place = place + 1 == beats.count() ? 0 : place + 1;
      at += place == 0 ? 1 : 0;
    }
    return new HarmonyPlan(planned);
  }
}
