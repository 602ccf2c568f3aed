package antiphon.pipeline;

import antiphon.control.Control;
import antiphon.control.Controls;
import antiphon.critic.Place;
import antiphon.feel.Feel;
import antiphon.follow.HarmonyPlan;
import antiphon.schedule.Expression;
import antiphon.score.Key;
import antiphon.time.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the composing side is to know at a moment: what was heard, who plays next, and how.
 *
 * @param position of the transport
 * @param tick the moment; the player was heard up to here
 * @param controls as they are now
 * @param window the number of the companion's turn, at hand or to come
 * @param variation how often it was asked for something else
 * @param bars the player's bars that are heard anew, in order; never empty
 * @param key the key that they are heard in
 * @param feel how the player plays
 * @param heard whether the last bar is over; else it still sounds, and will be heard again
 * @param from the first bar that the companion plays; after the last one heard if it does not
 * @param to the bar after the last one that it plays; {@link #OPEN} if that is not known yet
 * @param stop the tick at which the companion falls silent, {@link #OPEN} if it does not
 * @param together whether the player plays in these bars as well
 * @param definite whether the companion will play; else it only gets ready
 * @param harmony what is expected of the harmony where no chart names it, null while nothing is
 */
public record Cue(
    Transport.Position position, long tick, Controls controls, int window, int variation, List<HeardBar> bars, Key key,
    Feel feel, boolean heard, long from, long to, long stop, boolean together, boolean definite,
    @Nullable HarmonyPlan harmony) {
  /** Nobody knows when. */
  public static final long OPEN = Long.MAX_VALUE;

  /** The length of a phrase where nothing else sets one. */
  private static final int PHRASE_BARS = 8;

  public Cue {
    bars = List.copyOf(bars);
  }

  /** The same at another moment, as things stand then. */
  public Cue at(Transport.Position now, long nowTick, Controls settings, int otherwise) {
    return new Cue(
        now, nowTick, settings, window, otherwise, bars, key, feel, heard, from, to, stop, together, definite, harmony);
  }

  /** The same in a turn of another number, which is over with the bar before {@code bar}. */
  public Cue until(long bar, int turn) {
    return new Cue(
        position, tick, controls, turn, variation, bars, key, feel, heard, from, Math.min(to, bar), stop, together, definite, harmony);
  }

  /** The same with other expectations of the harmony. */
  public Cue expecting(@Nullable HarmonyPlan plan) {
    return new Cue(
        position, tick, controls, window, variation, bars, key, feel, heard, from, to, stop, together, definite, plan);
  }

  /** The same with an end. */
  public Cue stopping(long stopTick) {
    long last = position.timeline().barAt(stopTick - 1);
    return new Cue(
        position, tick, controls, window, variation, bars, key, feel, heard, from, Math.min(to, last + 1),
        Math.min(stop, stopTick), together, definite, harmony);
  }

  /** Whether the companion plays in bar {@code number}. */
  public boolean plays(long number) {
    return number >= from && number < to;
  }

  /** Where a bar that the companion plays stands in its phrase. */
  public Place place(long number) {
    int length = to == OPEN ? PHRASE_BARS : (int) (to - from);
    int bar = (int) Math.floorMod(number - from, (long) length) + 1;
    return new Place(bar, length, number == to - 1);
  }

  /** How the companion plays: how much of the player's feel it takes over, and how it goes off that. */
  public Expression expression() {
    return new Expression(
        controls.value(Control.LOUDNESS), controls.value(Control.FEEL), controls.value(Control.SWING),
        controls.value(Control.ARTICULATION), controls.value(Control.DYNAMICS));
  }

  /** The first bar that is heard anew. */
  public long firstBar() {
    return bars.getFirst().number();
  }

  /** The last bar that was heard. */
  public long lastBar() {
    return bars.getLast().number();
  }
}
