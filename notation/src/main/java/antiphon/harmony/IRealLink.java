package antiphon.harmony;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Charts in links of iReal Pro, as its pages and exports hold them: {@code irealb://} and the older {@code irealbook://}. Stateless. */
final class IRealLink {
  private static final Pattern LINK = Pattern.compile("ireal(?<new>b|book)://(?<songs>[^\"'<>\\s]+)");

  /** Before music whose characters have changed places. */
  private static final String SCRAMBLED = "1r34LbKcu7";

  /** Where the characters change places: the first five and those from 10 on with their mirror images, in each 50. */
  private static final int STRETCH = 50;
  private static final int[][] MIRRORED = {{0, 5}, {10, 24}};

  private static final Pattern TOKEN = Pattern.compile(
      "\\*(?<section>[A-Za-z])|T(?<meter>\\d\\d)|N(?<ending>\\d)|(?<line>[{}\\[\\]|Z])|<(?<note>[^>]*)>|\\((?<other>[^)]*)\\)"
          + "|(?<chord>[A-GW][b#]?(?:sus|alt|add|[-+^\\dhob#])*(?:/[A-G][b#]?)?)|(?<none>n)|(?<again>x)|(?<twice>r)|(?<stroke>p)|(?<blank> )"
          + "|(?<mark>[,slfSQUYp]|.)");

  private static final Pattern TIMES = Pattern.compile("\\s*(\\d)x\\s*");
  private static final Pattern JUMP = Pattern.compile("(?i).*(D\\.?\\s*[CS]\\.?|coda).*");

  private IRealLink() {}

  static boolean in(String text) {
    return LINK.matcher(text).find();
  }

  /**
   * The texts of all charts in the links of {@code text}, as {@link ChordChart#parse} reads them.
   *
   * @throws IllegalArgumentException if a link holds no song
   */
  static List<String> texts(String text) {
    List<String> texts = new ArrayList<>();
    Matcher link = LINK.matcher(text);
    while (link.find()) {
      // A plus sign is a chord's, not a blank.
      String songs = URLDecoder.decode(link.group("songs").replace("+", "%2B"), StandardCharsets.UTF_8);
      for (String song : songs.split("===")) {
        if (song.contains("=")) {
          texts.add(song(song.split("=", -1), link.group("new").equals("b")));
        }
      }
    }
    if (texts.isEmpty()) {
      throw new IllegalArgumentException("a link of iReal Pro without a song, expected title, style, key and chords in it");
    }
    return texts;
  }

  private static String song(String[] fields, boolean scrambled) {
    int music = scrambled ? indexOfMusic(fields) : Math.min(5, fields.length - 1);
    String key = Arrays.stream(fields, 1, music).filter(field -> field.matches("[A-G][b#]?-?")).reduce((a, b) -> b).orElse("");
    String tempo = music + 2 < fields.length && fields[music + 2].matches("[1-9]\\d{1,2}") ? fields[music + 2] : "";
    StringBuilder head = new StringBuilder("title: ").append(fields[0].strip().replaceAll("\\s+", " ")).append('\n');
    if (!key.isEmpty()) {
      head.append("key: ").append(key.replace('-', 'm')).append('\n');
    }
    if (!tempo.isEmpty()) {
      head.append("tempo: ").append(tempo).append('\n');
    }
    String written = scrambled ? plain(fields[music].substring(SCRAMBLED.length())) : fields[music];
    return head + new Song(written).text();
  }

  private static int indexOfMusic(String[] fields) {
    for (int i = 1; i < fields.length; i++) {
      if (fields[i].startsWith(SCRAMBLED)) {
        return i;
      }
    }
    throw new IllegalArgumentException("song '" + fields[0] + "' of a link of iReal Pro has no chords, expected some");
  }

  /** The music with its characters in order and its abbreviations written out. */
  static String plain(String scrambled) {
    StringBuilder plain = new StringBuilder();
    for (int from = 0; from < scrambled.length(); from += STRETCH) {
      String part = scrambled.substring(from, Math.min(scrambled.length(), from + STRETCH));
      boolean moved = scrambled.length() - from >= STRETCH + 2;
      plain.append(moved ? mirrored(part) : part);
    }
    return plain.toString().replace("LZ", " |").replace("XyQ", "   ").replace("Kcl", "| x");
  }

  static String mirrored(String part) {
    char[] chars = part.toCharArray();
    for (int[] stretch : MIRRORED) {
      for (int i = stretch[0]; i < stretch[1]; i++) {
        char kept = chars[i];
        chars[i] = chars[STRETCH - 1 - i];
        chars[STRETCH - 1 - i] = kept;
      }
    }
    return new String(chars);
  }

  /** One song, written out bar by bar; used once. */
  private static final class Song {
    private final String music;
    private final StringBuilder text = new StringBuilder();
    private final List<String> bars = new ArrayList<>();
    private final List<String> cells = new ArrayList<>();
    private int beats = 4;
    private boolean opening;
    private String ending = "";

    Song(String music) {
      this.music = music;
    }

    String text() {
      Matcher token = TOKEN.matcher(music);
      while (token.find()) {
        token(token);
      }
      endBar();
      return text.toString();
    }

    private void token(Matcher token) {
      if (token.group("section") != null) {
        endBar();
        text.append("\n[").append(section(token.group("section"))).append("] ");
      } else if (token.group("meter") != null) {
        meter(token.group("meter"));
      } else if (token.group("ending") != null) {
        ending = token.group("ending").equals("0") ? "" : "[" + token.group("ending") + "] ";
      } else if (token.group("line") != null) {
        line(token.group("line"));
      } else if (token.group("note") != null) {
        note(token.group("note"));
      } else if (token.group("chord") != null) {
        cells.add(token.group("chord").startsWith("W") ? over(token.group("chord")) : token.group("chord"));
      } else if (token.group("none") != null) {
        cells.add("N.C.");
      } else if (token.group("again") != null) {
        again(1);
      } else if (token.group("twice") != null) {
        again(2);
      } else if ((token.group("stroke") != null || token.group("blank") != null) && !cells.isEmpty()) {
        cells.add(".");
      }
    }

    private static String section(String letter) {
      return letter.equals("i") ? "Intro" : letter.equals("v") ? "Verse" : letter;
    }

    /** Two digits; twelve eighths are written 12. */
    private void meter(String digits) {
      String meter = digits.equals("12") ? "12/8" : digits.charAt(0) + "/" + digits.charAt(1);
      beats = digits.equals("12") ? 4 : digits.charAt(0) - '0';
      text.append('[').append(meter).append("] ");
    }

    private void line(String sign) {
      endBar();
      if (sign.equals("{")) {
        opening = true;
      } else if (sign.equals("}")) {
        text.append(":| ");
      }
    }

    private void note(String said) {
      Matcher times = TIMES.matcher(said);
      if (times.matches() && text.toString().endsWith(":| ")) {
        text.append("x").append(times.group(1)).append(' ');
      } else if (JUMP.matcher(said).matches()) {
        text.append("# ").append(said.replaceAll("\\s+", " ").strip()).append(" is not played\n");
      }
    }

    /** A chord's bass alone: the chord before with another bass. */
    private String over(String bass) {
      String before = "";
      for (String cell : cells) {
        before = cell.equals(".") ? before : cell;
      }
      if (before.isEmpty() && !bars.isEmpty()) {
        before = bars.getLast().replaceAll("( \\.)+$", "").replaceAll(".* ", "");
      }
      return before.replaceAll("/[A-G][b#]?$", "") + bass.substring(bass.indexOf('/') < 0 ? bass.length() : bass.indexOf('/'));
    }

    private void again(int count) {
      List<String> before = List.copyOf(bars.subList(Math.max(0, bars.size() - count), bars.size()));
      before.forEach(this::bar);
      cells.clear();
    }

    private void endBar() {
      if (cells.stream().anyMatch(cell -> !cell.equals("."))) {
        boolean counted = cells.size() == beats && cells.stream().filter(cell -> !cell.equals(".")).count() > 1;
        bar(String.join(" ", counted ? cells : cells.stream().filter(cell -> !cell.equals(".")).toList()));
      }
      cells.clear();
    }

    private void bar(String chords) {
      text.append(opening ? "|: " : "").append(ending).append(chords).append(" | ");
      opening = false;
      ending = "";
      bars.add(chords);
    }
  }
}
