package antiphon.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.midi.MidiMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class MidiMapTest {
  @TempDir private Path folder;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<Integer> music = new ArrayList<>();
  private final List<String> complaints = new ArrayList<>();

  private MidiMap open(Path file) {
    MidiMap map = MidiMap.in(file, complaints::add);
    map.commands(command -> lines.add(command.line()), complaints::add);
    return map;
  }

  private String next() throws InterruptedException {
    return String.valueOf(lines.poll(10, TimeUnit.SECONDS));
  }

  @Test
  void shouldLearnAControllerAndAKeyDoWhatTheyMeanAndKeepThemOutOfTheMusic() throws Exception {
    Path file = folder.resolve("a").resolve("map.txt");
    try (MidiMap map = open(file)) {
      var saved = new LinkedBlockingQueue<String>();
      map.onChange(() -> saved.add("changed"));
      var in = map.before((message, timeNs) -> music.add(message));
      in.onMessage(MidiMessage.controlChange(0, 74, 10), 0);
      assertThat(music).as("not bound yet").hasSize(1);

      map.learn("density");
      in.onMessage(MidiMessage.controlChange(0, 74, 10), 0);
      assertThat(map.state().learning()).isNull();
      in.onMessage(MidiMessage.controlChange(0, 74, 127), 0);
      assertThat(next()).isEqualTo("density 1");
      in.onMessage(MidiMessage.controlChange(0, 74, 0), 0);
      assertThat(next()).isEqualTo("density -1");
      in.onMessage(MidiMessage.controlChange(1, 74, 5), 0);
      assertThat(music).as("another channel is music").hasSize(2);

      map.learn("regenerate");
      in.onMessage(MidiMessage.noteOff(9, 36), 0);
      assertThat(map.state().learning()).as("a key is learnt when pressed").isEqualTo("regenerate");
      music.clear();
      in.onMessage(MidiMessage.noteOn(9, 36, 80), 0);
      in.onMessage(MidiMessage.noteOff(9, 36), 0);
      in.onMessage(MidiMessage.noteOn(9, 36, 80), 0);
      assertThat(next()).isEqualTo("regenerate");
      assertThat(music).isEmpty();
      while (saved.size() < 4) {
        assertThat(saved.poll(10, TimeUnit.SECONDS)).as("two learnt, two bound").isNotNull();
        saved.add("again");
        if (Files.exists(file) && Files.readString(file).contains("key 10 36 = regenerate")) {
          break;
        }
      }
    }
    assertThat(Files.readString(file)).contains("cc 1 74 = density").contains("key 10 36 = regenerate");
    try (MidiMap again = open(file)) {
      assertThat(again.bindings()).containsExactly(
          new MidiMap.Binding("cc 1 74", "density"), new MidiMap.Binding("key 10 36", "regenerate"));
      again.forget("cc 1 74");
      assertThat(again.takes(MidiMessage.controlChange(0, 74, 1))).isFalse();
      assertThatThrownBy(() -> again.forget("cc 1 74")).hasMessageContaining("not bound");
      assertThatThrownBy(() -> again.forget("cc 17 74")).hasMessageContaining("expected such as");
      assertThatThrownBy(() -> again.learn("volume")).hasMessageContaining("expected one of").hasMessageContaining("density");
    }
  }

  @Test
  void shouldTurnSwitchesOverByKeysAndLeaveHoldPedalsBeyondTheLastControllerAlone() throws Exception {
    Path file = Files.writeString(folder.resolve("map.txt"), "key 1 24 = hold\ncc 2 7 = hold\nkey 1 25 = register.2\n");
    try (MidiMap map = open(file)) {
      map.takes(MidiMessage.noteOn(0, 24, 1));
      assertThat(next()).isEqualTo("hold");
      map.takes(MidiMessage.controlChange(1, 7, 127));
      assertThat(next()).isEqualTo("hold on");
      map.takes(MidiMessage.noteOn(0, 25, 1));
      assertThat(next()).isEqualTo("register 2 24");
      map.learn("mute");
      assertThat(map.takes(MidiMessage.controlChange(0, 123, 0))).as("all notes off is not learnt").isFalse();
    }
  }

  @Test
  void shouldSayWhichLinesMeanNothingAndKeepTheOthers() throws Exception {
    Path file = Files.writeString(folder.resolve("map.txt"), "# mine\n\ncc 1 74 = densty\ncc 99 1 = mute\nhello\ncc 3 1 = tap\n");
    try (MidiMap map = open(file)) {
      assertThat(map.bindings()).containsExactly(new MidiMap.Binding("cc 3 1", "tap"));
      assertThat(complaints).hasSize(3).allMatch(line -> line.contains("map.txt, line ") && line.contains("expected such as"));
    }
  }
}
