package antiphon.abc;

import antiphon.score.Bar;
import java.util.ArrayList;
import java.util.List;

/** Reads one body line: a bar of all voices. Stateless. */
public final class LineReader {
  private LineReader() {}

  /**
   * The slices of each voice, empty for voices that rest.
   *
   * @param bar gives key and meter; the line's changes of them, if any, must agree
   * @param voices how many voices the piece has
   * @throws AbcException if the line is not one bar of these voices
   */
  public static List<List<Slice>> read(Bar bar, String line, int voices) {
    VoiceTable table = new VoiceTable(true, false);
    table.headerField('K', bar.key().toString());
    table.headerField('M', bar.meter().toString());
    table.headerField('L', "1/8");
    for (int i = 1; i <= voices; i++) {
      table.headerField('V', Integer.toString(i));
    }
    table.endHeader();
    new MusicReader(line.strip(), 1, table).read();
    if (table.readers().size() != voices) {
      throw new AbcException("line '" + line.strip() + "': expected voices 1 to " + voices);
    }
    List<List<Slice>> slices = new ArrayList<>();
    for (VoiceReader reader : table.readers().values()) {
      if (!reader.barEmpty()) {
        reader.endBar(antiphon.score.BarLine.SINGLE);
      }
      if (reader.bars.size() > 1 || (reader.bars.size() == 1 && reader.bars.getFirst().length() != bar.length())) {
        throw new AbcException("line '" + line.strip() + "': expected one bar of " + bar.length() + " ticks in each voice");
      }
      slices.add(reader.bars.isEmpty() ? List.of() : reader.bars.getFirst().slices());
    }
    return slices;
  }
}
