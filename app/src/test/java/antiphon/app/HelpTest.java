package antiphon.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
  static Stream<CommandLine> commands() {
    return all(Antiphon.commandLine());
  }

  private static Stream<CommandLine> all(CommandLine command) {
    return Stream.concat(Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::all));
  }

  /** Of a command's description its list of commands shows the first line alone. */
  @ParameterizedTest
  @MethodSource("commands")
  void shouldSayWholeSentences(CommandLine command) {
    String name = command.getCommandSpec().qualifiedName();
    List<String> lines = List.of(command.getCommandSpec().usageMessage().description());
    assertThat(lines).as(name).isNotEmpty().allMatch(line -> line.endsWith("."));
    String help = command.getUsageMessage().replaceAll("\\s+", " ");
    command.getSubcommands().forEach((called, sub) ->
        assertThat(help).as(name).contains(called + " " + sub.getCommandSpec().usageMessage().description()[0].formatted()));
  }
}
