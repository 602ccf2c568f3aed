package antiphon.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The ordering that threads count on where they share without a lock, read from the byte code. On x86, where the machine
 * keeps most of it by itself, the stress tests of {@code concurrency/} see only what a compiler may undo; these laws see all of it.
 */
final class SharedStateTest {
  private static final JavaClasses CLASSES = new ClassFileImporter()
      .withImportOption(location -> !location.contains("/test-classes/"))
      .importPackages("antiphon.midi", "antiphon.time", "antiphon.schedule", "antiphon.pipeline", "antiphon.engine", "antiphon.bridge");

  private static final List<String> PLAIN = List.of("getPlain", "setPlain", "get", "set", "getOpaque", "setOpaque");

  @ParameterizedTest
  @CsvSource(delimiter = ':', value = {
      "antiphon.time.Transport : position",
      "antiphon.schedule.Emitter : horizonQuarters muted window",
      "antiphon.schedule.Metronome : on",
      "antiphon.engine.LiveEngine : running emitting panicAsked",
      "antiphon.engine.EmitStage : latencyNs",
      "antiphon.bridge.live.HostClock : anchor",
      "antiphon.bridge.live.HostedSession : closed asked failure",
      "antiphon.midi.JackOut : blocks blockNs",
      "antiphon.midi.JackEnd : live",
      "antiphon.midi.OpenPort : closed",
      "antiphon.midi.LoopbackPort : closed",
      "antiphon.midi.DeviceOut : link failed",
      "antiphon.midi.SocketOut : link failed",
      "antiphon.midi.JackLink : plugs lastBlockNs ready down"})
  void shouldHoldVolatileWhatOtherThreadsRead(String name, String fields) {
    JavaClass type = CLASSES.get(name);
    for (String field : fields.split(" ")) {
      assertThat(type.getField(field).getModifiers()).as(name + "." + field).contains(JavaModifier.VOLATILE);
    }
  }

  /** Calls that order memory, in the order in which the method makes them; those without an order are left out. */
  @ParameterizedTest
  @CsvSource(delimiter = ':', value = {
      "antiphon.midi.MessageRing : offer : getAcquire setRelease",
      "antiphon.midi.MessageRing : isEmpty : getAcquire getAcquire",
      "antiphon.midi.MessageRing : remove : setRelease",
      "antiphon.pipeline.EchoGuard : sending : setRelease",
      "antiphon.pipeline.EchoGuard : isEcho : getAcquire compareAndSet",
      "antiphon.bridge.Region : acquireLong : getAcquire",
      "antiphon.bridge.Region : acquireInt : getAcquire",
      "antiphon.bridge.Region : releaseLong : setRelease",
      "antiphon.bridge.Region : releaseInt : setRelease",
      "antiphon.bridge.Region : readWords : acquireLong acquireFence",
      "antiphon.bridge.Region : readBlob : acquireLong acquireFence",
      "antiphon.bridge.Region : writeBlob : releaseFence releaseLong",
      "antiphon.bridge.EventReader : next : acquireLong",
      "antiphon.bridge.EventReader : done : releaseLong",
      "antiphon.bridge.EventReader : skip : acquireLong releaseLong",
      "antiphon.bridge.EventWriter : write : acquireLong releaseLong",
      "antiphon.bridge.EventWriter : join : acquireLong"})
  void shouldOrderWhatItShares(String name, String method, String calls) {
    assertThat(CLASSES.get(name).getMethods().stream()
        .filter(m -> m.getName().equals(method))
        .flatMap(m -> m.getMethodCallsFromSelf().stream())
        .sorted((a, b) -> Integer.compare(a.getLineNumber(), b.getLineNumber()))
        .map(JavaMethodCall::getName)
        .filter(call -> call.matches(".*([Aa]cquire|[Rr]elease).*|compareAndSet")))
        .as(name + "." + method).containsExactly(calls.split(" "));
  }

  @Test
  void shouldReadPlainlyInTheRingOnlyWhatIsOnesOwn() {
    // The sender's own count when it offers, the player's when it reads: getPlain of the other's would be a race.
    assertThat(CLASSES.get("antiphon.midi.MessageRing").getMethodCallsFromSelf().stream()
        .filter(call -> call.getTargetOwner().getName().startsWith("java.util.concurrent.atomic"))
        .filter(call -> PLAIN.contains(call.getName()))
        .map(call -> call.getOrigin().getName() + " " + call.getName()))
        .containsExactlyInAnyOrder("offer getPlain", "message getPlain", "timeNs getPlain", "remove getPlain");
  }
}
