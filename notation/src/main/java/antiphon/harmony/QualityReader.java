package antiphon.harmony;

import antiphon.harmony.Quality.Top;
import antiphon.harmony.Quality.Triad;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Reads what follows the root of one chord name, symbol by symbol, the longest symbol first; used once. */
final class QualityReader {
  private enum Symbol {
    MINOR, MAJOR, TRIANGLE, DIMINISHED, HALF_DIMINISHED, AUGMENTED,
    SECOND, FOURTH, FIFTH, SIXTH, SIX_NINE, SEVENTH, MAJOR_SEVENTH, NINTH, ELEVENTH, THIRTEENTH,
    SUS2, SUS4, ALTERED, FLAT_5, SHARP_5, FLAT_9, SHARP_9, SHARP_11, FLAT_13, ADD_9, ADD_11, ADD_13, NO_THIRD, OPEN, CLOSE, COMMA
  }

  private static final Map<String, Symbol> SYMBOLS = symbols();
  private static final List<String> LONGEST_FIRST =
      SYMBOLS.keySet().stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();

  private final String suffix;
  private int at;
  private Triad triad = Triad.MAJOR;
  private boolean major;
  private boolean seventhMeant;
  private boolean inBrackets;
  private int degree;
  private final Set<Alteration> alterations = EnumSet.noneOf(Alteration.class);

  QualityReader(String suffix) {
    this.suffix = suffix;
  }

  private static Map<String, Symbol> symbols() {
    Map<String, Symbol> symbols = new HashMap<>();
    add(symbols, Symbol.MINOR, "minor", "min", "Min", "mi", "m", "-");
    add(symbols, Symbol.MAJOR, "major", "maj", "Maj", "MAJ", "ma", "Ma", "M", "j");
    add(symbols, Symbol.TRIANGLE, "^");
    add(symbols, Symbol.DIMINISHED, "dim", "o", "\u00b0");
    add(symbols, Symbol.HALF_DIMINISHED, "\u00f8", "h");
    add(symbols, Symbol.AUGMENTED, "aug", "+");
    add(symbols, Symbol.SECOND, "2");
    add(symbols, Symbol.FOURTH, "4");
    add(symbols, Symbol.FIFTH, "5");
    add(symbols, Symbol.SIXTH, "6");
    add(symbols, Symbol.SIX_NINE, "69", "6/9");
    add(symbols, Symbol.SEVENTH, "7", "dom7");
    add(symbols, Symbol.MAJOR_SEVENTH, "7M", "7maj");
    add(symbols, Symbol.NINTH, "9");
    add(symbols, Symbol.ELEVENTH, "11");
    add(symbols, Symbol.THIRTEENTH, "13");
    add(symbols, Symbol.SUS2, "sus2");
    add(symbols, Symbol.SUS4, "sus4", "sus", "Sus4", "Sus");
    add(symbols, Symbol.ALTERED, "alt");
    add(symbols, Symbol.FLAT_5, "b5", "-5");
    add(symbols, Symbol.SHARP_5, "#5", "+5");
    add(symbols, Symbol.FLAT_9, "b9", "-9");
    add(symbols, Symbol.SHARP_9, "#9", "+9");
    add(symbols, Symbol.SHARP_11, "#11", "+11");
    add(symbols, Symbol.FLAT_13, "b13", "-13");
    add(symbols, Symbol.ADD_9, "add9", "add2");
    add(symbols, Symbol.ADD_11, "add11", "add4");
    add(symbols, Symbol.ADD_13, "add13", "add6");
    add(symbols, Symbol.NO_THIRD, "no3", "omit3");
    add(symbols, Symbol.OPEN, "(");
    add(symbols, Symbol.CLOSE, ")");
    add(symbols, Symbol.COMMA, ",");
    return Map.copyOf(symbols);
  }

  private static void add(Map<String, Symbol> symbols, Symbol symbol, String... spellings) {
    for (String spelling : spellings) {
      symbols.put(spelling, symbol);
    }
  }

  Quality read() {
    while (at < suffix.length()) {
      String spelling = next();
      apply(Objects.requireNonNull(SYMBOLS.get(spelling)));
      at += spelling.length();
    }
    require(!inBrackets);
    return quality();
  }

  private String next() {
    for (String spelling : LONGEST_FIRST) {
      if (suffix.startsWith(spelling, at) && meant(spelling)) {
        return spelling;
      }
    }
    throw unexpected();
  }

  /** At the start of C-9 and C+9 stand minor and augmented, not an altered ninth; and Cmadd9 has no "ma". */
  private boolean meant(String spelling) {
    boolean signed = spelling.length() > 1 && (spelling.charAt(0) == '-' || spelling.charAt(0) == '+');
    return !(signed && at == 0) && !(spelling.equals("ma") && suffix.startsWith("dd", at + 2));
  }

  private void apply(Symbol symbol) {
    switch (symbol) {
      case MINOR -> triad(Triad.MINOR);
      case DIMINISHED -> triad(Triad.DIMINISHED);
      case MAJOR, TRIANGLE -> {
        require(!major && degree == 0);
        major = true;
        seventhMeant = symbol == Symbol.TRIANGLE;
      }
      case HALF_DIMINISHED -> {
        triad(Triad.MINOR);
        alterations.add(Alteration.FLAT_FIVE);
        seventhMeant = true;
      }
      case AUGMENTED -> alter(Alteration.SHARP_FIVE);
      case MAJOR_SEVENTH -> {
        require(!major);
        major = true;
        degree(7);
      }
      case SIXTH -> degree(6);
      case SIX_NINE -> degree(69);
      case SEVENTH -> degree(7);
      case NINTH -> degree(9);
      case ELEVENTH -> degree(11);
      case THIRTEENTH -> degree(13);
      case FIFTH -> {
        require(at == 0);
        triad = Triad.POWER;
      }
      case SUS2 -> suspend(Triad.SUS2);
      case SUS4 -> suspend(Triad.SUS4);
      case FOURTH -> {
        require(at == 0);
        suspend(Triad.SUS4);
      }
      case SECOND -> {
        require(at == 0);
        alter(Alteration.ADDED_NINE);
      }
      case ALTERED -> {
        require(alterations.isEmpty() && (degree == 0 || degree == 7));
        degree = 7;
        alterations.addAll(EnumSet.range(Alteration.FLAT_FIVE, Alteration.SHARP_NINE));
      }
      case FLAT_5 -> alter(Alteration.FLAT_FIVE);
      case SHARP_5 -> alter(Alteration.SHARP_FIVE);
      case FLAT_9 -> alter(Alteration.FLAT_NINE);
      case SHARP_9 -> alter(Alteration.SHARP_NINE);
      case SHARP_11 -> alter(Alteration.SHARP_ELEVEN);
      case FLAT_13 -> alter(Alteration.FLAT_THIRTEEN);
      case ADD_9 -> alter(Alteration.ADDED_NINE);
      case ADD_11 -> alter(Alteration.ADDED_ELEVEN);
      case ADD_13 -> {
        require(degree == 0 || degree == 7);
        degree = degree == 0 ? 6 : 13;
      }
      case NO_THIRD -> {
        require(triad == Triad.MAJOR && degree == 0 && alterations.isEmpty());
        triad = Triad.POWER;
      }
      case OPEN, CLOSE -> {
        require(inBrackets == (symbol == Symbol.CLOSE));
        inBrackets = !inBrackets;
      }
      case COMMA -> require(inBrackets);
    }
  }

  private void triad(Triad named) {
    require(at == 0);
    triad = named;
  }

  private void suspend(Triad suspended) {
    require(triad == Triad.MAJOR);
    triad = suspended;
  }

  /** In brackets a degree adds to another: C7(13) is C13, C6(9) is C69. */
  private void degree(int named) {
    boolean added = inBrackets && ((degree == 7 && named > 7) || (degree == 6 && named == 9));
    require((degree == 0 || added) && triad != Triad.POWER);
    degree = added && degree == 6 ? 69 : named;
  }

  private void alter(Alteration alteration) {
    require(triad != Triad.POWER && alterations.add(alteration));
  }

  private void require(boolean holds) {
    if (!holds) {
      throw unexpected();
    }
  }

  private IllegalArgumentException unexpected() {
    return new IllegalArgumentException("'" + suffix.substring(at)
        + "', expected a quality such as m7, maj7, 7b9, m7b5, dim, aug, sus4, 6 or add9");
  }

  /** One spelling of several: a minor triad with a flat five is diminished, a major one with a sharp five augmented. */
  private Quality quality() {
    if (degree == 0 && seventhMeant) {
      degree = 7;
    }
    boolean flatFive = alterations.contains(Alteration.FLAT_FIVE);
    if (triad == Triad.DIMINISHED && (major || degree > 7)) {
      triad = Triad.MINOR;
      alterations.add(Alteration.FLAT_FIVE);
    } else if (triad == Triad.MINOR && degree == 0 && flatFive && alterations.size() == 1) {
      triad = Triad.DIMINISHED;
      alterations.clear();
    } else if (triad == Triad.MAJOR && degree == 0 && alterations.equals(Set.of(Alteration.SHARP_FIVE))) {
      triad = Triad.AUGMENTED;
      alterations.clear();
    }
    if (degree == 6 && alterations.remove(Alteration.ADDED_NINE)) {
      degree = 69;
    }
    Top top = switch (degree) {
      case 0 -> Top.NONE;
      case 6, 69 -> Top.SIXTH;
      default -> major ? Top.MAJOR_SEVENTH : triad == Triad.DIMINISHED ? Top.DIMINISHED_SEVENTH : Top.SEVENTH;
    };
    return new Quality(triad, top, degree == 69 ? 9 : degree == 6 ? 0 : degree, alterations);
  }
}
