package antiphon.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.time.Meter;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandReaderTest {
  static Stream<Command> commands() {
    return Stream.of(
        new Command.Start(0), new Command.Start(2), new Command.Stop(), new Command.Locate(17), new Command.Loop(5, 8), new Command.EndLoop(),
        new Command.SetTempo(96, 0), new Command.SetTempo(63.7, 8), new Command.Tap(), new Command.SetMeter(new Meter(7, 8)),
        new Command.UseModel(true), new Command.UseModel(false), new Command.Learn("density.2"), new Command.Learnt(),
        new Command.Forget("cc 1 74"), new Command.Help(), new Command.Nothing(), new Command.Toggle(Control.MUTE));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void shouldReadWhatACommandPrints(Command command) {
    assertThat(CommandReader.read(command.line())).isEqualTo(command);
  }

  @Test
  void shouldTryEveryKindOfCommand() {
    List<Class<?>> tried = Stream.concat(commands().<Class<?>>map(Object::getClass), Stream.of(Command.Set.class)).distinct().toList();
    assertThat(tried).containsExactlyInAnyOrder(Command.class.getPermittedSubclasses());
  }

  @ParameterizedTest
  @EnumSource(Control.class)
  void shouldReadEveryValueOfEveryControl(Control control) {
    SplittableRandom random = new SplittableRandom(15);
    for (int n = 0; n < 500; n++) {
      double drawn = control.lowest() + random.nextDouble() * (control.highest() - control.lowest());
      double value = control.kind() == Control.Kind.AMOUNT ? drawn : Math.rint(drawn);
      Command.Set set = new Command.Set(control, control.perVoice() ? random.nextInt(Controls.VOICES + 1) : 0, value);
      assertThat(CommandReader.read(set.line())).isEqualTo(set);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "jam", "mode jam", "mode", "density", "density 5", "density x", "density 10 0", "density 1.5 0", "horizon 2 1", "go", "go 0", "go x", "loop 8 5",
      "loop 5", "tempo", "tempo 1", "tempo 96 for 8", "tempo nan", "meter 7", "model maybe", "start -1", "listen-bars 2.5", "key-lock h", "clock sun"})
  void shouldRefuseEverythingElseWithWhatWasExpected(String line) {
    assertThatThrownBy(() -> CommandReader.read(line)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("expected");
  }

  @Test
  void shouldKnowTheShortWords() {
    assertThat(CommandReader.read("r")).isEqualTo(new Command.Set(Control.REGENERATE, 0, 1));
    assertThat(CommandReader.read(" M ")).isEqualTo(new Command.Toggle(Control.MUTE));
    assertThat(Arrays.asList("r", "u", "k", "h", "m", "p", "c")).allSatisfy(word -> assertThat(CommandReader.read(word)).isNotNull());
  }
}
