package antiphon.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.bridge.HostTransport;
import antiphon.midi.MidiMessage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is remembered along a song, and how it is played again. */
final class TakeKeeperTest {
  private static final long QUARTER = 10_080;
  private static final int FRAMES = 2_400;
  private static final int C = MidiMessage.noteOn(0, 60, 80);
  private static final int D = MidiMessage.noteOn(0, 62, 80);

  private final SongTrack track = new SongTrack();

  /** At 120, in blocks of a tenth of a quarter. */
  private static HostTransport at(int epoch, boolean rolling, double quarters, double from, double to) {
    return new HostTransport(
        epoch, rolling, true, 0, 0, 48_000, FRAMES, Math.round(quarters * QUARTER), 0, 120, 4, 4, to > from,
        Math.round(from * QUARTER), Math.round(to * QUARTER));
  }

  private void roll(int epoch, double from, double to) {
    for (long tenth = Math.round(10 * from); tenth < Math.round(10 * to); tenth++) {
      track.reached(at(epoch, true, tenth / 10.0, 0, 0));
    }
  }

  private void note(int pass, double quarters, double length, int on) {
    track.sent(pass, Math.round(quarters * QUARTER), on);
    track.sent(pass, Math.round((quarters + length) * QUARTER), MidiMessage.noteOff(0, MidiMessage.data1(on)));
  }

  private static KeptTake.Note kept(double quarters, double length, int on) {
    return new KeptTake.Note(Math.round(quarters * QUARTER), Math.round(length * QUARTER), on);
  }

  @Test
  void shouldRememberOfEachPlaceWhatSoundedLast() {
    note(1, 1, 0.5, C);
    note(1, 2, 0.5, C);
    note(1, 3, 0.5, C);
    roll(1, 0, 4);
    track.reached(at(2, false, 4, 0, 0));
    note(3, 2.5, 0.25, D);
    roll(3, 1.5, 2.8);
    track.reached(at(4, false, 2.8, 0, 0));
    assertThat(track.take().notes()).containsExactly(kept(1, 0.5, C), kept(2.5, 0.25, D), kept(3, 0.5, C));
  }

  @Test
  void shouldForgetWhatWasNotReachedAndCutWhatStillSounded() {
    note(1, 1, 4, C);
    note(1, 2.5, 0.5, D);
    roll(1, 0, 2);
    track.reached(at(2, false, 2, 0, 0));
    assertThat(track.take().notes()).containsExactly(kept(1, 1, C));
  }

  @Test
  void shouldGoOnBehindTheEndOfALoop() {
    note(1, 3.5, 1, C);
    track.sent(2, QUARTER, D);
    for (int tenth = 0; tenth < 40; tenth++) {
      track.reached(at(1, true, tenth / 10.0, 0, 4));
    }
    for (int tenth = 0; tenth < 20; tenth++) {
      track.reached(at(2, true, tenth / 10.0, 0, 4));
    }
    assertThat(track.take().notes()).containsExactly(kept(1, 0.9, D), kept(3.5, 0.5, C));
  }

  @Test
  void shouldPlayEachNoteOnceThroughALoopAndALocate() {
    KeptPlayer player = new KeptPlayer(new KeptTake(List.of(kept(0, 0.5, C), kept(3.9, 0.5, D))));
    SentNotes session = new SentNotes();
    List<String> expected = new ArrayList<>();
    for (int epoch = 1; epoch <= 3; epoch++) {
      for (int tenth = 0; tenth < 40; tenth++) {
        player.reached(session, at(epoch, true, tenth / 10.0, 0, 4), QUARTER / 4);
      }
    }
    expected.add("C 0.0 in 1");
    for (int epoch = 1; epoch <= 3; epoch++) {
      expected.add("D 3.9 in " + epoch);
      expected.add("C 0.0 after " + epoch);
    }
    player.reached(session, at(4, true, 3.8, 0, 0), QUARTER / 4);
    player.reached(session, at(4, true, 3.9, 0, 0), QUARTER / 4);
    expected.add("D 3.9 in 4");
    assertThat(session.strikes).isEqualTo(expected);
  }

  /** Writes down which keys it is to strike. */
  private static final class SentNotes extends DeafSession {
    private final List<String> strikes = new ArrayList<>();

    @Override
    public boolean play(int epoch, long tick, int message) {
      return note(epoch, tick, message, " in ");
    }

    @Override
    public boolean playAfterLoop(int epoch, long tick, int message) {
      return note(epoch, tick, message, " after ");
    }

    private boolean note(int epoch, long tick, int message, String when) {
      if (MidiMessage.isNoteOn(message)) {
        strikes.add((message == C ? "C " : "D ") + tick / (double) QUARTER + when + epoch);
      }
      return true;
    }
  }
}
