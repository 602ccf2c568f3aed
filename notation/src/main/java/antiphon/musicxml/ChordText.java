package antiphon.musicxml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chord name taken apart as MusicXML wants it: {@code F#m7b5/C}.
 *
 * @param root letter and accidental; null for a text that is no chord, such as N.C.
 * @param kind the MusicXML kind
 * @param suffix what is written behind the root
 * @param degrees notes that are added or altered
 * @param bass letter and accidental, null if it is the root
 */
record ChordText(@Nullable Letter root, String kind, String suffix, List<Degree> degrees, @Nullable Letter bass) {
  /** A letter A to G with an alteration of -1 to 1. */
  record Letter(String step, int alter) {
    static Letter of(String text) {
      return new Letter(text.substring(0, 1), text.endsWith("#") ? 1 : text.endsWith("b") ? -1 : 0);
    }

    @Override
    public String toString() {
      return step + (alter > 0 ? "#" : alter < 0 ? "b" : "");
    }
  }

  /** A degree of the chord: {@code add}, {@code alter} or {@code subtract}. */
  record Degree(int number, int alter, String type) {}

  /** Longest text of a chord symbol. */
  private static final int LONGEST = 15;

  private static final Pattern CHORD = Pattern.compile("([A-G][#b]?)(.*?)(?:/([A-G][#b]?))?");
  private static final Pattern DEGREE = Pattern.compile("\\(?(add|no|omit|[#b+-])?([#b])?(\\d{1,2})\\)?,?");

  /** Kinds by the texts that mean them; of several texts the first is the one that is written. */
  private static final Map<String, List<String>> KINDS = kinds();

  private static Map<String, List<String>> kinds() {
    Map<String, List<String>> kinds = new LinkedHashMap<>();
    kinds.put("major", List.of("", "maj", "M", "ma"));
    kinds.put("minor", List.of("m", "mi", "min", "-"));
    kinds.put("augmented", List.of("+", "aug"));
    kinds.put("diminished", List.of("dim", "o"));
    kinds.put("dominant", List.of("7"));
    kinds.put("major-seventh", List.of("maj7", "Maj7", "ma7", "M7"));
    kinds.put("minor-seventh", List.of("m7", "mi7", "min7", "-7"));
    kinds.put("diminished-seventh", List.of("dim7", "o7"));
    kinds.put("augmented-seventh", List.of("7+", "+7", "aug7", "7#5"));
    kinds.put("half-diminished", List.of("m7b5", "mi7b5", "min7b5", "-7b5"));
    kinds.put("major-minor", List.of("m(maj7)", "mMaj7", "mmaj7", "mM7", "-maj7"));
    kinds.put("major-sixth", List.of("6"));
    kinds.put("minor-sixth", List.of("m6", "mi6", "min6", "-6"));
    kinds.put("dominant-ninth", List.of("9"));
    kinds.put("major-ninth", List.of("maj9", "Maj9", "ma9", "M9"));
    kinds.put("minor-ninth", List.of("m9", "mi9", "min9", "-9"));
    kinds.put("dominant-11th", List.of("11"));
    kinds.put("major-11th", List.of("maj11", "Maj11", "M11"));
    kinds.put("minor-11th", List.of("m11", "mi11", "min11", "-11"));
    kinds.put("dominant-13th", List.of("13"));
    kinds.put("major-13th", List.of("maj13", "Maj13", "M13"));
    kinds.put("minor-13th", List.of("m13", "mi13", "min13", "-13"));
    kinds.put("suspended-second", List.of("sus2"));
    kinds.put("suspended-fourth", List.of("sus4", "sus"));
    kinds.put("power", List.of("5"));
    return Map.copyOf(kinds);
  }

  /** Takes a chord name apart; every text comes out as something that {@link #toString} puts together again. */
  static ChordText of(String text) {
    Matcher chord = CHORD.matcher(text);
    if (!chord.matches()) {
      return new ChordText(null, "none", text, List.of(), null);
    }
    String suffix = chord.group(2);
    Letter bass = chord.group(3) == null ? null : Letter.of(chord.group(3));
    for (int end = suffix.length(); end >= 0; end--) {
      String kind = kind(suffix.substring(0, end));
      List<Degree> degrees = kind.isEmpty() ? null : degrees(suffix.substring(end));
      if (degrees != null) {
        return new ChordText(Letter.of(chord.group(1)), kind, suffix, degrees, bass);
      }
    }
    return new ChordText(Letter.of(chord.group(1)), "other", suffix, List.of(), bass);
  }

  private static String kind(String suffix) {
    return KINDS.entrySet().stream().filter(entry -> entry.getValue().contains(suffix))
        .map(Map.Entry::getKey).findFirst().orElse("");
  }

  /** The degrees behind a kind, or null if the text says something else. */
  private static @Nullable List<Degree> degrees(String text) {
    List<Degree> degrees = new ArrayList<>();
    Matcher matcher = DEGREE.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        return null;
      }
      String how = matcher.group(1) == null ? "add" : matcher.group(1);
      String sign = matcher.group(2) == null ? how : matcher.group(2);
      int alter = sign.equals("#") || sign.equals("+") ? 1 : sign.equals("b") || sign.equals("-") ? -1 : 0;
      int number = Integer.parseInt(matcher.group(3));
      if (number < 2 || number > 13) {
        return null;
      }
      String type = how.equals("no") || how.equals("omit") ? "subtract" : number == 5 ? "alter" : "add";
      degrees.add(new Degree(number, alter, type));
      at = matcher.end();
    }
    return List.copyOf(degrees);
  }

  /**
   * The name of a {@code harmony} element, moved by {@code semitones}; empty if it has none.
   *
   * @param semitones by which the part sounds higher than it is written
   */
  static String read(XmlElement harmony, int semitones) {
    XmlElement kind = harmony.child("kind");
    String shown = ascii(kind == null ? "" : kind.attribute("text"));
    String name = kind == null ? "" : kind.text();
    XmlElement root = harmony.child("root");
    if (root == null || name.equals("none")) {
      return name.equals("none") ? fit(shown.isEmpty() ? "N.C." : shown, "N.C.") : "";
    }
    String usual = KINDS.getOrDefault(name, List.of("")).getFirst();
    boolean silent = kind == null || kind.attribute("text").isEmpty();
    String suffix = silent || shown.isEmpty() ? usual + degrees(harmony) : shown;
    XmlElement bass = harmony.child("bass");
    String low = bass == null ? "" : "/" + letter(bass, "bass", semitones);
    String high = letter(root, "root", semitones);
    return high.isEmpty() ? "" : fit(high + suffix + (low.length() > 1 ? low : ""), high + usual);
  }

  private static String degrees(XmlElement harmony) {
    StringBuilder text = new StringBuilder();
    for (XmlElement degree : harmony.children()) {
      if (degree.name().equals("degree")) {
        int alter = degree.whole("degree-alter", 0);
        text.append(degree.text("degree-type").equals("subtract") ? "no" : alter > 0 ? "#" : alter < 0 ? "b" : "add")
            .append(degree.text("degree-value"));
      }
    }
    return ascii(text.toString());
  }

  private static String letter(XmlElement element, String what, int semitones) {
    String step = element.text(what + "-step");
    int place = "CDEFGAB".indexOf(step);
    if (place < 0 || step.length() != 1) {
      return "";
    }
    int alter = element.whole(what + "-alter", 0);
    if (semitones % 12 == 0 && Math.abs(alter) <= 1) {
      return new Letter(step, alter).toString();
    }
    int pitch = new int[] {0, 2, 4, 5, 7, 9, 11}[place] + alter + semitones;
    return List.of("C", "Db", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B").get(Math.floorMod(pitch, 12));
  }

  /** Printable ASCII for signs that have a usual spelling; nothing if some have none. */
  private static String ascii(String text) {
    String plain = text.replace('\u266d', 'b').replace('\u266f', '#').replaceAll("[\u25b3\u2206\u0394](?!7)", "maj7")
        .replaceAll("[\u25b3\u2206\u0394]", "maj").replaceAll("\u00f87?", "m7b5").replace("\u00b0", "dim")
        .replaceAll("[\\s|\"]", "");
    return plain.chars().allMatch(c -> c > ' ' && c < 127) ? plain : "";
  }

  private static String fit(String text, String shorter) {
    return text.length() <= LONGEST ? text : shorter.substring(0, Math.min(LONGEST, shorter.length()));
  }

  @Override
  public String toString() {
    return (root == null ? "" : root) + suffix + (bass == null ? "" : "/" + bass);
  }
}
