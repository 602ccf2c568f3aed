package antiphon.bridge;

/** An engine as the bridge sees it: takes in one plug-in instance after the other. */
@FunctionalInterface
public interface HostEngine {
  /**
   * An instance has been claimed. Parameters can be read from the session; the first transport, and a state that
   * the host restored, follow as events. [bridge]
   */
  HostEvents open(HostSession session);
}
