package antiphon.engine;

import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;

/**
 * Asks the system to run the calling thread before all ordinary ones. Linux: SCHED_FIFO. Windows: the
 * multimedia class scheduler's "Pro Audio". macOS: a time constraint. Where the system declines, the
 * thread goes on as it was.
 */
public final class RealTimePriority {
  private static final int SCHED_FIFO = 1;
  /** Threads that the calling one starts have ordinary priority again. */
  private static final int SCHED_RESET_ON_FORK = 0x4000_0000;
  /** Above ordinary threads and most of the kernel's, below what an audio server usually takes. */
  private static final int FIFO_PRIORITY = 60;
  private static final int THREAD_TIME_CONSTRAINT_POLICY = 2;

  private RealTimePriority() {}

  /**
   * What came of it.
   *
   * @param granted whether the thread has real-time priority now
   * @param explanation what was got, or what is missing and how to mend it
   */
  public record Outcome(boolean granted, String explanation) {}

  private interface LinuxC extends Library {
    Pointer pthread_self();

    int pthread_setschedparam(Pointer thread, int policy, Pointer param);
  }

  private interface Avrt extends Library {
    Pointer AvSetMmThreadCharacteristicsA(String task, int[] index);
  }

  private interface Mach extends Library {
    int mach_thread_self();

    int thread_policy_set(int thread, int flavor, int[] policy, int count);
  }

  /** Asks for the calling thread. [emit] */
  public static Outcome request() {
    try {
      if (Platform.isLinux()) {
        return linux();
      }
      if (Platform.isWindows()) {
        return windows();
      }
      if (Platform.isMac()) {
        return mac();
      }
      return new Outcome(false, "no way known on this system");
    } catch (UnsatisfiedLinkError | NoClassDefFoundError e) {
      return new Outcome(false, "system library not usable: " + e.getMessage());
    }
  }

  private static Outcome linux() {
    LinuxC c = Native.load("c", LinuxC.class);
    try (Memory parameter = new Memory(4)) {
      parameter.setInt(0, FIFO_PRIORITY);
      int error = c.pthread_setschedparam(c.pthread_self(), SCHED_FIFO | SCHED_RESET_ON_FORK, parameter);
      return error == 0
          ? new Outcome(true, "SCHED_FIFO " + FIFO_PRIORITY)
          : new Outcome(false, "SCHED_FIFO refused (error " + error
              + "): allow it with 'rtprio 95' for your user in /etc/security/limits.d, then log in again");
    }
  }

  private static Outcome windows() {
    Pointer handle = Native.load("avrt", Avrt.class).AvSetMmThreadCharacteristicsA("Pro Audio", new int[1]);
    return handle != null
        ? new Outcome(true, "multimedia class 'Pro Audio'")
        : new Outcome(false, "multimedia class 'Pro Audio' refused: is the service MMCSS running?");
  }

  private static Outcome mac() {
    Mach mach = Native.load("System", Mach.class);
    // Period, computation, constraint in units of about a nanosecond or 1/24 of a microsecond, and pre-emptible.
    int[] policy = {0, 500_000, 1_000_000, 1};
    int error = mach.thread_policy_set(mach.mach_thread_self(), THREAD_TIME_CONSTRAINT_POLICY, policy, policy.length);
    return error == 0
        ? new Outcome(true, "time constraint")
        : new Outcome(false, "time constraint refused (error " + error + ")");
  }
}
