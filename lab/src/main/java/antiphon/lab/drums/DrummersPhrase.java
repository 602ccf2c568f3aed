package antiphon.lab.drums;

import antiphon.band.DrumHit;
import antiphon.band.Groove;
import antiphon.band.GrooveTable;
import antiphon.time.Meter;
import antiphon.time.Ticks;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A phrase of a drummer, as a list of phrases has it: {@code grooves.jsonl}, an object a line.
 *
 * @param drummer who played
 * @param source the file it is from
 * @param groove what was played; its recording is 0
 */
record DrummersPhrase(String drummer, String source, Groove groove) {
  /** Judged by, never learnt from. */
  static final Set<String> SET_ASIDE = Set.of("drummer3", "drummer4", "drummer7", "drummer10");

  /** With fewer strokes a bar it is a beginning or an end. */
  private static final int FEWEST = 3;

  private static final int SHIFTS = 480;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Styles by what their names begin with; the first that fits. */
  private static final List<Map.Entry<String, String>> STYLES = List.of(
      Map.entry("latin/brazilian-bossa", "bossa"), Map.entry("latin/brazilian-samba", "samba"), Map.entry("latin/samba", "samba"),
      Map.entry("latin/brazilian-songo", "songo"), Map.entry("latin/brazilian-baiao", "baiao"), Map.entry("latin/dominican-merengue", "merengue"),
      Map.entry("latin/merengue", "merengue"), Map.entry("latin/venezuelan-merengue", "merengue"), Map.entry("latin/chacarera", "chacarera"),
      Map.entry("latin/", "latin"), Map.entry("dance/disco", "disco"), Map.entry("dance/", "breakbeat"), Map.entry("rock/shuffle", "shuffle"),
      Map.entry("blues/", "shuffle"), Map.entry("rock/halftime", "half-time"), Map.entry("rock/rockabilly", "rockabilly"), Map.entry("rock/", "rock"),
      Map.entry("jazz/funk", "funk"), Map.entry("jazz/fusion", "funk"), Map.entry("jazz/march", "march"), Map.entry("jazz/klezmer", "march"),
      Map.entry("jazz/linear", "linear"), Map.entry("jazz/", "swing"), Map.entry("funk/purdieshuffle", "shuffle"), Map.entry("funk/", "funk"),
      Map.entry("neworleans/secondline", "second-line"), Map.entry("neworleans/", "new-orleans"), Map.entry("afrocuban/", "afro-cuban"),
      Map.entry("hiphop/", "hip-hop"));

  private static String style(String style, String sub) {
    String name = style + "/" + sub;
    return STYLES.stream().filter(entry -> name.startsWith(entry.getKey())).map(Map.Entry::getValue).findFirst().orElse(style);
  }

  /** Whether it is one of whom nothing is learnt. */
  boolean setAside() {
    return SET_ASIDE.contains(drummer);
  }

  /** Whether it goes on through all its bars, four as a rule. */
  boolean wholeBeat(int bars) {
    return !groove.fill() && groove.bars().size() == bars && groove.bars().stream().allMatch(bar -> bar.size() >= FEWEST);
  }

  /**
   * All phrases below a folder.
   *
   * @throws IOException if it cannot be read, or there is none
   */
  static List<DrummersPhrase> read(Path folder) throws IOException {
    List<DrummersPhrase> phrases = new ArrayList<>();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(file -> file.endsWith("grooves.jsonl")).sorted().toList();
    }
    for (Path file : files) {
      for (String line : Files.readAllLines(file)) {
        JsonNode node = JSON.readTree(line);
        if (!node.path("hits").isEmpty()) {
          phrases.add(phrase(node));
        }
      }
    }
    if (phrases.isEmpty()) {
      throw new IOException(folder + ": no phrase in a grooves.jsonl, expected the Groove MIDI data cut into phrases");
    }
    phrases.sort(Comparator.comparing(DrummersPhrase::source));
    return phrases;
  }

  private static DrummersPhrase phrase(JsonNode node) {
    Meter meter = Meter.parse(node.path("meter").asText());
    int grid = node.path("grid").asInt();
    double mean = 0;
    for (JsonNode hit : node.path("hits")) {
      mean += hit.path(4).asDouble() / node.path("hits").size();
    }
    List<List<DrumHit>> bars = new ArrayList<>();
    for (int bar = 0; bar < node.path("bars").asInt(); bar++) {
      bars.add(new ArrayList<>());
    }
    Set<Long> struck = new HashSet<>();
    for (JsonNode hit : node.path("hits")) {
      int bar = hit.path(0).asInt();
      int place = hit.path(1).asInt() * Ticks.PER_QUARTER / grid;
      int key = hit.path(2).asInt();
      // Who plays ahead of the click all the time is not ahead of a band.
      int late = (int) Math.round(hit.path(4).asDouble() - mean) * (Ticks.PER_QUARTER / SHIFTS);
      boolean fits = bar < bars.size() && place < meter.barTicks() && GrooveTable.knows(key) && Math.abs(late) < Ticks.PER_QUARTER / 4;
      if (fits && struck.add(((long) bar * meter.barTicks() + place) * 128 + key)) {
        bars.get(bar).add(new DrumHit(place, key, Math.clamp(hit.path(3).asInt(), 1, 127), late));
      }
    }
    String style = style(node.path("style").asText(), node.path("sub").asText());
    boolean fill = node.path("kind").asText().equals("fill");
    return new DrummersPhrase(
        node.path("drummer").asText(), node.path("src").asText(), new Groove(style, meter, fill, node.path("bpm").asInt(), 0, bars));
  }
}
