package antiphon.abc;

import antiphon.score.Lyric;
import java.util.ArrayList;
import java.util.List;

/** Lays the words of a {@code w:} line under the notes of the line of music before it, as ABC 2.1 says, and writes such lines. Stateless. */
final class LyricLine {
  /** A note or chord that may be sung: in which bar of its voice, and how many ticks behind the bar's start. */
  record Place(int bar, long offset) {}

  /** A syllable in its bar; its onset counts from the bar's start. */
  record Sung(int bar, Lyric lyric) {}

  private static final char HELD = '_';
  private static final char NOTHING = '*';
  private static final String SIGNS = "-_*|~\\";

  private LyricLine() {}

  /**
   * The syllables of a line.
   *
   * @param places the notes and chords of the music before it, in order
   */
  static List<Sung> read(String words, List<Place> places, int verse) {
    List<Sung> sung = new ArrayList<>();
    StringBuilder syllable = new StringBuilder();
    int next = 0;
    for (int i = 0; i <= words.length() && next < places.size(); i++) {
      char c = i < words.length() ? words.charAt(i) : ' ';
      if (c == '\\' && i + 1 < words.length()) {
        syllable.append(words.charAt(++i));
      } else if (c == '~') {
        syllable.append(' ');
      } else if (SIGNS.indexOf(c) < 0 && !Character.isWhitespace(c)) {
        syllable.append(c);
      } else {
        boolean word = !syllable.toString().isBlank();
        if (word) {
          Place place = places.get(next++);
          sung.add(new Sung(place.bar(), new Lyric(place.offset(), verse, syllable.toString().strip(), c == '-')));
        }
        syllable.setLength(0);
        if (c == '|') {
          next = barAfter(places, next);
        } else if (c == HELD || c == NOTHING || (c == '-' && !word)) {
          next++;
        }
      }
    }
    return sung;
  }

  /** The first place in the bar after that of the last note that had its syllable. */
  private static int barAfter(List<Place> places, int next) {
    int bar = places.get(Math.max(0, Math.min(next, places.size()) - 1)).bar();
    int at = next;
    while (next > 0 && at < places.size() && places.get(at).bar() == bar) {
      at++;
    }
    return at;
  }

  /**
   * The words of a bar as a line, ending in a line feed; empty where nothing is sung.
   *
   * @param onsets of the written notes and chords, in ticks of the score
   * @param lyrics of one verse
   */
  static String write(List<Long> onsets, List<Lyric> lyrics) {
    StringBuilder line = new StringBuilder("w:");
    boolean sung = false;
    boolean goesOn = false;
    for (long onset : onsets) {
      Lyric lyric = lyrics.stream().filter(l -> l.onset() == onset).findFirst().orElse(null);
      line.append(goesOn ? "" : " ").append(lyric == null ? Character.toString(NOTHING) : escaped(lyric.text()) + (lyric.goesOn() ? "-" : ""));
      sung |= lyric != null;
      goesOn = lyric != null && lyric.goesOn();
    }
    return sung ? line.append('\n').toString() : "";
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        escaped.append('~');
      } else {
        // A per cent sign would begin a comment, whatever stands before it.
        escaped.append(SIGNS.indexOf(c) >= 0 ? "\\" : "").append(c == '%' ? '\uFF05' : c);
      }
    }
    return escaped.toString();
  }
}
