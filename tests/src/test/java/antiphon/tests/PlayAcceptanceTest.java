package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import antiphon.midi.MidiPorts;
import antiphon.midi.PortListener;
import antiphon.time.MidiClockFollower;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program in one process, a sequencer that leads it by MIDI clock in another, sockets in between. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class PlayAcceptanceTest {
  @TempDir private Path folder;

  private final Arrivals arrivals = new Arrivals();

  @Test
  void shouldLeaveNoTakeBehindWhereThePortIsWrong() throws Exception {
    Path take = folder.resolve("none");
    Program.Run run = Program.run(
        folder, "play", "--in", "loopback", "--out", "a bagpipe", "--model", Program.randomModel(), "--take", take.toString());
    assertThat(run.exit()).isEqualTo(1);
    assertThat(run.err()).hasSize(1).first().asString().contains("a bagpipe");
    assertThat(take).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({
      "accompany, 4/4, song-accompanist, ''",
      "continue, 7/8, folk-melody, ''",
      "trade, 3/4, folk-melody, '(3/4) Am | G | F | E7'"
  })
  void shouldFollowAMasterClockThroughStopsAndJumps(String mode, String meter, String preset, String chart)
      throws Exception {
    Path out = folder.resolve("out.txt");
    List<String> arguments = new ArrayList<>(List.of(
        "play", "--in", "socket:" + folder.resolve("keys"), "--out", "socket:" + folder.resolve("back"),
        "--clock", "midi", "--mode", mode, "--preset", preset, "--listen", "2", "--answer", "2", "--seed", "1",
        "--take", folder.resolve("take").toString()));
    arguments.addAll(chart.isEmpty() ? List.of("--meter", meter) : List.of("--chart", chart, "--backing", "folk"));
    try (MidiPorts ports = new MidiPorts(System::nanoTime)) {
      ports.openInput("socket:" + folder.resolve("back"), arrivals::arrive, PortListener.NONE);
      Process program = Program.start(folder, out, folder.resolve("err.txt"), arguments.toArray(String[]::new));
      try {
        awaitLine(program, out, "waits for the master's clock");
        MidiOut keys = ports.openOutput("socket:" + folder.resolve("keys"), PortListener.NONE);
        perform(new MasterClock(keys), mode, meter);
        try (OutputStream typed = program.getOutputStream()) {
          typed.write("quit\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
      } finally {
        program.destroyForcibly();
      }
      assertThat(program.exitValue()).as(Files.readString(folder.resolve("err.txt"))).isZero();
    }
    assertThat(arrivals.sounding()).isZero();
    assertThat(Files.readString(out)).contains("hanging 0");
    assertThat(folder.resolve("take").resolve("take.mid")).exists();
    nothingStruckWhileStopped();
    // What was said of the player while he played is what the take tells.
    Program.Run practice = Program.run(folder, "takes", "practice", "--folder", folder.toString());
    List<String> measured = Files.readAllLines(out).stream().filter(line -> line.contains(" measured "))
        .map(line -> line.replaceFirst(".* measured +", "take  ")).toList();
    assertThat(measured).isNotEmpty().first().asString().startsWith("take  bars 1 to ");
    assertThat(practice.out().subList(0, practice.out().size() - 1)).isEqualTo(measured);
  }

  /** A clock that stands still for a while tells so by sending nothing; where the song stands is how many clocks came. */
  @Test
  void shouldStandWhereTheMasterStandsAfterItsPauses() throws Exception {
    Path out = folder.resolve("out.txt");
    Process program = Program.start(
        folder, out, folder.resolve("err.txt"), "play", "--in", "socket:" + folder.resolve("keys"), "--out", "loopback",
        "--clock", "midi", "--mode", "trade", "--listen", "3", "--answer", "1", "--model", Program.randomModel(), "--take",
        folder.resolve("take").toString());
    try (MidiPorts ports = new MidiPorts(System::nanoTime)) {
      awaitLine(program, out, "waits for the master's clock");
      MasterClock master = new MasterClock(ports.openOutput("socket:" + folder.resolve("keys"), PortListener.NONE));
      master.roll(0);
      master.quarters(4, 120, true);
      master.pause(300);
      master.quarters(4, 120, true);
      master.pause(1_000);
      master.quarters(8, 120, true);
      master.stop();
      try (OutputStream typed = program.getOutputStream()) {
        typed.write("quit\n".getBytes(StandardCharsets.UTF_8));
      }
      assertThat(program.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      program.destroyForcibly();
    }
    // By the program's own clock: when each clock came, and when it went past each beat.
    List<JsonNode> entries = entries();
    List<Long> clocks = times(entries, entry -> isMidi(entry, MidiMessage.CLOCK));
    long heldNs = clocks.get(8 * 24 + 12);
    double[] offBeats = entries.stream().filter(entry -> is(entry, "pulse") && entry.path(1).asLong() > heldNs)
        .filter(pulse -> pulse.path(2).asLong() / MidiClockFollower.TICKS_PER_CLOCK < clocks.size())
        .mapToDouble(pulse -> (pulse.path(1).asLong()
            - clocks.get((int) (pulse.path(2).asLong() / MidiClockFollower.TICKS_PER_CLOCK))) / 500e6).sorted().toArray();
    assertThat(offBeats).hasSizeGreaterThan(3);
    assertThat(offBeats[offBeats.length / 2]).as("beats behind the master").isBetween(-0.25, 0.25);
  }

  private void perform(MasterClock master, String mode, String meter) throws IOException {
    double bar = switch (meter) {
      case "7/8" -> 3.5;
      case "3/4" -> 3;
      default -> 4;
    };
    int turn = (int) (2 * bar);
    master.roll(0);
    master.quarters(turn, 140, true);
    // The companion's turn, or the same bars together; the tempo steps up by a fifth.
    master.quarters(turn, 168, mode.equals("accompany"));
    int first = arrivals.strikes().size();
    assertThat(first).as("notes in the first turn").isPositive();
    if (!mode.equals("accompany")) {
      long channel = arrivals.strikes().stream().filter(s -> companion(s) && master.quarterAt(s.timeNs()) < turn - 0.5).count();
      assertThat(channel).as("notes of the companion in the player's turn").isZero();
    }
    master.stop();
    // However long a busy machine takes to hear of it; that nothing was struck while stopped is read from the take.
    Chromium.await("silence after stop", () -> arrivals.sounding() == 0);
    LockSupport.parkNanos(300_000_000L);
    int silent = arrivals.strikes().size();
    // Bar 9, on a sixteenth in every one of these meters.
    master.roll((int) (8 * bar * 4));
    master.quarters(turn, 150, true);
    master.quarters(turn, 150, mode.equals("accompany"));
    Chromium.await("notes after the jump", () -> arrivals.strikes().size() > silent);
    master.stop();
    LockSupport.parkNanos(200_000_000L);
  }

  /** By the program's own clock: from each silence after a stop to the next start no note is struck. */
  private void nothingStruckWhileStopped() throws IOException {
    List<JsonNode> entries = entries();
    List<Long> stops = times(entries, entry -> isMidi(entry, MidiMessage.STOP));
    List<Long> silences = times(entries, entry -> is(entry, "silenced"));
    List<Long> starts = times(entries, entry -> isMidi(entry, MidiMessage.START) || isMidi(entry, MidiMessage.CONTINUE));
    List<Long> strikes = times(entries, entry -> is(entry, "emitted") && MidiMessage.isNoteOn(entry.path(2).asInt()));
    assertThat(stops).hasSize(2);
    for (long stop : stops) {
      long silent = silences.stream().filter(t -> t > stop).findFirst().orElseThrow();
      long start = starts.stream().filter(t -> t > stop).findFirst().orElse(Long.MAX_VALUE);
      assertThat(strikes).as("struck while stopped").noneMatch(t -> t > silent && t < start);
    }
  }

  private List<JsonNode> entries() throws IOException {
    List<JsonNode> entries = new ArrayList<>();
    for (String line : Files.readAllLines(folder.resolve("take").resolve("take.antiphon"))) {
      entries.add(new ObjectMapper().readTree(line));
    }
    return entries;
  }

  private static List<Long> times(List<JsonNode> entries, Predicate<JsonNode> which) {
    return entries.stream().filter(which).map(entry -> entry.path(1).asLong()).toList();
  }

  private static boolean is(JsonNode entry, String kind) {
    return entry.path(0).asText().equals(kind);
  }

  private static boolean isMidi(JsonNode entry, int message) {
    return is(entry, "midi") && entry.path(2).asInt() == message;
  }

  /** The band of the chart plays on channels 14 and 15. */
  private static boolean companion(Arrivals.Arrived strike) {
    return MidiMessage.channel(strike.message()) < 13;
  }

  private static void awaitLine(Process program, Path out, String text) throws IOException {
    while (!Files.exists(out) || !Files.readString(out).contains(text)) {
      assertThat(program.isAlive()).as("the program ended").isTrue();
      LockSupport.parkNanos(50_000_000L);
    }
  }
}
