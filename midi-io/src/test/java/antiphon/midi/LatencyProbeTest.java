package antiphon.midi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class LatencyProbeTest {
  private static final long MS = 1_000_000;

  @TempDir private Path folder;
  /** Each look takes ten milliseconds, so that nothing has to be waited for. */
  private long nowNs;
  private final LoopbackPort near = new LoopbackPort("near", () -> nowNs);
  private MidiListener far = (message, timeNs) -> {};
  private int passed;

  /** A cable on which the n-th note takes so long; a time below 0 loses it. */
  private LatencyProbe.Result probe(Function<Integer, Long> delayNs) {
    near.listen((message, timeNs) -> {
      if (MidiMessage.isNoteOn(message)) {
        long takesNs = delayNs.apply(passed++);
        if (takesNs >= 0) {
          far.onMessage(MidiMessage.CLOCK, timeNs + 1);
          far.onMessage(message, timeNs + takesNs);
          far.onMessage(message, timeNs + 2 * takesNs);
        }
      }
    });
    return LatencyProbe.run(near, this::open, () -> nowNs += 10 * MS, 50);
  }

  private MidiIn open(MidiListener listener) {
    far = listener;
    return near.listen((message, timeNs) -> {});
  }

  @Test
  void shouldTellTheDelayOfTheCable() {
    assertThat(probe(n -> 7 * MS)).isEqualTo(new LatencyProbe.Result(50, 50, 7 * MS, 7 * MS));
  }

  @Test
  void shouldTellMedianAndTheWorstOfFifty() {
    assertThat(probe(n -> n == 20 ? 90 * MS : (3 + n % 3) * MS)).isEqualTo(new LatencyProbe.Result(50, 50, 4 * MS, 90 * MS));
  }

  @Test
  void shouldCountWhatDoesNotComeBack() {
    assertThat(probe(n -> n % 5 == 0 ? -1 : 2 * MS)).isEqualTo(new LatencyProbe.Result(50, 40, 2 * MS, 2 * MS));
    far = (message, timeNs) -> {};
    assertThat(LatencyProbe.run(near, listener -> near.listen((message, timeNs) -> {}), () -> nowNs += 10 * MS, 3))
        .isEqualTo(new LatencyProbe.Result(3, 0, 0, 0));
  }

  @Test
  void shouldLeaveNothingSounding() {
    SoundingNotes sounding = new SoundingNotes();
    near.listen((message, timeNs) -> sounding.accept(message));

    assertThat(probe(n -> -1L)).as("gives up").isEqualTo(new LatencyProbe.Result(6, 0, 0, 0));

    assertThat(passed).isEqualTo(6);
    assertThat(sounding.count()).isZero();
  }

  @Test
  void shouldKeepWhatWasMeasuredForTheOutputOfThatName() throws IOException {
    Path file = folder.resolve("new").resolve("latency.properties");
    OutputLatencies.in(file).save("Module: A #2", 12_345_678);
    OutputLatencies.in(file).save("Other", 1_000_000);
    FakeSound machine = new FakeSound();
    machine.plug("Module: A", false, true);
    machine.plug("Module: A", false, true);

    try (MidiPorts ports = new MidiPorts(machine, new FakeJack(), OutputLatencies.in(file), () -> nowNs)) {
      assertThat(ports.openOutput("Module: A", PortListener.NONE).latencyNs()).isZero();
      MidiOut out = ports.openOutput("Module: A #2", PortListener.NONE);
      assertThat(out.latencyNs()).isEqualTo(12_300_000);
      out.send(MidiMessage.CLOCK);
      out.send(MidiMessage.CLOCK, 0);
      out.close();
      out.send(MidiMessage.CLOCK);
      assertThat(out.lost()).isEqualTo(1);
    }
  }

  @Test
  void shouldSayWhatIsWrongInTheFile() throws IOException {
    Path file = folder.resolve("latency.properties");
    Files.writeString(file, "Module = soon\n");
    FakeSound machine = new FakeSound();
    machine.plug("Module", false, true);

    try (MidiPorts ports = new MidiPorts(machine, new FakeJack(), OutputLatencies.in(file), () -> nowNs)) {
      assertThatExceptionOfType(MidiPortException.class)
          .isThrownBy(() -> ports.openOutput("Module", PortListener.NONE))
          .withMessage(file + ": latency 'soon' of 'Module', expected milliseconds from 0 to 1000");
      assertThat(ports.doWork()).isZero();
    }
  }
}
