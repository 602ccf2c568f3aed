package antiphon.take;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import antiphon.engine.RandomSession;
import antiphon.generate.TestPresets;
import antiphon.model.Decoder;
import antiphon.pipeline.EngineEvent;
import antiphon.replay.ReplayEngine;
import com.lmax.disruptor.Sequence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a take is said in one line. */
class TakeTest {
  @TempDir private Path folder;
  private Path file = Path.of("take.antiphon");
  private String header = "";

  @BeforeEach
  void begin() throws IOException {
    file = folder.resolve("take.antiphon");
    TakeLog.begin(file, RandomSession.settings(1), RandomSession.ORIGIN).close();
    header = Files.readAllLines(file).getFirst();
  }

  private Take parse(String... lines) {
    return Take.parse(header + "\n" + String.join("\n", lines) + "\n", "take.antiphon");
  }

  @Test
  void shouldKeepSettingsAndOrigin() throws IOException {
    for (long seed = 0; seed < 30; seed++) {
      TakeLog.begin(file, RandomSession.settings(seed), RandomSession.ORIGIN).close();
      Take take = Take.read(file);
      assertThat(take.settings()).as("seed %d", seed).isEqualTo(RandomSession.settings(seed));
      assertThat(take.origin()).isEqualTo(RandomSession.ORIGIN);
      assertThat(take.shortness()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '#', value = {
      "[\"midi\",5] # line 2: entry of 2 fields: [\"midi\",5], expected more",
      "[\"midi\",5,\"x\"] # line 2: field 3 of 'midi' is \"x\", expected a whole number",
      "[\"midi\",5,9,9] # field 4 of 'midi' is 9, expected a word",
      "[\"mdi\",5,9] # line 2: entry 'mdi', expected one such as midi",
      "[\"control\",5,\"volume\",0,1] # control 'volume': expected one of mode",
      "[\"wrote\",5,[-1],[\"x\"]] # line 2: entry of 1 fields",
      "[\"wrote\",5,[-1],7] # line 2",
      "[\"sealed\",5,1,0,0,9,1,\"m1\",2] # field 9 of 'sealed' is 2, expected true or false",
      "garbage # line 2: 'garbage' is no entry of a take, expected a JSON array",
      "{\"a\":1} # expected an entry such as",
      "[\"end\",3] # field 2 of 'end' is 3, expected the end of 'end'"
  })
  void shouldSayWhatIsWrongWithALine(String line, String said) {
    assertThatThrownBy(() -> parse(line.strip())).isInstanceOf(TakeException.class)
        .hasMessageStartingWith("take.antiphon, line 2").hasMessageContaining(said.strip());
  }

  @Test
  void shouldSayWhatIsWrongWithTheHeader() {
    assertHeader("", "empty, expected the header of a take");
    assertHeader("[\"midi\",5,9]\n", "not the header of a take");
    assertHeader("\u0000\u0001\n", "not the header of a take");
    assertHeader(header.replace("\"antiphon\":1,", "\"antiphon\":2,") + "\n", "a take of version 2, expected 1");
    assertHeader(header.replace("\"seed\":", "\"seeds\":") + "\n", "unknown key 'seeds', expected 'seed'");
    assertHeader(header.replaceFirst("\"seed\":\\d+,", "") + "\n", "key 'seed' is missing");
    assertHeader(header.replace("\"density\":", "\"dense\":") + "\n", "control 'dense': expected one of");
    assertHeader(header.replace("\"TREBLE\"", "\"TRIPLE\"") + "\n", "TRIPLE");
  }

  private static void assertHeader(String text, String said) {
    assertThatThrownBy(() -> Take.parse(text, "take.antiphon")).isInstanceOf(TakeException.class)
        .hasMessageStartingWith("take.antiphon").hasMessageContaining(said);
  }

  @Test
  void shouldForgiveATornLastLineOnly() {
    Take torn = Take.parse(header + "\n[\"start\",0]\n[\"midi\",5,9", "take.antiphon");
    assertThat(torn.events()).hasSize(1);
    assertThat(torn.shortness()).hasValueSatisfying(s -> assertThat(s).contains("killed"));
    assertThatThrownBy(() -> parse("[\"start\",0", "[\"midi\",5,9]")).hasMessageContaining("line 2");
  }

  @Test
  void shouldReachToWhereEntriesFoundNoRoom() {
    Take take = parse("[\"start\",0]", "[\"lost\",12]", "[\"midi\",5,9]", "[\"end\"]");
    assertThat(take.events()).hasSize(1);
    assertThat(take.shortness()).hasValue("not replayable from line 3 on, where 12 entries found no room");
  }

  @Test
  void shouldSayWhereEntriesFoundNoRoomAndWaitForNobody() throws IOException {
    try (TakeLog log = TakeLog.begin(file, RandomSession.settings(1), RandomSession.ORIGIN, 4)) {
      // Nobody writes to the disk while these come.
      log.slots.addGatingSequences(new Sequence());
      EngineEvent event = new EngineEvent();
      for (int i = 0; i < 10; i++) {
        event.timeNs = i;
        log.event(event, false);
      }
      assertThat(log.lost()).isEqualTo(6);
      for (long i = 0; i < 4; i++) {
        log.onEvent(log.slots.get(i), i, true);
      }
    }
    Take take = Take.read(file);
    assertThat(take.events()).hasSize(4);
    assertThat(take.shortness()).hasValueSatisfying(s -> assertThat(s).contains("6 entries found no room"));
  }

  @Test
  void shouldSurviveAnyDamage() throws IOException {
    try (Decoder decoder = TestPresets.randomDecoder()) {
      RandomSession.play(5, decoder, file);
    }
    String text = Files.readString(file);
    SplittableRandom random = new SplittableRandom(11);
    int read = 0;
    for (int i = 0; i < 200; i++) {
      StringBuilder damaged = new StringBuilder(text);
      int from = random.nextInt(text.length() - 1);
      damaged.replace(from, Math.min(text.length(), from + random.nextInt(1, 30)), "9".repeat(random.nextInt(3)));
      try {
        Take take = Take.parse(damaged.toString(), "take.antiphon");
        read++;
        if (read % 10 == 0) {
          ReplayEngine.replay(take, Optional.empty());
        }
      } catch (TakeException e) {
        assertThat(e.getMessage()).as("damage %d at %d", i, from).startsWith("take.antiphon").doesNotContain("\n");
      }
    }
    assertThat(read).isLessThan(200);
  }
}
