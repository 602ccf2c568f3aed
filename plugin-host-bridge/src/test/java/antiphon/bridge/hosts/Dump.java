package antiphon.bridge.hosts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a host put out, as jack_midi_dump wrote it down: each message with its sample. */
record Dump(List<Note> notes) {
  private static final Pattern LINE =
      Pattern.compile("\\s*(\\d+): [89]([0-9a-f]) ([0-9a-f]{2}) [0-9a-f]{2} note (on|off) .*");
  private static final double RATE = 48_000;

  record Note(long sample, int channel, int key, boolean on) {}

  static Dump read(Path file) throws IOException {
    List<Note> notes = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      Matcher matched = LINE.matcher(line);
      if (matched.matches()) {
        notes.add(new Note(
            Long.parseLong(matched.group(1)), Integer.parseInt(matched.group(2), 16),
            Integer.parseInt(matched.group(3), 16), matched.group(4).equals("on")));
      }
    }
    return new Dump(notes);
  }

  Dump ofChannel(int channel) {
    return new Dump(notes.stream().filter(n -> n.channel == channel).toList());
  }

  /** Samples between one onset and the next other one. */
  List<Long> gaps() {
    List<Long> onsets = notes.stream().filter(Note::on).map(Note::sample).distinct().toList();
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < onsets.size(); i++) {
      gaps.add(onsets.get(i) - onsets.get(i - 1));
    }
    return gaps;
  }

  /** Whether a time is a whole number of 24ths of a quarter, to the sample. */
  static boolean inTempo(long samples, double quartersPerMinute) {
    double grid = samples / (60 * RATE / quartersPerMinute / 24);
    return Math.abs(grid - Math.rint(grid)) * (60 * RATE / quartersPerMinute / 24) < 1.5;
  }

  /** Keys that still sound at the end, or sounded twice at once. */
  List<String> hanging() {
    Map<Integer, Integer> sounding = new TreeMap<>();
    List<String> wrong = new ArrayList<>();
    for (Note note : notes) {
      int count = sounding.merge(note.key, note.on ? 1 : -1, Integer::sum);
      if (count > 1) {
        wrong.add("key " + note.key + " twice at sample " + note.sample);
      }
      sounding.put(note.key, Math.clamp(count, 0, 1));
    }
    sounding.forEach((key, count) -> {
      if (count > 0) {
        wrong.add("key " + key + " hangs");
      }
    });
    return wrong;
  }
}
