package antiphon.midi;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds the port that somebody means by a name or a part of it. */
final class PortName {
  private PortName() {}

  /**
   * The one of exactly this name, else the only one that contains it, whatever the case.
   *
   * @param kind what is looked for, as a person calls it: {@code MIDI input}
   * @throws MidiPortException naming what exists, and the nearest if there is none
   */
  static String find(String wanted, String kind, List<String> there) {
    if (there.contains(wanted)) {
      return wanted;
    }
    String folded = fold(wanted);
    List<String> matches = there.stream().filter(name -> fold(name).contains(folded)).toList();
    if (matches.size() == 1) {
      return matches.getFirst();
    }
    String asked = kind + " '" + wanted + "': ";
    if (there.isEmpty()) {
      throw new MidiPortException(asked + "there is no " + kind + " at all");
    }
    if (matches.size() > 1) {
      throw new MidiPortException(asked + "found " + names(matches) + ", expected one of them in full");
    }
    String nearest =
        there.stream().min(Comparator.comparingInt(name -> distance(folded, fold(name)))).orElseThrow();
    throw new MidiPortException(asked + "found only " + names(there) + "; the nearest is '" + nearest + "'");
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String names(List<String> names) {
    return names.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
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
