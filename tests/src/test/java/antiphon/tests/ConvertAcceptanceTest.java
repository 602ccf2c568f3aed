package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.musicxml.MusicXmlReader;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.tests.Program.Run;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ConvertAcceptanceTest {
  private static final String TUNE = """
      X:1
      T:Over the Bridge
      L:1/8
      Q:1/4=120
      M:6/8
      K:D
      "D"d2A AFA|"G"B2d "A7"dcB|"D"A2F DEF|"A7"E3-E2A|
      "D"d2A AFA|"G"B2d dcB|"A7"A2c efg|"D"f2d d3|]
      """;

  @TempDir private Path folder;

  private Run convert(String... arguments) throws IOException, InterruptedException {
    String[] all = new String[arguments.length + 1];
    all[0] = "convert";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Program.run(folder, all);
  }

  @Test
  void shouldCarryATuneThroughAllKinds() throws Exception {
    Files.writeString(folder.resolve("tune.abc"), TUNE);
    String from = "tune.abc";
    for (String to : List.of("a.musicxml", "b.mid", "c.mxl", "d.abc")) {
      Run run = convert(from, to);
      assertThat(run.exit()).as(run.err().toString()).isZero();
      assertThat(run.out()).singleElement().asString().startsWith(to + ": 8 bars of 6/8 in D, 1 voice, 35 notes");
      from = to;
    }
    Score tune = AbcReader.read(TUNE);
    Score last = AbcReader.read(Files.readString(folder.resolve("d.abc")));
    assertThat(last.voices()).extracting(Voice::notes)
        .containsExactlyElementsOf(tune.voices().stream().map(Voice::notes).toList());
    assertThat(MusicXmlReader.read(folder.resolve("a.musicxml")).score().voices().getFirst().chords()).hasSize(9);
    assertThat(Files.readString(folder.resolve("d.abc"))).contains("T:Over the Bridge\n");
  }

  @Test
  void shouldSayAsJsonWhatItConverted() throws Exception {
    Files.writeString(folder.resolve("tune.abc"), TUNE);

    Run run = convert("tune.abc", "tune.mxl", "--json");

    JsonNode said = new ObjectMapper().readTree(String.join("", run.out()));
    assertThat(said.path("title").asText()).isEqualTo("Over the Bridge");
    assertThat(said.path("notes").asInt()).isEqualTo(35);
    assertThat(said.path("meter").asText()).isEqualTo("6/8");
    assertThat(said.path("tempo").asDouble()).isEqualTo(120);
  }

  @Test
  void shouldSayInOneLineWhatIsWrong() throws Exception {
    Files.writeString(folder.resolve("tune.abc"), TUNE);
    Files.writeString(folder.resolve("garbage.musicxml"), "<score-partwise><part id='P1'><measure/>");

    for (List<String> wrong : List.of(
        List.of("tune.abc"), List.of("tune.abc", "tune.docx"), List.of("tune.txt", "tune.mid"),
        List.of("tune.abc", "tune.abc"), List.of("tune.abc", "x.mid", "--tune", "0"))) {
      Run run = convert(wrong.toArray(String[]::new));
      assertThat(run.exit()).as(wrong.toString()).isEqualTo(2);
      assertThat(run.err()).as(wrong.toString()).singleElement().asString().contains("--help'");
    }
    for (List<String> failing : List.of(
        List.of("garbage.musicxml", "x.mid"), List.of("missing.mxl", "x.mid"), List.of("tune.abc", "x.mid", "--tune", "2"))) {
      Run run = convert(failing.toArray(String[]::new));
      assertThat(run.exit()).as(failing.toString()).isEqualTo(1);
      assertThat(run.err()).as(failing.toString()).singleElement().asString()
          .startsWith("antiphon: ").contains(failing.getFirst());
    }
    assertThat(folder.resolve("x.mid")).doesNotExist();
  }

  @Test
  void shouldContinueAScoreOfAnotherProgram() throws Exception {
    Files.writeString(folder.resolve("tune.abc"), TUNE);
    assertThat(convert("tune.abc", "tune.mxl").exit()).isZero();

    Run run = Program.run(
        folder, "continue", "tune.mxl", "-o", "answer.musicxml", "--bars", "2", "--seed", "1", "--model",
        Program.randomModel());

    assertThat(run.exit()).as(run.err().toString()).isZero();
    Score score = MusicXmlReader.read(folder.resolve("answer.musicxml")).score();
    assertThat(score.bars()).hasSize(10).allMatch(bar -> bar.meter().toString().equals("6/8"));
    assertThat(score.tempo().orElseThrow().quartersPerMinute()).isEqualTo(120);
  }
}
