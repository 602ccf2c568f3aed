package antiphon.musicxml;

import java.text.Normalizer;

/** Text between files and scores. Stateless. */
final class Names {
  private Names() {}

  /** An instrument's name as the notation of scores can hold it: one line of ASCII without double quotes. */
  static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\s+", " ").replaceAll("[^ -~]|\"", "").strip();
  }

  /** The text without characters that XML cannot hold. */
  static String sound(String text) {
    StringBuilder sound = new StringBuilder();
    text.codePoints()
        .filter(c -> c == '\n' || c == '\t' || (c >= ' ' && c < 0xD800) || (c >= 0xE000 && c < 0xFFFE) || c >= 0x10000)
        .forEach(sound::appendCodePoint);
    return sound.toString();
  }
}
