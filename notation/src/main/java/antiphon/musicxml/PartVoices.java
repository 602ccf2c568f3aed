package antiphon.musicxml;

import antiphon.musicxml.PartReader.ReadChord;
import antiphon.musicxml.PartReader.ReadNote;
import antiphon.score.ChordSymbol;
import antiphon.score.Clef;
import antiphon.score.Lyric;
import antiphon.score.Note;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Deals what was read of a part to its staves and voices, and joins ties. One thread, for one part. */
final class PartVoices {
  /** A voice by its staff and its name in the file; names that are numbers go by their value. */
  private record Line(int staff, String name) implements Comparable<Line> {
    private static final Comparator<Line> ORDER =
        Comparator.comparingInt(Line::staff).thenComparingInt(line -> line.name.length()).thenComparing(Line::name);

    @Override
    public int compareTo(Line other) {
      return ORDER.compare(this, other);
    }
  }

  /** A note that may still grow by a tie. */
  private static final class Growing {
    final Line line;
    final long onset;
    final int pitch;
    final List<Lyric> lyrics;
    long end;

    Growing(Line line, long onset, long end, int pitch, List<Lyric> lyrics) {
      this.line = line;
      this.onset = onset;
      this.end = end;
      this.pitch = pitch;
      this.lyrics = lyrics;
    }
  }

  private record Place(int pitch, long end) {}

  private final PartReader part;
  private final List<Long> starts;

  private PartVoices(PartReader part, List<Long> starts) {
    this.part = part;
    this.starts = starts;
  }

  /**
   * The voices on each staff of a part, top to bottom, at least one on each.
   *
   * @param starts ticks at which the bars start
   * @param name the part's name, given to its first voice
   */
  static List<List<Voice>> of(PartReader part, List<Long> starts, String name) {
    return new PartVoices(part, starts).staves(name);
  }

  private List<List<Voice>> staves(String name) {
    Map<Line, List<Growing>> lines = new TreeMap<>();
    for (Growing note : joined()) {
      lines.computeIfAbsent(note.line, line -> new ArrayList<>()).add(note);
    }
    int count = Math.max(part.staves(), lines.keySet().stream().mapToInt(Line::staff).max().orElse(1));
    List<List<Voice>> staves = new ArrayList<>();
    String unused = name;
    for (int staff = 1; staff <= count; staff++) {
      int number = staff;
      List<List<Growing>> voices = lines.entrySet().stream()
          .filter(entry -> entry.getKey().staff() == number).map(Map.Entry::getValue).toList();
      List<List<Note>> notes = voices.stream().map(PartVoices::apart).toList();
      List<ChordSymbol> chords = chords(staff);
      List<Voice> staffVoices = new ArrayList<>();
      for (int v = 0; v < Math.max(1, voices.size()); v++) {
        boolean silent = voices.isEmpty();
        staffVoices.add(new Voice(
            clef(staff, notes), unused, silent ? List.of() : notes.get(v), chords, silent ? List.of() : lyrics(voices.get(v))));
        unused = "";
        chords = List.of();
      }
      staves.add(List.copyOf(staffVoices));
    }
    return staves;
  }

  /** What is sung to the notes of a voice; of a chord, to any of its notes. */
  private static List<Lyric> lyrics(List<Growing> notes) {
    return notes.stream()
        .flatMap(note -> note.lyrics.stream().map(lyric -> new Lyric(note.onset, lyric.verse(), lyric.text(), lyric.goesOn())))
        .toList();
  }

  private Clef clef(int staff, List<List<Note>> voices) {
    Clef clef = part.clefs.get(staff);
    return clef != null
        ? clef
        : Clef.forMeanPitch(voices.stream().flatMap(List::stream).mapToInt(Note::pitch).average().orElse(71));
  }

  private List<ChordSymbol> chords(int staff) {
    return part.chords.stream()
        .filter(chord -> chord.staff() == staff && chord.bar() < starts.size())
        .map(this::placed).sorted(Comparator.comparingLong(ChordSymbol::onset)).toList();
  }

  private ChordSymbol placed(ReadChord chord) {
    return new ChordSymbol(starts.get(chord.bar()) + chord.offset(), chord.symbol().text());
  }

  /** The notes in order of onset, each with all its ties; a tie that nothing takes up ends its note. */
  private List<Growing> joined() {
    Map<String, Integer> homes = homes();
    List<ReadNote> notes = new ArrayList<>(part.notes);
    notes.sort(Comparator.comparingInt(ReadNote::bar).thenComparingLong(ReadNote::onset));
    Map<Place, List<Growing>> open = new HashMap<>();
    List<Growing> joined = new ArrayList<>();
    for (ReadNote note : notes) {
      Integer home = homes.get(note.voice());
      Line line = new Line(home == null ? note.staff() : home, note.voice());
      long start = starts.get(note.bar());
      Growing begun = taken(open, new Place(note.pitch(), start + note.onset()), line, note.tieStop());
      if (begun == null) {
        begun = new Growing(line, start + note.onset(), start + note.end(), note.pitch(), note.lyrics());
        joined.add(begun);
      }
      begun.end = start + note.end();
      if (note.tieStart()) {
        open.computeIfAbsent(new Place(note.pitch(), begun.end), place -> new ArrayList<>()).add(begun);
      }
    }
    return joined;
  }

  /**
   * The note that a tie brings to this place. One of the same voice is taken up though the file may not
   * say here that a tie ends (some never say it), one of another voice only if it does.
   */
  private static @Nullable Growing taken(
      Map<Place, List<Growing>> open, Place place, Line line, boolean tieStop) {
    List<Growing> candidates = open.getOrDefault(place, List.of());
    for (Iterator<Growing> each = candidates.iterator(); each.hasNext(); ) {
      Growing candidate = each.next();
      if (candidate.line.equals(line)) {
        each.remove();
        return candidate;
      }
    }
    return candidates.isEmpty() || !tieStop ? null : candidates.removeFirst();
  }

  /** The staff on which each voice has most of its notes; voices whose number is used twice have none. */
  private Map<String, Integer> homes() {
    Map<String, TreeMap<Integer, Integer>> counts = new HashMap<>();
    for (ReadNote note : part.notes) {
      counts.computeIfAbsent(note.voice(), voice -> new TreeMap<>()).merge(note.staff(), 1, Integer::sum);
    }
    Map<String, Integer> homes = new HashMap<>();
    counts.forEach((voice, staves) -> {
      if (!part.doubled.contains(voice)) {
        staves.entrySet().stream().max(Map.Entry.comparingByValue())
            .ifPresent(most -> homes.put(voice, most.getKey()));
      }
    });
    return homes;
  }

  /** The notes of a voice with no two at one pitch at a time: the later one ends the earlier. */
  private static List<Note> apart(List<Growing> growing) {
    growing.sort(Comparator.comparingLong((Growing note) -> note.onset).thenComparingLong(note -> -note.end));
    Map<Integer, Growing> last = new HashMap<>();
    List<Growing> kept = new ArrayList<>();
    for (Growing note : growing) {
      Growing before = last.get(note.pitch);
      if (before != null && before.onset == note.onset) {
        continue;
      }
      if (before != null && before.end > note.onset) {
        before.end = note.onset;
      }
      last.put(note.pitch, note);
      kept.add(note);
    }
    return kept.stream().map(note -> new Note(note.onset, note.end - note.onset, note.pitch)).toList();
  }
}
