package antiphon.midi;

import java.util.ArrayList;
import java.util.List;

/** What one look at the ports brought to light; told to the listeners after the look, when no lock is held. */
final class PortNews {
  private final List<Runnable> items = new ArrayList<>();
  private int losses;
  private int faults;

  void lost(PortInfo port, PortListener listener) {
    losses++;
    items.add(() -> listener.lost(port));
  }

  void found(PortInfo port, PortListener listener) {
    items.add(() -> listener.found(port));
  }

  /** A port that should work and did not; it is tried again at the next look. */
  void fault() {
    faults++;
  }

  /** Takes over what another look brought to light. */
  void add(PortNews other) {
    items.addAll(other.items);
    losses += other.losses;
    faults += other.faults;
  }

  /** Tells the listeners; one that throws is a fault. */
  void tell() {
    for (Runnable item : items) {
      try {
        item.run();
      } catch (RuntimeException e) {
        faults++;
      }
    }
  }

  /** Ports lost or found. */
  int count() {
    return items.size();
  }

  int losses() {
    return losses;
  }

  int faults() {
    return faults;
  }
}
