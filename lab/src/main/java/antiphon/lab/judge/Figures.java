package antiphon.lab.judge;

import java.util.ArrayList;
import java.util.List;

/** Figures with their names, in the order in which they were counted. Mutable; one thread. */
final class Figures {
  private final List<String> names = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  /** Adds a figure; what cannot be said is 0. */
  void add(String name, double value) {
    names.add(name);
    values.add(Double.isFinite(value) ? value : 0);
  }

  /** Adds a share of some whole; 0 of nothing. */
  void share(String name, double part, double whole) {
    add(name, whole == 0 ? 0 : part / whole);
  }

  /** Adds a share of some whole number; 0 of nothing. */
  void share(String name, long part, long whole) {
    share(name, (double) part, (double) whole);
  }

  List<String> names() {
    return names;
  }

  double[] values() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
