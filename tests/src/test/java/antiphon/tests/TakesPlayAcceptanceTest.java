package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.midi.MidiFile;
import antiphon.midi.MidiMessage;
import antiphon.midi.MidiPorts;
import antiphon.midi.PortListener;
import antiphon.tests.Program.Run;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A take is heard from the command line, at the other end of a socket. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class TakesPlayAcceptanceTest {
  private static final double MS_PER_TICK = 60_000.0 / 300 / 960;

  @TempDir private Path folder;

  private final Arrivals arrivals = new Arrivals();

  @Test
  void shouldPlayATakeInTempoAndLeaveNothingSounding() throws Exception {
    Run demo = Program.run(
        folder, "demo", "--fast", "--seed", "5", "--tempo", "300", "--model", Program.randomModel(), "--out", "takes/one");
    assertThat(demo.exit()).as(demo.err().toString()).isZero();
    List<MidiFile.Note> notes = MidiFile.read(folder.resolve("takes/one/take.mid")).tracks().stream()
        .flatMap(track -> track.notes().stream()).sorted(Comparator.comparingLong(MidiFile.Note::onsetTicks)).toList();
    String wire = "socket:" + folder.resolve("wire");
    try (MidiPorts ports = new MidiPorts(System::nanoTime)) {
      ports.openInput(wire, arrivals::arrive, PortListener.NONE);

      long beganNs = System.nanoTime();
      Run run = Program.run(folder, "takes", "play", "one", "--out", wire, "--json");

      assertThat(run.exit()).as(run.err().toString()).isZero();
      JsonNode said = new ObjectMapper().readTree(String.join("", run.out()));
      assertThat(said.path("notes").asInt()).isEqualTo(notes.size());
      assertThat(said.path("whole").asBoolean()).isTrue();
      assertThat(arrivals.sounding()).isZero();
      inOrder(notes, beganNs);

      int before = arrivals.strikes().size();
      Process program = Program.start(
          folder, folder.resolve("out.txt"), folder.resolve("err.txt"), "takes", "play", "last", "--from", "5", "--out", wire);
      Chromium.await("a note", () -> arrivals.strikes().size() > before + 1 && arrivals.sounding() > 0);
      program.destroy();
      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(program.exitValue()).isZero();
      assertThat(folder.resolve("out.txt")).content().contains("from bar 5").contains("ended before its end");
      Chromium.await("silence", () -> arrivals.sounding() == 0);
      long bar5 = 4 * 4 * 960;
      MidiFile.Note first = notes.stream().filter(n -> n.onsetTicks() > bar5 - 100).findFirst().orElseThrow();
      assertThat(MidiMessage.data1(arrivals.strikes().get(before).message())).as("the first note of bar 5").isEqualTo(first.pitch());
    }
  }

  /** What a busy machine can only make later; that each message carries its deadline is {@code PlaybackTest}'s. */
  private void inOrder(List<MidiFile.Note> notes, long beganNs) {
    List<Arrivals.Arrived> heard = arrivals.strikes();
    assertThat(heard).hasSameSizeAs(notes);
    for (int from = 0, to; from < notes.size(); from = to) {
      long onset = notes.get(from).onsetTicks();
      to = from + (int) notes.stream().filter(note -> note.onsetTicks() == onset).count();
      assertThat(heard.subList(from, to)).extracting(a -> MidiMessage.data1(a.message())).as("at tick %d", onset)
          .containsExactlyInAnyOrderElementsOf(notes.subList(from, to).stream().map(MidiFile.Note::pitch).toList());
      for (Arrivals.Arrived arrived : heard.subList(from, to)) {
        assertThat((arrived.timeNs() - beganNs) / 1e6).as("ms; not before its time").isGreaterThan(onset * MS_PER_TICK);
      }
    }
  }
}
