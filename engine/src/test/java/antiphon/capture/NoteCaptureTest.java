package antiphon.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.midi.MidiMessage;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class NoteCaptureTest {
  private final NoteCapture capture = new NoteCapture(64);

  private void on(int pitch, long tick) {
    capture.onMessage(MidiMessage.noteOn(0, pitch, 80), tick);
  }

  private void off(int pitch, long tick) {
    capture.onMessage(MidiMessage.noteOff(0, pitch), tick);
  }

  private void control(int controller, int value, long tick) {
    capture.onMessage(MidiMessage.controlChange(0, controller, value), tick);
  }

  private PerformedNote only() {
    assertThat(capture.notes(-1000, 1000, 1000)).hasSize(1);
    return capture.notes(-1000, 1000, 1000).getFirst();
  }

  @Test
  void shouldPairAnOnWithItsOff() {
    on(60, -10);
    off(60, 90);
    assertThat(only()).isEqualTo(new PerformedNote(-10, 90, 60, 80, 0));
  }

  @Test
  void shouldTakeVelocityZeroAsOff() {
    on(60, 0);
    capture.onMessage(MidiMessage.NOTE_ON | 60 << 8, 50);
    assertThat(only().end()).isEqualTo(50);
    assertThat(capture.keysDown()).isZero();
  }

  @Test
  void shouldEndTheFirstNoteWhenItsKeyIsStruckAgain() {
    on(60, 0);
    on(60, 40);
    off(60, 70);
    assertThat(capture.notes(0, 100, 100))
        .containsExactly(new PerformedNote(0, 40, 60, 80, 0), new PerformedNote(40, 70, 60, 80, 0));
    assertThat(capture.restrikes()).isEqualTo(1);
  }

  /** The sostenuto pedal takes the keys that are down, not what the damper pedal holds. */
  @Test
  void shouldNotHoldWithSostenutoANoteWhoseKeyIsUp() {
    control(64, 127, 0);
    on(60, 10);
    off(60, 20);
    control(66, 127, 30);
    control(64, 0, 50);
    assertThat(only()).isEqualTo(new PerformedNote(10, 20, 50, 60, 80, 0, false));
  }

  @Test
  void shouldCountAnOffWithoutAnOn() {
    off(60, 5);
    assertThat(capture.strayOffs()).isEqualTo(1);
    assertThat(capture.size()).isZero();
  }

  @Test
  void shouldHoldWhatIsLetGoWhileTheDamperIsDown() {
    on(60, 0);
    control(64, 64, 10);
    off(60, 20);
    control(64, 63, 90);
    assertThat(only()).isEqualTo(new PerformedNote(0, 20, 90, 60, 80, 0, false));
    assertThat(only().pedalled()).isTrue();
  }

  @Test
  void shouldEndAPedalledNoteWhenItsKeyIsStruckAgain() {
    control(64, 127, 0);
    on(60, 0);
    off(60, 20);
    on(60, 50);
    assertThat(capture.notes(0, 50, 60)).containsExactly(new PerformedNote(0, 20, 50, 60, 80, 0, false));
    assertThat(capture.restrikes()).isZero();
  }

  @Test
  void shouldKeepPedalsOfChannelsApart() {
    capture.onMessage(MidiMessage.controlChange(1, MidiMessage.SUSTAIN_PEDAL, 127), 0);
    on(60, 0);
    off(60, 20);
    assertThat(only().end()).isEqualTo(20);
  }

  @Test
  void shouldHoldWithSostenutoOnlyWhatIsDownAlready() {
    on(48, 0);
    control(66, 127, 10);
    on(60, 20);
    off(60, 30);
    off(48, 40);
    control(66, 0, 90);
    assertThat(capture.notes(0, 100, 100))
        .containsExactly(
            new PerformedNote(0, 40, 90, 48, 80, 0, false), new PerformedNote(20, 30, 60, 80, 0));
  }

  @Test
  void shouldLetAllNotesOffRespectThePedalAndAllSoundOffNot() {
    on(60, 0);
    control(64, 127, 5);
    control(123, 0, 10);
    assertThat(only()).isEqualTo(new PerformedNote(0, 10, 1000, 60, 80, 0, false));
    control(120, 0, 50);
    assertThat(only().end()).isEqualTo(50);
  }

  @Test
  void shouldLiftThePedalsOnResetControllers() {
    on(60, 0);
    control(64, 127, 5);
    off(60, 10);
    control(121, 0, 30);
    assertThat(only().end()).isEqualTo(30);
  }

  @Test
  void shouldEndWhatSoundsAtNowAndSaySo() {
    on(60, 0);
    assertThat(capture.notes(0, 100, 70)).containsExactly(new PerformedNote(0, 70, 70, 60, 80, 0, true));
    off(60, 80);
    assertThat(only().held()).isFalse();
  }

  @Test
  void shouldGiveOnlyOnsetsInTheWindowInOrder() {
    on(72, 10);
    on(60, 10);
    on(64, 20);
    assertThat(capture.notes(10, 20, 30)).extracting(PerformedNote::pitch).containsExactly(60, 72);
  }

  @Test
  void shouldIgnoreFilteredChannelsAndEndWhatSoundsThere() {
    on(60, 0);
    capture.listenTo(NoteCapture.ALL_CHANNELS & ~1, 30);
    on(62, 40);
    off(60, 50);
    assertThat(only()).isEqualTo(new PerformedNote(0, 30, 60, 80, 0));
    assertThat(capture.strayOffs()).isZero();
  }

  @Test
  void shouldForgetWhatEndedAndKeepWhatSounds() {
    on(60, 0);
    off(60, 10);
    on(62, 20);
    on(64, 30);
    off(64, 35);
    capture.forget(100);
    assertThat(capture.notes(0, 100, 100)).extracting(PerformedNote::pitch).containsExactly(62, 64);
  }

  @Test
  void shouldForgetEverythingOnceSilenced() {
    on(60, 0);
    capture.silenceAll(20);
    capture.forget(Long.MAX_VALUE);
    assertThat(capture.size()).isZero();
  }

  @Test
  void shouldDropTheOldestWhenFullAndCountIt() {
    for (int i = 0; i < 70; i++) {
      on(30 + i, i);
    }
    assertThat(capture.size()).isEqualTo(64);
    assertThat(capture.overflows()).isEqualTo(6);
    assertThat(capture.notes(0, 100, 100).getFirst().onset()).isEqualTo(6);
    off(30, 80);
    assertThat(capture.strayOffs()).isEqualTo(1);
  }

  @Test
  void shouldSilenceAllWhenTheTransportStops() {
    on(60, 0);
    control(64, 127, 5);
    capture.silenceAll(20);
    assertThat(only().end()).isEqualTo(20);
    on(62, 30);
    off(62, 40);
    assertThat(capture.notes(30, 31, 100).getFirst().end()).as("pedal is up").isEqualTo(40);
  }

  @Test
  void shouldRefuseACapacityThatIsNoPowerOfTwo() {
    assertThatThrownBy(() -> new NoteCapture(100)).hasMessageContaining("100").hasMessageContaining("power of two");
  }

  @Test
  void shouldSurviveGarbageAndGiveEveryOnOneEnd() {
    long seed = 20261122;
    Random random = new Random(seed);
    NoteCapture large = new NoteCapture(1 << 17);
    int ons = 0;
    long tick = 0;
    for (int i = 0; i < 100_000; i++) {
      // A third of pure noise, the rest notes and controllers on few keys so that they meet; at times back in time.
      int message = switch (random.nextInt(3)) {
        case 0 -> random.nextInt();
        case 1 -> 0x80 | random.nextInt(0x20) | random.nextInt(128) << 8 | random.nextInt(128) << 16;
        default -> 0xb0 | random.nextInt(16) | (60 + random.nextInt(68)) << 8 | random.nextInt(128) << 16;
      };
      tick += random.nextInt(200) - 20;
      if ((message & 0xf0) == 0x90 && (message >> 16 & 0x7f) > 0) {
        ons++;
      }
      large.onMessage(message, tick);
    }
    large.silenceAll(tick);
    assertThat(large.notes(Long.MIN_VALUE, Long.MAX_VALUE, Long.MAX_VALUE))
        .as("seed %d", seed)
        .hasSize(ons)
        .allMatch(note -> !note.held() && note.end() < Long.MAX_VALUE);
    assertThat(ons).isGreaterThan(10_000);
    assertThat(large.keysDown()).isZero();
  }

  @Test
  void shouldAllocateNothingPerMessage() {
    var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
    NoteCapture busy = new NoteCapture();
    for (int round = 0; round < 2; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20_000; i++) {
        busy.onMessage(0x90 | i % 128 << 8 | (i & 1) * 64 << 16, i);
        busy.onMessage(0xb0 | 64 << 8 | i % 128 << 16, i);
      }
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      if (round == 1) {
        assertThat(bytes).isLessThan(1024);
      }
    }
  }
}
