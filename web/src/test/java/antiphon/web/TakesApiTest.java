package antiphon.web;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.abc.AbcReader;
import antiphon.library.Listed;
import antiphon.library.Shelved;
import antiphon.library.ShelvedReading;
import antiphon.library.TakeLibrary;
import antiphon.library.TakeReader;
import antiphon.musicxml.Sheet;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Opening;
import antiphon.time.Clock;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the page asks of the takes, and how what cannot be done is answered. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class TakesApiTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TUNE = "X:1\nT:First\nL:1/8\nM:4/4\nK:D\nDEFG A2f2|agfe d4|d2A2F2D2|E4 D4|";

  @TempDir private Path folder;
  private TestSessions sessions = new TestSessions();
  private Studio studio = new Studio("antiphon test", sessions, () -> 7, Clock.system());
  private AbcTakes takes;
  private TakesApi api = new TakesApi(studio, null);

  /** Takes that are ABC files. */
  private static final class AbcTakes implements Takes, TakeReader {
    private final TakeLibrary library;

    AbcTakes(Path folder) {
      library = TakeLibrary.open(folder, this);
    }

    @Override
    public Optional<Path> source(Path own) {
      return Optional.of(own.resolve("tune.abc")).filter(Files::exists);
    }

    @Override
    public Optional<Shelved> read(Path source) throws IOException {
      return Optional.of(ShelvedReading.of(sheet(source), "2026-11-23T02:00:00Z", "tune.abc"));
    }

    private static Sheet sheet(Path source) throws IOException {
      return new Sheet("First", AbcReader.read(Files.readString(source)));
    }

    @Override
    public TakeLibrary library() {
      return library;
    }

    @Override
    public List<String> sync() {
      return library.sync(Set.of()).problems();
    }

    @Override
    public byte[] export(Listed take, String kind) {
      return (kind + " of " + take.id()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String abc(Listed take) throws IOException {
      return Files.readString(library.folder(take.id()).resolve("tune.abc"));
    }

    @Override
    public Branch branch(Listed take, int bar, EngineSettings now) throws IOException {
      Opening opening = Opening.of(sheet(library.folder(take.id()).resolve("tune.abc")).score(), bar, now.preset());
      return new Branch(now.withOpening(opening), 96, "After it");
    }

    @Override
    public String take(String name, byte[] bytes) throws IOException {
      Files.createDirectories(library.folder("imported"));
      Files.write(library.folder("imported").resolve("tune.abc"), bytes);
      library.add("imported");
      return "imported";
    }
  }

  @BeforeEach
  void open() throws IOException {
    takes = new AbcTakes(folder);
    api = new TakesApi(studio, takes);
    Files.createDirectories(folder.resolve("one"));
    Files.writeString(folder.resolve("one").resolve("tune.abc"), TUNE);
    assertThat(get("takes").path("takes")).hasSize(1);
  }

  @AfterEach
  void close() {
    studio.close();
    sessions.close();
    takes.library.close();
  }

  private JsonNode get(String path) throws IOException {
    return JSON.readTree(api.answer(path, null).body());
  }

  private Answer post(String path, String body) {
    return api.answer(path, body.getBytes(StandardCharsets.UTF_8));
  }

  private JsonNode posted(String path, String body) throws IOException {
    Answer answer = post(path, body);
    assertThat(answer.status()).as(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  @Test
  void shouldShowMarkDeleteAndBringBack() throws IOException {
    JsonNode one = get("takes/one");
    assertThat(one.path("notes")).hasSize(17);
    assertThat(one.path("analysis").path("key").asText()).isEqualTo("D");
    assertThat(one.path("abc").asText()).contains("K:D");
    assertThat(posted("takes/star", "{\"take\":\"one\",\"on\":true}").path("starred").asBoolean()).isTrue();
    assertThat(posted("takes/name", "{\"take\":\"one\",\"name\":\"Reel\"}").path("title").asText()).isEqualTo("Reel");
    posted("takes/delete", "{\"take\":\"one\"}");
    assertThat(get("takes").path("deleted").asInt()).isEqualTo(1);
    assertThat(posted("takes/undo", "{}").path("title").asText()).isEqualTo("Reel");
    assertThat(new String(api.answer("takes/one.svg", null).body(), StandardCharsets.UTF_8)).isEqualTo("svg of one");
  }

  @Test
  void shouldFindByMelodyAndWordsAndGoOnFromABar() throws IOException {
    assertThat(posted("takes/find", "{\"melody\":\"G A B c\"}").path("found")).hasSize(1);
    assertThat(posted("takes/find", "{\"notes\":[[0,65],[300,67],[600,69],[900,70]]}").path("found").get(0).path("score").asDouble()).isEqualTo(1);
    assertThat(posted("takes/find", "{\"text\":\"first major\"}").path("found")).hasSize(1);
    assertThat(posted("takes/find", "{\"like\":\"one\"}").path("found")).isEmpty();
    posted("takes/branch", "{\"take\":\"one\",\"bar\":2}");
    assertThat(studio.state().get("past")).isEqualTo(2);
    posted("takes/finish", "{}");
    assertThat(studio.state()).doesNotContainKey("past");
    String data = Base64.getEncoder().encodeToString(TUNE.replace("First", "Second").getBytes(StandardCharsets.UTF_8));
    assertThat(posted("takes/import", "{\"file\":\"x.abc\",\"data\":\"" + data + "\"}").path("id").asText()).isEqualTo("imported");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '#', value = {
      "takes/star # {\"take\":\"two\"} # 404 # take 'two': there is none",
      "takes/star # {} # 400 # take is missing: expected text",
      "takes/name # {\"take\":\"one\",\"name\":\"a\\nb\"} # 404 # expected one line",
      "takes/find # {\"melody\":\"zz\"} # 400 # expected 3 to 64",
      "takes/find # {\"notes\":[[0,65],[1,999],[2,3]]} # 400 # expected [milliseconds, pitch]",
      "takes/find # {\"notes\":7} # 400 # expected 3 to 64",
      "takes/undo # {} # 409 # nothing is deleted",
      "takes/import # {\"file\":\"x.abc\",\"data\":\"***\"} # 400 # base64",
      "takes/branch # {\"take\":\"one\",\"bar\":0} # 400 # at least 1",
      "takes/../../etc # {} # 404 # expected takes",
      "takes/star # [] # 400 # expected a JSON object"
  })
  void shouldSayInOneLineWhatIsWrong(String path, String body, int status, String said) throws IOException {
    Answer answer = post(path, body);
    assertThat(answer.status()).isEqualTo(status);
    assertThat(JSON.readTree(answer.body()).path("error").asText()).containsIgnoringCase(said).doesNotContain("\n");
  }

  @Test
  void shouldFindNoFilesOutsideTheLibrary() {
    for (String path : List.of("takes/../takes.db", "takes/..", "takes/one.exe", "takes/one/tune.abc", "takes/")) {
      assertThat(api.answer(path, null).status()).as(path).isEqualTo(404);
    }
    assertThat(new TakesApi(studio, null).answer("takes", null).status()).isEqualTo(409);
  }
}
