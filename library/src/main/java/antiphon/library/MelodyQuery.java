package antiphon.library;

import antiphon.abc.AbcException;
import antiphon.abc.AbcReader;
import antiphon.score.Note;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A melody that is looked for.
 *
 * @param line its notes
 * @param rhythmic whether its rhythm is known, so that it counts
 */
public record MelodyQuery(Line line, boolean rhythmic) {
  /** Two notes are everywhere. */
  public static final int FEWEST = 3;

  /** Longer ones say no more. */
  public static final int MOST = 64;

  /** Notes of a played chord begin within so many milliseconds. */
  private static final long TOGETHER_MS = 35;

  private static final String NAME = "[A-Ga-g][#b♯♭]?-?\\d?";
  private static final String STEPS = "CDEFGAB";
  private static final int[] SEMITONES = {0, 2, 4, 5, 7, 9, 11};
  private static final String EXPECTED = ": expected ABC (GABc d2), names (F# G A or F#4 G4 A4) or MIDI note numbers (66 67 69)";

  public MelodyQuery {
    if (line.size() < FEWEST || line.size() > MOST) {
      throw new IllegalArgumentException("melody of " + line.size() + " notes: expected " + FEWEST + " to " + MOST);
    }
  }

  /** Of played notes: pitches with their times in milliseconds, in order. */
  public static MelodyQuery played(List<long[]> notes) {
    List<Note> grouped = new ArrayList<>();
    for (long[] note : notes) {
      long at = !grouped.isEmpty() && note[0] - grouped.getLast().onset() < TOGETHER_MS ? grouped.getLast().onset() : note[0];
      grouped.add(new Note(at, 1, (int) note[1]));
    }
    return new MelodyQuery(Line.top(grouped), true);
  }

  /**
   * Of text: ABC, names of notes with or without octaves, or MIDI note numbers.
   *
   * @throws IllegalArgumentException saying what was found, if it is none of them, or too short
   */
  public static MelodyQuery parse(String text) {
    String plain = text.strip().replaceAll("[,;]\\s*", " ");
    String[] words = plain.split("\\s+");
    if (Arrays.stream(words).allMatch(word -> word.matches("\\d{2,3}"))) {
      return even(text, Arrays.stream(words).map(Integer::parseInt).toList());
    }
    boolean apart = Arrays.stream(words).allMatch(word -> word.matches(NAME));
    boolean octaves = apart && Arrays.stream(words).allMatch(word -> word.matches(".*\\d"));
    if (octaves) {
      return even(text, Arrays.stream(words).map(MelodyQuery::pitch).toList());
    }
    boolean signs = Arrays.stream(words).anyMatch(word -> word.matches("[A-Ga-g][#b♯♭]"));
    return apart && signs ? even(text, nearest(words)) : abc(plain);
  }

  private static MelodyQuery even(String text, List<Integer> pitches) {
    if (pitches.stream().anyMatch(p -> p < 0 || p > 127)) {
      throw new IllegalArgumentException("melody '" + shortened(text) + "'" + EXPECTED);
    }
    return new MelodyQuery(new Line(pitches, LongStream.range(0, pitches.size()).boxed().toList()), false);
  }

  /** Names without octaves: each nearest to the one before. */
  private static List<Integer> nearest(String[] words) {
    List<Integer> pitches = new ArrayList<>();
    for (String word : words) {
      int last = pitches.isEmpty() ? 66 : pitches.getLast();
      pitches.add(last + Math.floorMod(pitchClass(word) - last + 5, 12) - 5);
    }
    return pitches;
  }

  private static int pitchClass(String word) {
    int semitones = SEMITONES[STEPS.indexOf(Character.toUpperCase(word.charAt(0)))];
    char sign = word.length() > 1 ? word.charAt(1) : ' ';
    return semitones + (sign == '#' || sign == '♯' ? 1 : sign == 'b' || sign == '♭' ? -1 : 0);
  }

  private static int pitch(String word) {
    int digits = word.replaceAll("-?\\d$", "").length();
    return pitchClass(word) + 12 * (Integer.parseInt(word.substring(digits)) + 1);
  }

  private static MelodyQuery abc(String text) {
    try {
      // Without a header it may be words: what is no note is refused then, where a tune's reader would leave it out.
      List<Voice> voices = text.contains("K:")
          ? AbcReader.readTune(text, new ArrayList<>()).voices()
          : AbcReader.read("L:1/8\nM:none\nK:C\n" + text + "|").voices();
      List<Note> notes = voices.getFirst().notes();
      boolean even = notes.stream().mapToLong(Note::duration).distinct().count() <= 1;
      return new MelodyQuery(Line.top(notes), !even);
    } catch (AbcException e) {
      throw new IllegalArgumentException("melody '" + shortened(text) + "'" + EXPECTED, e);
    }
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ").strip();
    return line.length() > 40 ? line.substring(0, 40) + "…" : line;
  }
}
