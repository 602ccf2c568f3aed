package antiphon.model;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.WString;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The one way to ONNX Runtime, which from 1.29 on reports to its makers unless a variable of the environment forbids it
 * before its library is loaded. It is set here, whatever started the program and whichever library is loaded; where it
 * cannot be, nothing is loaded. [any]
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
  static Set<OrtProvider> providers() {
    get();
    return OrtEnvironment.getAvailableProviders();
  }

  private static OrtEnvironment load() {
    try {
      // Java's own view of the environment is a copy: the library reads the system's.
      boolean set = Platform.isWindows()
          ? Native.load("kernel32", Windows.class).SetEnvironmentVariableW(new WString(VARIABLE), new WString(ON))
          : Native.load(Platform.C_LIBRARY_NAME, Posix.class).setenv(VARIABLE, ON, 1) == 0;
      if (!set) {
        throw new ModelException("ONNX Runtime: " + VARIABLE + " cannot be set, expected to, as it might report to others");
      }
      OrtEnvironment loaded = OrtEnvironment.getEnvironment();
      // On Windows it hands its events to the system, which this ends.
      loaded.setTelemetry(false);
      return loaded;
    } catch (OrtException | LinkageError e) {
      throw new ModelException("ONNX Runtime cannot be loaded on this system (" + e.getMessage() + ")", e);
    }
  }

  private interface Posix extends Library {
    int setenv(String name, String value, int overwrite);
  }

  private interface Windows extends Library {
    boolean SetEnvironmentVariableW(WString name, WString value);
  }
}
