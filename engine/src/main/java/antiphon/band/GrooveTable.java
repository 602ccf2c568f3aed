package antiphon.band;

import antiphon.time.Meter;
import antiphon.time.Ticks;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Grooves as a table of text. A line has style, meter, {@code beat} or {@code fill}, tempo, recording and bars, parted by tabs; a bar's
 * strokes are parted by spaces, bars by {@code |}. A stroke such as {@code 12s97-8} has its place in twelfths of a quarter, a letter for the drum,
 * its velocity, and how late it is in 480ths of a quarter. Immutable. [any]
 */
public record GrooveTable(List<Groove> grooves) {
  /** Places of a quarter. */
  public static final int PLACES = 12;

  private static final int SHIFTS = 480;
  private static final String LETTERS = "ksxhporbcdutnmf";
  private static final int[] KEYS = {36, 38, 37, 42, 44, 46, 51, 53, 49, 57, 50, 48, 47, 45, 43};
  private static final int COLUMNS = 6;
  private static final Pattern STROKE = Pattern.compile("(\\d+)([a-z])(\\d+)([+-]\\d+)");
  private static final String RESOURCE = "/antiphon/band/grooves.tsv";

  /** Read once. */
  private static final class Own {
    static final GrooveTable TABLE = read();

    private static GrooveTable read() {
      try (InputStream in = GrooveTable.class.getResourceAsStream(RESOURCE)) {
        if (in == null) {
          throw new IllegalStateException(RESOURCE + " is not on the class path, expected the table of grooves");
        }
        return GrooveTable.read(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  public GrooveTable {
    grooves = List.copyOf(grooves);
  }

  /** The table that comes with the program. */
  public static GrooveTable own() {
    return Own.TABLE;
  }

  /** All styles, in order of the alphabet. */
  public List<String> styles() {
    return List.copyOf(new TreeSet<>(grooves.stream().filter(groove -> !groove.fill()).map(Groove::style).toList()));
  }

  /** Grooves or fills of a style in a meter; empty if there are none. */
  List<Groove> of(String style, Meter meter, boolean fill) {
    return grooves.stream()
        .filter(groove -> groove.fill() == fill && groove.style().equals(style) && groove.meter().equals(meter)).toList();
  }

  /** Whether the table has a drum. */
  public static boolean knows(int key) {
    for (int known : KEYS) {
      if (known == key) {
        return true;
      }
    }
    return false;
  }

  /**
   * Reads a table; lines that begin with {@code #} are left out.
   *
   * @throws IllegalArgumentException if a line is none of it
   */
  public static GrooveTable read(BufferedReader in) throws IOException {
    List<Groove> grooves = new ArrayList<>();
    int number = 0;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        grooves.add(groove(line.split("\t")));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("table of grooves, line " + number + ": " + e.getMessage(), e);
      }
    }
    return new GrooveTable(grooves);
  }

  private static Groove groove(String[] columns) {
    if (columns.length != COLUMNS) {
      throw new IllegalArgumentException(columns.length + " columns, expected " + COLUMNS);
    }
    List<List<DrumHit>> bars = new ArrayList<>();
    for (String bar : columns[5].split("\\|", -1)) {
      List<DrumHit> hits = new ArrayList<>();
      for (String stroke : bar.strip().split(" ")) {
        if (!stroke.isEmpty()) {
          hits.add(hit(stroke));
        }
      }
      bars.add(hits);
    }
    return new Groove(
        columns[0], Meter.parse(columns[1]), columns[2].equals("fill"), Integer.parseInt(columns[3]), Integer.parseInt(columns[4]), bars);
  }

  private static DrumHit hit(String stroke) {
    Matcher matcher = STROKE.matcher(stroke);
    int drum = matcher.matches() ? LETTERS.indexOf(matcher.group(2)) : -1;
    if (drum < 0) {
      throw new IllegalArgumentException("'" + stroke + "': expected a stroke such as 12s97-8, its drum one of " + LETTERS);
    }
    return new DrumHit(
        Integer.parseInt(matcher.group(1)) * (Ticks.PER_QUARTER / PLACES), KEYS[drum], Integer.parseInt(matcher.group(3)),
        Integer.parseInt(matcher.group(4)) * (Ticks.PER_QUARTER / SHIFTS));
  }

  /** Writes the table behind some lines of comment. */
  public void write(Writer out, List<String> comments) throws IOException {
    for (String comment : comments) {
      out.write("# " + comment + "\n");
    }
    for (Groove groove : grooves) {
      StringBuilder line = new StringBuilder();
      line.append(groove.style()).append('\t').append(groove.meter()).append('\t').append(groove.fill() ? "fill" : "beat").append('\t')
          .append(groove.tempo()).append('\t').append(groove.recording()).append('\t');
      for (int bar = 0; bar < groove.bars().size(); bar++) {
        line.append(bar == 0 ? "" : "|");
        List<DrumHit> hits = groove.bars().get(bar);
        for (int i = 0; i < hits.size(); i++) {
          line.append(i == 0 ? "" : " ").append(text(hits.get(i)));
        }
      }
      out.write(line.append('\n').toString());
    }
  }

  private static String text(DrumHit hit) {
    int drum = 0;
    while (drum < KEYS.length && KEYS[drum] != hit.key()) {
      drum++;
    }
    if (drum == KEYS.length) {
      throw new IllegalArgumentException("drum " + hit.key() + ": expected one that the table has a letter for");
    }
    int late = Math.round(hit.late() / (float) (Ticks.PER_QUARTER / SHIFTS));
    return hit.place() / (Ticks.PER_QUARTER / PLACES) + LETTERS.substring(drum, drum + 1) + hit.velocity() + (late < 0 ? "" : "+") + late;
  }
}
