package antiphon.lab.drums;

import antiphon.band.Groove;
import antiphon.band.GrooveTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Chooses from phrases of drummers what the band plays from: of each style and meter some recordings, as many drummers as there are. */
public final class GrooveCounting {
  private static final int RECORDINGS = 8;
  private static final int PHRASES = 3;
  private static final int FILLS = 8;
  private static final int BARS = 4;

  private GrooveCounting() {}

  /**
   * The table; without the drummers that are set aside.
   *
   * @throws IOException if the folder cannot be read, or has no phrases
   */
  public static GrooveTable of(Path folder) throws IOException {
    Map<String, List<DrummersPhrase>> kinds = new TreeMap<>();
    for (DrummersPhrase phrase : DrummersPhrase.read(folder)) {
      Groove groove = phrase.groove();
      if (!phrase.setAside() && (groove.fill() ? groove.bars().size() == 1 : phrase.wholeBeat(BARS))) {
        kinds.computeIfAbsent(groove.style() + " " + groove.meter() + " " + groove.fill(), kind -> new ArrayList<>()).add(phrase);
      }
    }
    List<Groove> chosen = new ArrayList<>();
    int recording = 0;
    for (List<DrummersPhrase> kind : kinds.values()) {
      boolean fill = kind.getFirst().groove().fill();
      for (List<DrummersPhrase> source : spread(kind, fill ? FILLS : RECORDINGS)) {
        int phrases = fill ? 1 : Math.min(PHRASES, source.size());
        for (int i = 0; i < phrases; i++) {
          Groove groove = source.get(i * source.size() / phrases).groove();
          chosen.add(new Groove(groove.style(), groove.meter(), fill, groove.tempo(), recording, groove.bars()));
        }
        recording++;
      }
    }
    return new GrooveTable(chosen);
  }

  /** Recordings, one of each drummer in turn, and of these from all of them alike. */
  private static List<List<DrummersPhrase>> spread(List<DrummersPhrase> phrases, int most) {
    Map<String, Map<String, List<DrummersPhrase>>> drummers = new TreeMap<>();
    for (DrummersPhrase phrase : phrases) {
      drummers.computeIfAbsent(phrase.drummer(), name -> new LinkedHashMap<>())
          .computeIfAbsent(phrase.source(), name -> new ArrayList<>()).add(phrase);
    }
    int each = (most + drummers.size() - 1) / drummers.size();
    List<List<DrummersPhrase>> chosen = new ArrayList<>();
    for (Map<String, List<DrummersPhrase>> sources : drummers.values()) {
      List<List<DrummersPhrase>> all = sources.values().stream()
          .sorted(Comparator.comparingInt(source -> source.getFirst().groove().tempo())).toList();
      int taken = Math.min(each, all.size());
      for (int i = 0; i < taken; i++) {
        chosen.add(all.get((2 * i + 1) * all.size() / (2 * taken)));
      }
    }
    return chosen.subList(0, Math.min(most, chosen.size()));
  }
}
