package antiphon.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;

import antiphon.bridge.HostEvents;
import antiphon.bridge.HostStatus;
import antiphon.bridge.HostTransport;
import antiphon.bridge.LinkFigures;
import antiphon.pipeline.Fault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a plug-in shows of an engine that cannot be made. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class SeatsTest {
  private static final String MODEL = "../engine/src/test/resources/antiphon/model/int8";

  /** An instance of a host that stands still. */
  private static final class StillSession extends DeafSession {
    volatile String shown = "";
    volatile HostStatus status = HostStatus.NO_ENGINE;
    volatile long unheard;
    volatile String saved = "";

    @Override
    public void saveState(byte[] state) {
      saved = new String(state, StandardCharsets.UTF_8);
    }

    @Override
    public void status(HostStatus now, String line) {
      status = now;
      shown = line;
    }

    @Override
    public LinkFigures figures() {
      return new LinkFigures(0, 0, 0, 0, unheard, 0);
    }
  }

  private static HostTransport still(long sample) {
    return new HostTransport(0, false, false, 0, sample, 48_000, 256, 0, 0, 120, 4, 4, false, 0, 0);
  }

  private final StillSession session = new StillSession();
  private final List<Fault> faults = new CopyOnWriteArrayList<>();

  /** Goes on until the plug-in shows such a text. */
  private void until(HostEvents events, String text) {
    events.onTransport(still(0));
    for (long block = 0; !session.shown.contains(text); block++) {
      events.onPosition(block * 256, 0);
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void shouldShowAlsoAnErrorAndTellIt() {
    Recorder broken = (settings, model) -> {
      throw new NoClassDefFoundError("antiphon/Gone");
    };
    try (HostedEngine engine = new HostedEngine(MODEL, () -> 1, broken, faults::add)) {
      HostEvents events = engine.open(session);
      until(events, "NoClassDefFoundError: antiphon/Gone");
      assertThat(session.status).isEqualTo(HostStatus.FAILED);
      assertThat(faults).extracting(Fault::line).singleElement().asString().startsWith("fault in seats: NoClassDefFoundError");
      events.onClose();
    }
  }

  @Test
  void shouldSayThatAProjectsTakeCannotBeReadAndLeaveItToTheProject() {
    try (HostedEngine engine = new HostedEngine(MODEL, () -> 1, Recorder.NONE, faults::add)) {
      HostEvents events = engine.open(session);
      events.onState("antiphon 1\nseed 7\nmodel m\ntake AAAA\n".getBytes(StandardCharsets.UTF_8));
      until(events, "seed 1");
      assertThat(session.shown).endsWith("; the project's kept take has bytes that are packed by nobody: expected a take");
      assertThat(session.saved).isEmpty();
      events.onState(("antiphon 1\nseed 1\nmodel " + MODEL + "\n").getBytes(StandardCharsets.UTF_8));
      assertThat(session.saved).contains("seed 1");
      events.onClose();
    }
  }

  @Test
  void shouldShowWhatWasLost() {
    try (HostedEngine engine = new HostedEngine(MODEL, () -> 1, Recorder.NONE, faults::add)) {
      HostEvents events = engine.open(session);
      until(events, "seed 1");
      assertThat(session.shown).doesNotContain("not heard");
      session.unheard = 12;
      until(events, "12 messages not heard");
      assertThat(session.status).isEqualTo(HostStatus.INPUT_LOST);
      events.onClose();
    }
    assertThat(faults).isEmpty();
  }
}
