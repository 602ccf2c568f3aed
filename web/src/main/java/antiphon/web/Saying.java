package antiphon.web;

import antiphon.control.Control;
import antiphon.pipeline.EngineSettings;
import antiphon.presets.Presets;
import antiphon.score.Key;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a line in English or Chinese asks for: style, mood, key, meter, tempo, chords and mode. By rules and word
 * lists, so that the same line always means the same; what is not understood is said.
 *
 * @param fields what was understood, by the name of the field: style, mode, key, meter, tempo, chart, backing, opening (a motif in ABC), or a control
 * @param unknown words that mean nothing here
 */
public record Saying(Map<String, String> fields, List<String> unknown) {
  /** The field of a motif in ABC. */
  public static final String OPENING = "opening";

  private static final int LONGEST = 2_000;

  /** Words that only join others. */
  private static final Set<String> JOINING = Set.of(
      ("a an the and or in of with to for me my i we us let lets let's play playing please some something like want would give at on over by"
          + " from it its that this very is be as but tune piece music song bars bar beat beats voice voices style feel key time tempo chords changes"
          + " then while you your our one more make sound sounding using way kind bit").split(" "));

  private static final Pattern ENGLISH_KEY = Pattern.compile(
      "\\b[Ii]n (?:the key of )?(?:([A-Gb-g])( ?sharp| ?flat|#|b|♯|♭)?(?:[ -]?(major|minor|maj|min|m))?(?![A-Za-z0-9])"
          + "|(a)( ?sharp| ?flat|#|b|♯|♭)(?![A-Za-z0-9]))");
  private static final Pattern BARE_KEY = Pattern.compile(
      "\\b([A-Gb-g]|(?<=in )a)( ?sharp| ?flat|#|b|♯|♭)?[ -](major|minor)\\b(?! key)");
  private static final Pattern CHINESE_KEY = Pattern.compile("([升降])?\\s*([A-Ga-g])([#b♯♭])?\\s*(大调|小调|调)");
  private static final Pattern METER = Pattern.compile("(?<![\\d/])(\\d{1,2})/(2|4|8|16)(?![\\d/])");
  private static final Pattern CHINESE_METER = Pattern.compile("([二四八])([二三四五六七九])拍");
  private static final Pattern TEMPO = Pattern.compile(
      "(?:\\btempo(?: of)?|速度|\\bat|=)\\s*(\\d{2,3})(?:\\s*(?:bpm|beats? (?:per|a) minute))?|\\b(\\d{2,3})\\s*(?:bpm|beats? (?:per|a) minute)",
      Pattern.CASE_INSENSITIVE);
  /** Before a word that is not wanted. */
  private static final String NOT = "\\b(?:do ?n['\u2019o]?t|do not|not|no|never|without)\\s+(?:(?:make|play|be|get|sound|it|this|that|too|so|very|a|an|any|the)\\s+)*"
      + "|(?:\u4e0d\u8981|\u522b|\u4e0d)(?:\u592a|\u90a3\u4e48|\u5f88|\u5f39|\u505a|\u5f97|\u5f04)*";
  private static final Pattern TOO = Pattern.compile("too|so|very|\u592a|\u90a3\u4e48|\u5f88");
  private static final String MODERATE = "104";
  private static final Pattern TURNS = Pattern.compile(
      "\\b(?:trad(?:e|ing)|turns of|exchange)\\s+(\\d{1,2}|twos?|fours?|eights?|ones?)\\b|([一二两四八])小节(?:轮奏|轮流|交替)", Pattern.CASE_INSENSITIVE);
  private static final Map<String, Integer> NUMBERS = Map.ofEntries(
      Map.entry("one", 1), Map.entry("two", 2), Map.entry("four", 4), Map.entry("eight", 8), Map.entry("一", 1), Map.entry("二", 2),
      Map.entry("两", 2), Map.entry("三", 3), Map.entry("四", 4), Map.entry("五", 5), Map.entry("六", 6), Map.entry("七", 7),
      Map.entry("八", 8), Map.entry("九", 9));

  public Saying {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    unknown = List.copyOf(unknown);
  }

  /**
   * What {@code line} asks for.
   *
   * @throws IllegalArgumentException if there is nothing, or too much, to read
   */
  public static Saying of(String line) {
    if (line.isBlank() || line.length() > LONGEST) {
      throw new IllegalArgumentException("text: expected a line of 1 to " + LONGEST + " characters, such as 'a cheerful jig in D, trade fours'");
    }
    return new Reading(line.strip()).read();
  }

  /** The settings with the motif as their past, if there is one. [any] */
  public EngineSettings opened(EngineSettings settings) {
    String motif = fields.get(OPENING);
    return motif == null ? settings : settings.withOpening(Motif.opening(motif, settings.preset()));
  }

  /** One reading of a line: what is understood is taken out of it. Mutable. */
  private static final class Reading {
    private final Map<String, String> fields = new LinkedHashMap<>();
    private String rest;
    private boolean minor;
    private boolean major;

    Reading(String line) {
      rest = line;
    }

    Saying read() {
      Optional<String> motif = Motif.in(rest);
      if (motif.isPresent()) {
        put(OPENING, motif.get());
        return new Saying(fields, List.of());
      }
      rest = rest.replaceAll("\\s+", " ");
      chords();
      key();
      take(METER, found -> put("meter", found.group(1) + "/" + found.group(2)));
      take(CHINESE_METER, found -> put("meter", NUMBERS.get(found.group(2)) + "/" + NUMBERS.get(found.group(1))));
      take(TEMPO, found -> put("tempo", found.group(1) == null ? found.group(2) : found.group(1)));
      take(TURNS, this::turns);
      Vocabulary.WORDS.forEach(this::word);
      settle();
      return new Saying(fields, unknown());
    }

    private interface Taken {
      void found(Matcher matcher);
    }

    /** What was said first holds. */
    private void put(String field, String value) {
      fields.putIfAbsent(field, value);
    }

    private boolean take(Pattern pattern, Taken taken) {
      Matcher matcher = pattern.matcher(rest);
      boolean any = false;
      StringBuilder left = new StringBuilder();
      while (matcher.find()) {
        taken.found(matcher);
        any = true;
        matcher.appendReplacement(left, " ");
      }
      rest = matcher.appendTail(left).toString();
      return any;
    }

    /** The changes: the longest run of at least two chords. */
    private void chords() {
      TypedChords.in(rest).ifPresent(found -> {
        put("chart", found.chart());
        rest = found.rest();
      });
    }

    private void key() {
      take(CHINESE_KEY, found -> {
        String sign = "升".equals(found.group(1)) ? "#" : "降".equals(found.group(1)) ? "b" : found.group(3);
        key(found.group(2), sign, found.group(4).startsWith("小") ? "minor" : found.group(4).startsWith("大") ? "major" : null);
      });
      take(ENGLISH_KEY, found -> {
        boolean plain = found.group(1) != null;
        key(plain ? found.group(1) : "A", plain ? found.group(2) : found.group(5), plain ? found.group(3) : null);
      });
      take(BARE_KEY, found -> key(found.group(1), found.group(2), found.group(3)));
    }

    private void key(String tonic, @Nullable String sign, @Nullable String mode) {
      String accidental = sign == null ? "" : sign.strip().toLowerCase(Locale.ROOT).matches("sharp|#|♯") ? "#" : "b";
      String small = mode == null ? "" : mode.toLowerCase(Locale.ROOT);
      minor |= small.equals("minor") || small.equals("min") || small.equals("m");
      major |= small.startsWith("maj");
      put("key", tonic.toUpperCase(Locale.ROOT) + accidental);
    }

    private void turns(Matcher found) {
      String said = found.group(1) == null ? found.group(2) : found.group(1).toLowerCase(Locale.ROOT).replaceAll("s$", "");
      int bars = said.matches("\\d+") ? Math.clamp(Integer.parseInt(said), 1, 64) : NUMBERS.getOrDefault(said, 4);
      put("mode", "trade");
      put(Control.LISTEN_BARS.word(), Integer.toString(bars));
      put(Control.ANSWER_BARS.word(), Integer.toString(bars));
    }

    private void word(Pattern word, Map<String, String> means) {
      refused(word, means);
      take(word, found -> means.forEach((field, value) -> {
        if (field.equals("mood")) {
          minor |= value.equals("minor") && !major;
          major |= value.equals("major") && !minor;
        } else {
          put(field, value);
        }
      }));
    }

    /** What is not wanted is not set; what is not wanted too fast, or too slow, is moderate. */
    private void refused(Pattern word, Map<String, String> means) {
      take(Pattern.compile("(" + NOT + ")(?:" + word.pattern() + ")", Pattern.CASE_INSENSITIVE), found -> {
        if (means.keySet().equals(Set.of("tempo")) && TOO.matcher(found.group(1)).find()) {
          put("tempo", MODERATE);
        }
      });
    }

    /** What follows from the fields together. */
    private void settle() {
      String tonic = fields.get("key");
      if (tonic != null && minor && !major) {
        fields.put("key", tonic + "m");
      }
      if (tonic != null && !known(fields.get("key"))) {
        fields.remove("key");
      }
      String style = fields.get("style");
      if (fields.containsKey("voices") && (style == null || style.equals("folk-melody"))) {
        fields.put("style", "folk-duet");
      }
      fields.remove("voices");
      if (fields.containsKey("chart") && style == null && !"accompany".equals(fields.get("mode"))) {
        fields.put("style", "lead-sheet");
      }
      if ("accompany".equals(fields.get("mode")) && !Presets.find(fields.getOrDefault("style", Presets.DEFAULT)).canAccompany()) {
        fields.put("style", "folk-melody".equals(fields.get("style")) ? "folk-duet" : "song-accompanist");
      }
      if (!fields.containsKey("chart")) {
        fields.remove("backing");
      }
    }

    private static boolean known(@Nullable String key) {
      try {
        return key != null && !Key.parse(key).toString().isEmpty();
      } catch (IllegalArgumentException e) {
        return false;
      }
    }

    private List<String> unknown() {
      List<String> words = new ArrayList<>();
      for (String word : rest.split("[\\s,.;:!?，。；：！？、“”\"()（）]+|(?<=[\\u4e00-\\u9fff])(?=[A-Za-z])|(?<=[A-Za-z])(?=[\\u4e00-\\u9fff])")) {
        String left = word.matches(".*[\\u4e00-\\u9fff].*") ? word.replaceAll("[的一首个段用在请来点些给我要想弹奏和与里上小节曲子音乐调拍]", "") : word;
        if (!left.isEmpty() && !JOINING.contains(left.toLowerCase(Locale.ROOT)) && left.chars().anyMatch(Character::isLetterOrDigit)) {
          words.add(left);
        }
      }
      return words;
    }
  }
}
