package antiphon.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/**
 * The one way to ONNX Runtime, which from 1.29 on reports to its makers unless a variable of the environment forbids it
 * before its library is loaded. It is set here, whatever started the program and whichever library is loaded; where it
 * cannot be set nothing is loaded. [any]
 */
final class RuntimeEnvironment {
  static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

  private static final String ON = "1";

  private static @Nullable OrtEnvironment environment;

  private RuntimeEnvironment() {}

  /**
   * The environment of the library, which is loaded the first time.
   *
   * @throws ModelException if it cannot be loaded, or not be told to report nothing
   */
  static synchronized OrtEnvironment get() {
    OrtEnvironment there = environment;
    if (there == null) {
      there = load();
      environment = there;
    }
    return there;
  }

  /** What the library was built with. */
  static EnumSet<OrtProvider> providers() {
    get();
    return OrtEnvironment.getAvailableProviders();
  }

  private static OrtEnvironment load() {
    forbidReports();
    try {
      OrtEnvironment loaded = OrtEnvironment.getEnvironment();
      // On Windows it hands its events to the system, which this ends.
      loaded.setTelemetry(false);
      return loaded;
    } catch (OrtException | LinkageError e) {
      throw new ModelException("ONNX Runtime cannot be loaded (" + e.getMessage() + "), expected the library of this system", e);
    }
  }

  /** Java's own view of the environment is a copy: the library reads the system's. */
  @SuppressWarnings("restricted")
  private static void forbidReports() {
    boolean set;
    try (Arena arena = Arena.ofConfined()) {
      if (System.getProperty("os.name").startsWith("Windows")) {
        MethodHandle function = Linker.nativeLinker().downcallHandle(
            SymbolLookup.libraryLookup("kernel32", arena).findOrThrow("SetEnvironmentVariableW"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
        set = 0 != (int) function.invokeExact(
            arena.allocateFrom(VARIABLE, StandardCharsets.UTF_16LE), arena.allocateFrom(ON, StandardCharsets.UTF_16LE));
      } else {
        MethodHandle function = Linker.nativeLinker().downcallHandle(
            Linker.nativeLinker().defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
        set = 0 == (int) function.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom(ON), 1);
      }
    } catch (Throwable e) {
      throw new ModelException("ONNX Runtime is not loaded, as " + VARIABLE + " cannot be set (" + e + ") and it might report", e);
    }
    if (!set) {
      throw new ModelException("ONNX Runtime is not loaded, as the system refuses to set " + VARIABLE + " and it might report");
    }
  }
}
