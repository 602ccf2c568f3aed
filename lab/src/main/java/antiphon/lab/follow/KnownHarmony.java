package antiphon.lab.follow;

import antiphon.lab.corpus.Staves;
import antiphon.follow.HarmonyCounts.KnownBeat;
import antiphon.follow.HarmonyCounts.Struck;
import antiphon.follow.MeterBeats;
import antiphon.follow.Triads;
import antiphon.harmony.Chord;
import antiphon.harmony.ChordFinder;
import antiphon.harmony.HeardChord;
import antiphon.score.Bar;
import antiphon.score.ChordSymbol;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A piece beat by beat with its harmony: the piece's own chord symbols or, where it has none, the best chords of its
 * full texture.
 *
 * @param score the piece
 * @param places where each beat begins and ends, in ticks
 * @param beats what is known of each
 * @param melody one note at a time: the highest of the first staff
 * @param all every note, or the melody again where there is nothing else
 */
public record KnownHarmony(Score score, List<Span> places, List<KnownBeat> beats, List<Note> melody, List<Note> all) {
  /** Bars that one chord symbol speaks for at most, on the mean. */
  private static final int SYMBOL_BARS = 6;

  /** A beat, in ticks. */
  public record Span(long start, long end) {}

  /** What is known of a piece; its beats have no harmony where nothing tells it. */
  public static KnownHarmony of(Score score) {
    List<List<Integer>> staves = Staves.of(score).places();
    List<Note> melody = skyline(notes(score, staves.getFirst()));
    List<Note> all = score.voices().stream().map(Voice::notes).flatMap(List::stream).sorted().toList();
    NavigableMap<Long, Integer> harmony = harmony(score, all, staves.size() > 1 || score.voices().size() > 1);
    List<Span> places = new ArrayList<>();
    List<KnownBeat> bare = new ArrayList<>();
    long number = score.bars().getFirst().full() ? 0 : -1;
    for (Bar bar : score.bars()) {
      MeterBeats beats = MeterBeats.of(bar.meter());
      long from = number < 0 ? bar.end() - beats.length() : bar.start();
      for (int i = 0; i < beats.count(); i++) {
        long start = from + beats.starts().get(i);
        long end = Math.min(from + beats.end(i), bar.end());
        if (start >= bar.start() && start < bar.end()) {
          var symbol = harmony.floorEntry(start + (end - start) * 3 / 10);
          places.add(new Span(start, end));
          bare.add(new KnownBeat(number, i, beats.count(), symbol == null ? Triads.NONE : symbol.getValue(),
              bar.key().tonic() + (bar.key().minor() ? 12 : 0), List.of(), List.of()));
        }
      }
      number++;
    }
    List<List<Struck>> played = struck(places, melody);
    List<List<Struck>> full = all.size() == melody.size() ? played : struck(places, all);
    List<KnownBeat> beats = new ArrayList<>();
    for (int i = 0; i < bare.size(); i++) {
      KnownBeat beat = bare.get(i);
      beats.add(new KnownBeat(
          beat.bar(), beat.beat(), beat.beats(), beat.triad(), beat.key(), played.get(i), full.get(i)));
    }
    return new KnownHarmony(score, places, beats, melody, all);
  }

  private static List<Note> notes(Score score, List<Integer> voices) {
    return voices.stream().flatMap(voice -> score.voices().get(voice).notes().stream()).sorted().toList();
  }

  /** The highest note of each onset, up to the next. */
  private static List<Note> skyline(List<Note> notes) {
    List<Note> line = new ArrayList<>();
    for (int i = 0; i < notes.size(); i++) {
      Note note = notes.get(i);
      boolean highest = i + 1 == notes.size() || notes.get(i + 1).onset() > note.onset();
      boolean under = !line.isEmpty() && line.getLast().end() > note.onset() && line.getLast().pitch() > note.pitch();
      if (highest && !under) {
        if (!line.isEmpty() && line.getLast().end() > note.onset()) {
          Note before = line.removeLast();
          line.add(new Note(before.onset(), note.onset() - before.onset(), before.pitch()));
        }
        line.add(note);
      }
    }
    return line;
  }

  private static NavigableMap<Long, Integer> harmony(Score score, List<Note> all, boolean texture) {
    NavigableMap<Long, Integer> harmony = new TreeMap<>();
    List<ChordSymbol> symbols = score.voices().stream().flatMap(voice -> voice.chords().stream()).toList();
    if (symbols.size() * SYMBOL_BARS >= score.bars().size()) {
      for (ChordSymbol symbol : symbols) {
        try {
          harmony.put(symbol.onset(), Triads.of(Chord.parse(symbol.text())));
        } catch (IllegalArgumentException e) {
          // Not a chord's name: words stand above staves as well.
        }
      }
    } else if (texture) {
      Chord last = Chord.NONE;
      int from = 0;
      for (Bar bar : score.bars()) {
        while (from < all.size() && all.get(from).onset() < bar.start() - bar.meter().barTicks() * 2L) {
          from++;
        }
        int to = from;
        while (to < all.size() && all.get(to).onset() < bar.end()) {
          to++;
        }
        for (HeardChord chord : ChordFinder.hear(bar, all.subList(from, to), bar.key(), last)) {
          harmony.put(chord.span().start(), Triads.of(chord.span().chord()));
          last = chord.span().chord();
        }
      }
    }
    return harmony;
  }

  /** For each beat what sounds in it. */
  private static List<List<Struck>> struck(List<Span> places, List<Note> notes) {
    List<List<Struck>> struck = new ArrayList<>();
    places.forEach(place -> struck.add(new ArrayList<>()));
    int first = 0;
    for (Note note : notes) {
      while (first < places.size() && places.get(first).end() <= note.onset()) {
        first++;
      }
      for (int i = first; i < places.size() && places.get(i).start() < note.end(); i++) {
        Span place = places.get(i);
        double length = place.end() - place.start();
        struck.get(i).add(new Struck(
            note.pitch(), (note.onset() - place.start()) / length, (note.end() - place.start()) / length));
      }
    }
    return struck;
  }

  /** Whether the harmony of at least half of the beats is known. */
  public boolean known() {
    return 2 * beats.stream().filter(beat -> beat.triad() != Triads.NONE).count() >= beats.size();
  }
}
