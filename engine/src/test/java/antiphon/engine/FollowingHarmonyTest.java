package antiphon.engine;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.control.Mode;
import antiphon.generate.TestPresets;
import antiphon.harmony.CompingPart;
import antiphon.midi.MidiMessage;
import antiphon.take.TakenNote;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How band and stand-in play by the harmony that they hear, where no chart names it. */
class FollowingHarmonyTest extends VirtualDuet {
  private static final int[][] LOOP = {{48, 64, 67}, {53, 65, 69}, {55, 62, 71}, {48, 64, 67}};

  /** Chords, one a bar. */
  private void playLoop(int bars) {
    for (int beat = 0; beat < 4 * bars; beat++) {
      int[] chord = LOOP[beat / 4 % LOOP.length];
      runToTick((long) beat * Q);
      for (int pitch : chord) {
        engine.input().onMessage(MidiMessage.noteOn(0, pitch, 80), clock.nanoTime());
      }
      runToTick((long) beat * Q + Q * 9 / 10);
      for (int pitch : chord) {
        engine.input().onMessage(MidiMessage.noteOff(0, pitch), clock.nanoTime());
      }
    }
  }

  @Test
  void shouldLetABandFollowFromTheSecondBarOn() {
    engine(settings(TestPresets.melody(), Mode.TRADE).withBacking(CompingPart.Style.PLAIN));
    engine.start(0);
    playLoop(12);
    finish();
    List<TakenNote> band = companion().stream().filter(note -> note.channel() >= 13).toList();
    assertThat(band).isNotEmpty().noneMatch(note -> note.onset() < barStart(1) - 500);
    for (int bar = 1; bar < 12; bar++) {
      long start = barStart(bar);
      assertThat(band).as("bar %d", bar).anyMatch(note -> note.onset() >= start - 500 && note.onset() < start + 4L * Q);
    }
    // In the third pass the loop is known, downbeats too.
    long fits = band.stream().filter(note -> note.onset() >= barStart(8) - 500)
        .filter(note -> chordAt(note.onset() + 500).contains(note.pitch() % 12)).count();
    long all = band.stream().filter(note -> note.onset() >= barStart(8) - 500).count();
    assertThat((double) fits / all).isGreaterThan(0.8);
  }

  private List<Integer> chordAt(long tick) {
    int[] chord = LOOP[(int) (tick / (4L * Q)) % LOOP.length];
    return java.util.Arrays.stream(chord).mapToObj(pitch -> pitch % 12).toList();
  }

  @Test
  void shouldCompByWhatIsHeardWhenTheModelFails() {
    decoder.close();
    engine(settings(TestPresets.trio(), Mode.ACCOMPANY));
    engine.start(0);
    playLoop(8);
    engine.stop();
    assertThat(out.balanced()).isTrue();
    assertThat(story).contains("4 COMPED");
  }
}
