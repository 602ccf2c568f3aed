package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

class SoundingNotesTest {
  @Test
  void shouldOweExactlyTheOffsThatASetOfKeysWould() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      SoundingNotes sounding = new SoundingNotes();
      Set<Integer> model = new HashSet<>();
      for (int i = 0; i < 500; i++) {
        int channel = random.nextInt(16);
        int pitch = random.nextInt(128);
        int kind = random.nextInt(40);
        if (kind == 0) {
          sounding.accept(MidiMessage.controlChange(channel, MidiMessage.ALL_NOTES_OFF, 0));
          model.removeIf(key -> key >> 7 == channel);
        } else if (kind < 24) {
          sounding.accept(MidiMessage.noteOn(channel, pitch, 1 + random.nextInt(127)));
          model.add(channel << 7 | pitch);
        } else if (kind < 32) {
          sounding.accept(MidiMessage.noteOff(channel, pitch));
          model.remove(channel << 7 | pitch);
        } else {
          sounding.accept(MidiMessage.NOTE_ON | channel | pitch << 8);
          model.remove(channel << 7 | pitch);
        }
        assertThat(sounding.sounds(channel, pitch)).as("seed %d", seed).isEqualTo(model.contains(channel << 7 | pitch));
      }
      assertThat(sounding.count()).as("seed %d", seed).isEqualTo(model.size());
      List<Integer> expected =
          model.stream()
              .sorted(Comparator.naturalOrder())
              .map(key -> MidiMessage.noteOff(key >> 7, key & 0x7F))
              .toList();
      List<Integer> offs = new ArrayList<>();
      assertThat(sounding.release(offs::add)).isEqualTo(expected.size());
      assertThat(offs).as("seed %d", seed).isEqualTo(expected);
      assertThat(sounding.count()).isZero();
    }
  }

  @Test
  void shouldLeaveOtherChannelsSoundingWhenOneIsReleased() {
    SoundingNotes sounding = new SoundingNotes();
    sounding.accept(MidiMessage.noteOn(3, 0, 1));
    sounding.accept(MidiMessage.noteOn(3, 127, 1));
    sounding.accept(MidiMessage.noteOn(4, 127, 1));

    List<Integer> offs = new ArrayList<>();
    sounding.release(3, offs::add);

    assertThat(offs).containsExactly(MidiMessage.noteOff(3, 0), MidiMessage.noteOff(3, 127));
    assertThat(sounding.sounds(4, 127)).isTrue();
  }

  @Test
  void shouldForgetEverythingAtAReset() {
    SoundingNotes sounding = new SoundingNotes();
    sounding.accept(MidiMessage.noteOn(3, 64, 1));
    sounding.accept(MidiMessage.SYSTEM_RESET);

    assertThat(sounding.count()).isZero();
  }

  @Test
  void shouldAllocateNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    SoundingNotes sounding = new SoundingNotes();
    int[] sum = new int[1];
    IntConsumer out = message -> sum[0] += message;
    exercise(sounding, out);

    long before = threads.getCurrentThreadAllocatedBytes();
    exercise(sounding, out);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    // A single object per message would be some 3 MB.
    assertThat(allocated).isLessThan(10_000);
    assertThat(sum[0]).isNotZero();
  }

  private static void exercise(SoundingNotes sounding, IntConsumer out) {
    for (int i = 0; i < 100_000; i++) {
      sounding.accept(MidiMessage.noteOn(i & 15, i * 7 & 127, 64));
      if (i % 64 == 0) {
        sounding.release(out);
      }
    }
  }
}
