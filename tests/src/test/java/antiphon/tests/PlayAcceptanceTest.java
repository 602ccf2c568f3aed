package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import antiphon.midi.MidiPorts;
import antiphon.midi.PortListener;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
    // What was said of the player while he played is what the take tells.
    Program.Run practice = Program.run(folder, "takes", "practice", "--folder", folder.toString());
    List<String> measured = Files.readAllLines(out).stream().filter(line -> line.contains(" measured "))
        .map(line -> line.replaceFirst(".* measured +", "take  ")).toList();
    assertThat(measured).isNotEmpty().first().asString().startsWith("take  bars 1 to ");
    assertThat(practice.out().subList(0, practice.out().size() - 1)).isEqualTo(measured);
  }

  private void perform(MasterClock master, String mode, String meter) {
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
    long stoppedNs = System.nanoTime();
    while (arrivals.sounding() > 0 && System.nanoTime() - stoppedNs < 2_000_000_000L) {
      LockSupport.parkNanos(1_000_000);
    }
    assertThat(arrivals.sounding()).as("after stop").isZero();
    int silent = arrivals.strikes().size();
    LockSupport.parkNanos(300_000_000L);
    assertThat(arrivals.strikes()).as("while stopped").hasSize(silent);
    // Bar 9, on a sixteenth in every one of these meters.
    master.roll((int) (8 * bar * 4));
    master.quarters(turn, 150, true);
    master.quarters(turn, 150, mode.equals("accompany"));
    assertThat(arrivals.strikes().size()).as("notes after the jump").isGreaterThan(silent);
    master.stop();
    LockSupport.parkNanos(200_000_000L);
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
