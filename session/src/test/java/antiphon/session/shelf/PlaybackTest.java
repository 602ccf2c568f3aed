package antiphon.session.shelf;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.session.shelf.Playback.Due;
import antiphon.midi.MidiFile;
import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PlaybackTest {
  private static final long MS = 1_000_000;

  private static MidiFile file(List<MidiFile.Note> notes, List<MidiFile.Program> programs, List<MidiFile.Tempo> tempos) {
    return new MidiFile(
        1, 480, "", List.of(new MidiFile.Track("", 0, notes, programs, List.of())), tempos, List.of(), List.of(), List.of(), List.of());
  }

  @Test
  void shouldFollowTheTemposAndTellTheSoundFirst() {
    MidiFile file = file(
        List.of(new MidiFile.Note(0, 60, 90, 480, 480), new MidiFile.Note(0, 62, 90, 960, 240)),
        List.of(new MidiFile.Program(0, 0, 11)), List.of(new MidiFile.Tempo(0, 500_000), new MidiFile.Tempo(720, 1_000_000)));

    assertThat(Playback.of(file, 0).messages()).containsExactly(
        new Due(0, MidiMessage.programChange(0, 11)), new Due(500 * MS, MidiMessage.noteOn(0, 60, 90)),
        // A quarter of which the second half is half as fast.
        new Due(1250 * MS, MidiMessage.noteOff(0, 60)), new Due(1250 * MS, MidiMessage.noteOn(0, 62, 90)),
        new Due(1750 * MS, MidiMessage.noteOff(0, 62)));
  }

  @Test
  void shouldBeginLaterWithTheSoundThatIsSetByThenAndTheNoteThatIsALittleEarly() {
    MidiFile file = file(
        List.of(new MidiFile.Note(3, 60, 90, 0, 2000), new MidiFile.Note(3, 64, 90, 950, 480)),
        List.of(new MidiFile.Program(0, 3, 11), new MidiFile.Program(240, 3, 12)), List.of());

    Playback late = Playback.of(file, 1000 * MS);

    assertThat(late.notes()).isEqualTo(1);
    assertThat(late.messages()).extracting(Due::message).containsExactly(
        MidiMessage.programChange(3, 11), MidiMessage.programChange(3, 12), MidiMessage.noteOn(3, 64, 90), MidiMessage.noteOff(3, 64));
    assertThat(late.messages().get(2).atNs()).isBetween(15 * MS, 25 * MS);
  }

  @Test
  void shouldEndEveryNoteOnceHoweverTheyOverlap() {
    for (long seed = 0; seed < 200; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      List<MidiFile.Note> notes = new ArrayList<>();
      for (int n = 0; n < 40; n++) {
        notes.add(new MidiFile.Note(random.nextInt(2), 60 + random.nextInt(3), 80, random.nextInt(2000), 1 + random.nextInt(600)));
      }
      int[] sounding = new int[16 * 128];
      for (Due due : Playback.of(file(notes, List.of(), List.of()), 0).messages()) {
        int key = MidiMessage.channel(due.message()) * 128 + MidiMessage.data1(due.message());
        sounding[key] += MidiMessage.isNoteOn(due.message()) ? 1 : -1;
        assertThat(sounding[key]).as("seed %d", seed).isBetween(0, 1);
      }
      assertThat(sounding).as("seed %d", seed).containsOnly(0);
    }
  }

  @Test
  @Timeout(60)
  void shouldSendEachMessageWithItsDeadlineLessTheLatencyAndNeverBeforeIt() {
    Playback playback = Playback.of(
        file(List.of(new MidiFile.Note(0, 60, 90, 0, 30), new MidiFile.Note(0, 62, 90, 40, 30)), List.of(), List.of()), 0);
    List<Due> sent = new ArrayList<>();
    MidiOut out = new MidiOut() {
      @Override
      public String name() {
        return "written down";
      }

      @Override
      public long latencyNs() {
        return 3 * MS;
      }

      @Override
      public void send(int message) {
        send(message, Long.MIN_VALUE);
      }

      @Override
      public void send(int message, long dueNs) {
        assertThat(System.nanoTime() - dueNs).isNotNegative();
        sent.add(new Due(dueNs, message));
      }

      @Override
      public long lost() {
        return 0;
      }

      @Override
      public void close() {}
    };
    long startNs = System.nanoTime() + 20 * MS;

    assertThat(playback.play(out, startNs, () -> false)).isTrue();

    assertThat(sent).containsExactlyElementsOf(
        playback.messages().stream().map(due -> new Due(startNs - 3 * MS + due.atNs(), due.message())).toList());
  }
}
