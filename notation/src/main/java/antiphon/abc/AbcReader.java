package antiphon.abc;

import antiphon.score.BarLine;
import antiphon.score.ReadLimits;
import antiphon.score.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads ABC: our own dialect, in which a line is a bar of all voices, and what other people write. Repeats stay signs.
 * Stateless. [any]
 */
public final class AbcReader {
  /** The longest tune that is read, in characters. */
  public static final int MOST_CHARACTERS = 16 << 20;

  /** Each tune gets the head's fields, so a long head would make any number of characters. */
  private static final int LONGEST_HEAD = 4_096;

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final Pattern TRANSPOSE = Pattern.compile("(?:%%|I:\\s*)MIDI\\s*=?\\s*(r?)transpose\\s+([+-]?\\d{1,3})\\b.*");
  private static final Pattern FILE_FIELD = Pattern.compile("[ILMUm]:.*");

  private AbcReader() {}

  /** The tunes of a file, each from its {@code X:} on, with the fields that stand before all; a file without {@code X:} is one tune. */
  public static List<String> tunes(String file) {
    List<String> tunes = new ArrayList<>();
    StringBuilder tune = new StringBuilder();
    String common = "";
    boolean begun = false;
    for (String line : withoutMark(file).lines().toList()) {
      if (line.startsWith("X:")) {
        if (begun ? tune.toString().contains("K:") : isTune(tune.toString())) {
          tunes.add(tune.toString());
        } else if (!begun) {
          common = fields(tune.toString());
        }
        tune.setLength(0);
        begun = true;
        tune.append(line).append('\n').append(common);
      } else {
        tune.append(line).append('\n');
      }
    }
    if (!tune.toString().isBlank()) {
      tunes.add(tune.toString());
    }
    return tunes;
  }

  private static boolean isTune(String text) {
    return text.lines().anyMatch(line -> line.startsWith("K:"));
  }

  /** What the head of a file says for all its tunes. */
  private static String fields(String head) {
    StringBuilder fields = new StringBuilder();
    head.lines().filter(line -> FILE_FIELD.matcher(line).matches()).forEach(line -> fields.append(line).append('\n'));
    return fields.length() <= LONGEST_HEAD ? fields.toString() : "";
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  /**
   * Reads a tune of our own dialect: a line is a bar of all voices where lines begin with {@code [V:} or {@code [r:}, and an
   * accidental holds in its own octave. Plain lines are voices one after the other.
   *
   * @throws AbcException with line and column if the text is not ABC, or has no music
   */
  public static Score read(String text) {
    return read(text, new ArrayList<>());
  }

  /**
   * As {@link #read(String)}, and says what is odd about it.
   *
   * @param remarks receives a line for each bar in which voices differ in length, and for what was read only nearly
   * @throws AbcException with line and column if the text is not ABC, or has no music
   */
  public static Score read(String text, List<String> remarks) {
    List<String> lines = lines(text);
    boolean interleaved = lines.stream().anyMatch(AbcReader::interleavedBody);
    return new Reading(new VoiceTable(interleaved, false), interleaved).read(lines, remarks);
  }

  /**
   * Reads a tune as ABC 2.1 has it, and where that is silent as abc2midi does: a voice goes on where it left off, an
   * accidental holds in all octaves, an empty line ends the tune. A tune whose lines begin with {@code [r:} is of our dialect.
   *
   * @param remarks as for {@link #read(String, List)}
   * @throws AbcException with line and column if the text is not ABC, or has no music
   */
  public static Score readTune(String text, List<String> remarks) {
    List<String> lines = lines(text);
    if (lines.stream().anyMatch(line -> line.startsWith("[r:"))) {
      return read(text, remarks);
    }
    VoiceTable voices = new VoiceTable(false, true);
    voices.transposeAll(transposition(lines));
    return new Reading(voices, false).read(lines, remarks);
  }

  private static List<String> lines(String text) {
    if (text.length() > MOST_CHARACTERS) {
      throw new AbcException("a tune of " + text.length() + " characters, expected at most " + MOST_CHARACTERS);
    }
    return withoutMark(text).lines().toList();
  }

  private static boolean interleavedBody(String line) {
    return line.startsWith("[V:") || line.startsWith("[r:");
  }

  /** By how many semitones {@code %%MIDI transpose} moves the whole tune: the last one counts, wherever it stands. */
  private static int transposition(List<String> lines) {
    int semitones = 0;
    for (String line : lines) {
      Matcher matcher = TRANSPOSE.matcher(line);
      if (matcher.matches()) {
        int by = Integer.parseInt(matcher.group(2));
        semitones = matcher.group(1).isEmpty() ? by : semitones + by;
      }
    }
    return semitones;
  }

  /** A tune as far as it is read. */
  private static final class Reading {
    private final VoiceTable voices;
    private final boolean interleaved;
    private final List<String> tags = new ArrayList<>();
    private String layout = "";
    private boolean header = true;
    private boolean skipping;

    Reading(VoiceTable voices, boolean interleaved) {
      this.voices = voices;
      this.interleaved = interleaved;
    }

    Score read(List<String> lines, List<String> remarks) {
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i);
        if (line.isBlank()) {
          if (voices.standard() && !header) {
            break;
          }
        } else if (line.startsWith("%") || skipping) {
          directive(line);
        } else if (!interleavedBody(line) && field(line)) {
          fieldLine(line, i + 1);
        } else if (!voices.standard() || !line.startsWith("+:")) {
          endHeader();
          new MusicReader(line, i + 1, voices).read();
          if (interleaved) {
            endLine(i + 1);
          }
        }
      }
      Score score = new ScoreAssembly(voices).score(tags, layout, remarks);
      remarks.addAll(voices.remarks());
      return score;
    }

    private void endHeader() {
      if (header) {
        voices.endHeader();
        header = false;
      }
    }

    private void directive(String line) {
      if (line.startsWith("%%score") || line.startsWith("%%staves")) {
        layout = line.substring(line.indexOf(' ') + 1).strip();
      } else if (voices.standard() && line.startsWith("%%")) {
        skipping = line.startsWith("%%begin") || (skipping && !line.startsWith("%%end"));
      } else if (header && line.startsWith("%") && !line.startsWith("%%") && !line.equals("%end") && line.length() > 1
          && !voices.standard()) {
        tags.add(line.substring(1).strip());
      }
    }

    private static boolean field(String line) {
      return line.length() > 1 && line.charAt(1) == ':' && Character.isLetter(line.charAt(0));
    }

    private void fieldLine(String line, int number) {
      int comment = line.indexOf('%');
      String value = comment > 0 ? line.substring(2, comment) : line.substring(2);
      try {
        if (header) {
          voices.headerField(line.charAt(0), value);
        } else {
          voices.field(line.charAt(0), value);
        }
      } catch (IllegalArgumentException e) {
        throw new AbcException(number, 3, String.valueOf(e.getMessage()));
      }
      if (line.startsWith("K:") && !interleaved) {
        endHeader();
      }
    }

    /** A line is a bar: voices that said nothing rested. */
    private void endLine(int number) {
      int most = 0;
      for (VoiceReader reader : voices.readers().values()) {
        if (!reader.barEmpty()) {
          reader.endBar(BarLine.SINGLE);
        }
        most = Math.max(most, reader.bars.size());
      }
      try {
        ReadLimits.bars(most);
        voices.countBars(voices.readers().size());
      } catch (IllegalArgumentException e) {
        throw new AbcException(number, 1, String.valueOf(e.getMessage()));
      }
      for (VoiceReader reader : voices.readers().values()) {
        while (reader.bars.size() < most) {
          reader.endBar(BarLine.NONE);
        }
      }
    }
  }
}
