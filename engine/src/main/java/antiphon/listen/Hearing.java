package antiphon.listen;

import antiphon.capture.NoteCapture;
import antiphon.capture.PerformedNote;
import antiphon.generate.Preset;
import antiphon.midi.MidiMessage;
import antiphon.score.Key;
import antiphon.time.Ticks;
import antiphon.time.Timeline;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the player played: the notes themselves, and on demand the bars that they make. Mutable. [listen] */
public final class Hearing {
  /** How early a downbeat may come and still belong to the bar: as much as the quantizer looks back. */
  private static final long EARLY_NS = 120_000_000;

  /** Bars that are heard anew while the companion plays along: the one in hand and those before it. */
  private static final int WINDOW_BARS = 3;

  /** So many notes of a quarter are looked at: more than two hands and their pedal can play. */
  public static final int MOST_NOTES_A_BEAT = 64;

  private final NoteCapture capture = new NoteCapture();
  private final Ear turnEar;
  private final @Nullable Ear alongEar;
  private long beat;
  private int inBeat;
  private long unheard;

  /** @param key until notes say otherwise */
  Hearing(Preset preset, Key key) {
    turnEar = new Ear(preset, key);
    alongEar = preset.canAccompany() ? new Ear(preset.accompanying(), key) : null;
  }

  void message(int message, long tick) {
    if (MidiMessage.isNoteOn(message)) {
      long now = Math.floorDiv(tick, Ticks.PER_QUARTER);
      inBeat = now == beat ? inBeat + 1 : 1;
      beat = now;
      if (inBeat > MOST_NOTES_A_BEAT) {
        unheard++;
        return;
      }
    }
    capture.onMessage(message, tick);
  }

  /** Notes that may still be asked for. */
  int remembered() {
    return capture.size();
  }

  /** Notes that were too many in their beat. */
  long unheard() {
    return unheard;
  }

  /** The music begins anew or jumps; how the player plays stays in mind. */
  void jump(long tick) {
    capture.silenceAll(tick);
    capture.forget(Long.MAX_VALUE);
    turnEar.jump();
    if (alongEar != null) {
      alongEar.jump();
    }
  }

  /** The music ends: so do the keys that are down. */
  void stop(long tick) {
    capture.silenceAll(tick);
  }

  /** What began before {@code bar} will not be asked for again. */
  void forgetBefore(Timeline timeline, long bar) {
    capture.forget(timeline.barStart(bar));
  }

  boolean playedIn(Timeline timeline, long bar) {
    long start = timeline.barStart(bar) - early(timeline, bar);
    long end = timeline.barStart(bar + 1) - early(timeline, bar + 1);
    return !capture.notes(start, end, end).isEmpty();
  }

  /** What sounds in {@code [from, to)}, heard up to {@code tick}, in order of onset. */
  List<PerformedNote> soundingIn(long from, long to, long tick) {
    return capture.notes(Long.MIN_VALUE, to, tick).stream().filter(note -> note.end() > from).toList();
  }

  /** Whether anything was struck in a bar, or held on for at least a quarter of it. */
  boolean soundedIn(Timeline timeline, long bar) {
    return playedIn(timeline, bar) || !held(timeline, bar, timeline.barStart(bar + 1)).isEmpty();
  }

  /** What was struck before a bar and held on for at least a quarter, as if it were struck on its downbeat. */
  private List<PerformedNote> held(Timeline timeline, long bar, long nowTick) {
    long start = timeline.barStart(bar) - early(timeline, bar);
    return capture.soundingAt(start, nowTick).stream().filter(note -> note.end() >= start + Ticks.PER_QUARTER)
        .map(note -> new PerformedNote(timeline.barStart(bar), note.end(), note.pitch(), note.velocity(), note.channel()))
        .toList();
  }

  /** Whether no key is down and none was struck in the last {@code ticks}. */
  boolean quiet(long tick, long ticks) {
    return capture.keysDown() == 0 && capture.notes(tick - ticks, tick + 1, tick).isEmpty();
  }

  /**
   * The bars {@code [first, end)} as a phrase of their own, heard up to {@code tick}; a pick-up, what was
   * played late in the bar before, belongs to it.
   */
  Heard phrase(Timeline timeline, long first, long end, long tick, boolean over) {
    long from = pickedUp(timeline, first) ? first - 1 : first;
    return turnEar.hear(timeline, from, end, tick, performed(timeline, from, tick), over);
  }

  /** The last bars before {@code end}, none before {@code first}, as the end of music that goes on. */
  Heard along(Timeline timeline, long first, long end, long tick, boolean over) {
    if (alongEar == null) {
      throw new IllegalStateException("this preset has no voices to play along with");
    }
    long from = Math.max(first, end - WINDOW_BARS);
    List<PerformedNote> played = Stream.concat(
        held(timeline, from, tick).stream(), performed(timeline, from, tick).stream()).toList();
    Heard heard = alongEar.hearOn(timeline, from, end, tick, played, over);
    if (over) {
      forgetBefore(timeline, end - 1 - WINDOW_BARS);
    }
    return heard;
  }

  boolean canPlayAlong() {
    return alongEar != null;
  }

  private boolean pickedUp(Timeline timeline, long bar) {
    if (bar < 0) {
      return false;
    }
    long half = (timeline.barStart(bar) + timeline.barStart(bar - 1)) / 2;
    return !capture.notes(half, timeline.barStart(bar) - early(timeline, bar), timeline.barStart(bar)).isEmpty();
  }

  private List<PerformedNote> performed(Timeline timeline, long first, long tick) {
    return capture.notes(timeline.barStart(first) - early(timeline, first), tick, tick);
  }

  /** Ticks before a bar line in which a note already belongs to the bar; at most an eighth. */
  private static long early(Timeline timeline, long bar) {
    return Math.min(Ticks.PER_EIGHTH, timeline.tempoAt(timeline.barStart(bar)).ticks(EARLY_NS));
  }
}
