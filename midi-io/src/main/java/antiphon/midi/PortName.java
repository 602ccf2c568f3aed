package antiphon.midi;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the port that somebody means by a name or a part of it. */
final class PortName {
  private PortName() {}

  /**
   * The one port of exactly this name, else the only one whose name contains it, whatever the case.
   *
   * @throws MidiPortException naming what exists, and the nearest if there is none
   */
  static PortCatalog.Plugged find(String wanted, String kind, List<PortCatalog.Plugged> ports) {
    for (PortCatalog.Plugged port : ports) {
      if (port.port().name().equals(wanted)) {
        return port;
      }
    }
    List<PortCatalog.Plugged> matches =
        ports.stream().filter(p -> fold(p).contains(wanted.toLowerCase(Locale.ROOT))).toList();
    if (matches.size() == 1) {
      return matches.getFirst();
    }
    String asked = "MIDI " + kind + " '" + wanted + "': ";
    if (ports.isEmpty()) {
      throw new MidiPortException(asked + "there is no MIDI " + kind + " at all");
    }
    if (matches.size() > 1) {
      throw new MidiPortException(asked + "found " + names(matches) + ", expected one of them in full");
    }
    String nearest =
        ports.stream()
            .min(Comparator.comparingInt(p -> distance(wanted.toLowerCase(Locale.ROOT), fold(p))))
            .orElseThrow()
            .port()
            .name();
    throw new MidiPortException(asked + "found only " + names(ports) + "; the nearest is '" + nearest + "'");
  }

  private static String fold(PortCatalog.Plugged port) {
    return port.port().name().toLowerCase(Locale.ROOT);
  }

  private static String names(List<PortCatalog.Plugged> ports) {
    return ports.stream().map(p -> "'" + p.port().name() + "'").collect(Collectors.joining(", "));
  }

  /** Insertions, deletions and replacements that make one of the other. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
