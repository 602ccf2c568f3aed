package antiphon.abc;

import antiphon.score.Key;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How each pitch is written in a key: id {@code pitch} without accidental, id {@code 128 + pitch} with it.
 * Made once for each key.
 */
record PitchTexts(Spelling[] spellings, TextTrie texts) {
  private static final Map<Key, PitchTexts> BY_KEY = new ConcurrentHashMap<>();

  static PitchTexts of(Key key) {
    return BY_KEY.computeIfAbsent(key, PitchTexts::make);
  }

  private static PitchTexts make(Key key) {
    Spelling[] spellings = new Spelling[128];
    String[] texts = new String[256];
    for (int pitch = 0; pitch < 128; pitch++) {
      Spelling spelling = Spelling.of(pitch, key);
      spellings[pitch] = spelling;
      texts[pitch] = spelling.letter();
      texts[128 + pitch] = Spelling.accidental(spelling.alteration()) + spelling.letter();
    }
    return new PitchTexts(spellings, new TextTrie(texts));
  }
}
