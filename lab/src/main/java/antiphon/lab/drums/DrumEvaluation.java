package antiphon.lab.drums;

import antiphon.band.DrumBar;
import antiphon.band.DrumHit;
import antiphon.band.Drummer;
import antiphon.band.Groove;
import antiphon.band.GrooveTable;
import antiphon.band.Sections;
import antiphon.lab.evaluate.ToldApart;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How well the band's drums are told from phrases of drummers set aside, style by style and tempo by tempo; beside it, how well
 * other people's phrases of these styles are, which is what can be reached.
 *
 * @param phrases of drummers set aside
 * @param styles how many
 * @param auc ours beside theirs: 0.5 cannot be told apart
 * @param people others' beside theirs
 */
public record DrumEvaluation(int phrases, int styles, double auc, double people) {
  private static final int BARS = 4;
  /** Of one recording no more. */
  private static final int OF_ONE = 4;

  /**
   * Measures.
   *
   * @throws IOException if the folder cannot be read, or has no phrases
   */
  public static DrumEvaluation of(Path folder, GrooveTable table, long seed) throws IOException {
    List<DrummersPhrase> all = DrummersPhrase.read(folder);
    Map<String, List<Groove>> others = new HashMap<>();
    for (DrummersPhrase phrase : all) {
      if (!phrase.setAside() && phrase.wholeBeat(BARS)) {
        others.computeIfAbsent(kind(phrase.groove()), kind -> new ArrayList<>()).add(phrase.groove());
      }
    }
    List<double[]> theirs = new ArrayList<>();
    List<double[]> ours = new ArrayList<>();
    List<double[]> people = new ArrayList<>();
    Map<String, Integer> taken = new HashMap<>();
    Map<String, Integer> kinds = new HashMap<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (DrummersPhrase phrase : all) {
      Groove groove = phrase.groove();
      boolean common = groove.meter().equals(antiphon.time.Meter.COMMON);
      List<Groove> same = others.getOrDefault(kind(groove), List.of());
      if (!common || !phrase.setAside() || !phrase.wholeBeat(BARS) || same.isEmpty() || taken.merge(phrase.source(), 1, Integer::sum) > OF_ONE) {
        continue;
      }
      kinds.merge(kind(groove), 1, Integer::sum);
      theirs.add(DrumFigures.of(groove.bars(), groove.meter(), groove.tempo()));
      Drummer drummer = new Drummer(table, groove.style(), random.nextLong());
      ours.add(DrumFigures.of(played(drummer, groove, random.nextInt(16)), groove.meter(), groove.tempo()));
      Groove other = same.get(random.nextInt(same.size()));
      people.add(DrumFigures.of(other.bars(), other.meter(), other.tempo()));
    }
    return new DrumEvaluation(theirs.size(), kinds.size(), ToldApart.auc(theirs, ours, seed), ToldApart.auc(theirs, people, seed));
  }

  private static String kind(Groove groove) {
    return groove.style() + " " + groove.meter();
  }

  /** Four bars as the band plays them, fills and all. */
  private static List<List<DrumHit>> played(Drummer drummer, Groove like, int phrase) {
    List<List<DrumHit>> bars = new ArrayList<>();
    for (long bar = (long) BARS * phrase; bar < (long) BARS * (phrase + 1); bar++) {
      bars.add(drummer.play(new DrumBar(
          bar, Sections.of(bar), like.meter(), like.tempo(), Sections.role(bar), 0.5, bar > 0 && Sections.role(bar - 1) != DrumBar.Role.GROOVE)));
    }
    return bars;
  }

  /** In words. */
  public String text() {
    return String.format(
        Locale.ROOT, "%d phrases of drummers set aside in %d styles; told from them (AUC): our drums %.3f, other drummers' phrases %.3f%n",
        phrases, styles, auc, people);
  }

  /** By name. */
  public Map<String, Object> figures() {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("drums-auc", auc);
    figures.put("drums-auc-people", people);
    figures.put("drums-phrases", phrases);
    figures.put("drums-styles", styles);
    return figures;
  }
}
