package antiphon.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The order in which seqlocks are read and written. No run on an x86 shows an order that is missing, as that processor keeps
 * it by itself; so this looks at the calls of the compiled methods.
 */
final class SeqlockTest {
  private static final Map<String, String> CALLS = Map.of(
      "acquireLong", "acquire", "opaqueLong", "word", "acquireFence", "acquire fence",
      "setOpaque", "word", "releaseFence", "release fence", "releaseLong", "release");

  private static List<String> calls(String method) throws IOException {
    Path file = Path.of("target/classes/antiphon/bridge/Region.class");
    MethodModel model = ClassFile.of().parse(file).methods().stream()
        .filter(m -> m.methodName().equalsString(method)).findFirst().orElseThrow();
    return model.code().orElseThrow().elementStream()
        .filter(InvokeInstruction.class::isInstance).map(InvokeInstruction.class::cast)
        .filter(call -> CALLS.containsKey(call.name().stringValue()))
        .map(call -> CALLS.get(call.name().stringValue())).toList();
  }

  /** The sequence first, which lets nothing behind it be read before; then what it guards; then, behind a fence, once more. */
  @Test
  void shouldReadTheSequenceBeforeAndBehindAFenceAfterWhatItGuards() throws IOException {
    assertThat(calls("readWords")).containsExactly("acquire", "word", "acquire fence", "word");
    assertThat(calls("readBlob")).containsExactly("acquire", "word", "word", "acquire fence", "word");
  }

  /** An odd sequence before a fence; then what it guards; then the even one, which lets nothing before it be written after. */
  @Test
  void shouldWriteWhatIsGuardedBetweenAnOddSequenceBeforeAFenceAndAnEvenOneBehindAll() throws IOException {
    assertThat(calls("writeBlob")).containsExactly("word", "word", "release fence", "word", "word", "release");
  }
}
