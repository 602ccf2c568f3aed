package antiphon.session.sheet;

import antiphon.session.phrase.Phrase;
import antiphon.midi.MidiFile;
import antiphon.musicxml.Sheet;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.ReadLimits;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Ticks;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hears a MIDI file as a score, quantized as if played live: each channel of each track is a part, of two
 * hands if it plays several notes at a time. What is held under other notes stays as long as it was. Drums are left out.
 * Stateless.
 */
final class MidiSheet {
  private static final int CHANNELS = 16;
  private static final int DRUMS = 9;
  private static final int HANDS = 2;

  /** A voice makes notes that overlap or end together; by so much it may change a length, as players do not care either. */
  private static final long MOST_CHANGED = Ticks.PER_EIGHTH;

  private record Part(MidiFile.Track track, int channel) {}

  private MidiSheet() {}

  /** @param name for messages */
  static Sheet of(MidiFile file, String name) {
    Phrase whole = Phrase.whole(file, name);
    Score together = whole.score(1);
    long origin = whole.bars().getFirst().start();
    List<Voice> voices = new ArrayList<>();
    List<Integer> programs = new ArrayList<>();
    List<String> layout = new ArrayList<>();
    List<Part> parts = parts(file);
    if (parts.size() > ReadLimits.VOICES) {
      throw new SheetException(
          name + ": " + parts.size() + " parts on tracks and channels, expected at most " + ReadLimits.VOICES);
    }
    for (Part part : parts) {
      Phrase phrase = Phrase.whole(alone(file, part.track()), name);
      int hands = phrase.chordal() ? HANDS : 1;
      long shift = phrase.bars().getFirst().start() - origin;
      int first = voices.size() + 1;
      for (Voice voice : phrase.score(hands).voices()) {
        String title = voices.size() < first ? part.track().name() : "";
        List<Note> notes = asLong(voice.notes(), phrase);
        voices.add(new Voice(voice.clef(), plain(title), placed(notes, shift), List.of()));
        programs.add(part.track().program(part.channel()));
      }
      layout.add(hands == 1 ? Integer.toString(first) : "{ " + first + " | " + (first + 1) + " }");
    }
    Score score = new Score(
        List.of(), voices.size() == 1 ? "" : String.join(" ", layout), together.tempo(),
        bars(together.bars(), whole, voices), voices);
    return new Sheet(file.title(), score, programs);
  }

  /** What each channel of each track plays, drums and silence left out. */
  private static List<Part> parts(MidiFile file) {
    List<Part> parts = new ArrayList<>();
    for (MidiFile.Track track : file.tracks()) {
      for (int channel = 0; channel < CHANNELS; channel++) {
        int number = channel;
        List<MidiFile.Note> notes = track.notes().stream().filter(n -> n.channel() == number).toList();
        if (channel != DRUMS && !notes.isEmpty()) {
          List<MidiFile.Program> programs = track.programs().stream().filter(p -> p.channel() == number).toList();
          List<MidiFile.Pedal> pedals = track.pedals().stream().filter(p -> p.channel() == number).toList();
          parts.add(new Part(new MidiFile.Track(track.name(), track.lengthTicks(), notes, programs, pedals), channel));
        }
      }
    }
    return parts;
  }

  private static MidiFile alone(MidiFile file, MidiFile.Track track) {
    return new MidiFile(
        1, file.ticksPerQuarter(), file.title(), List.of(track), file.tempos(), file.meters(), file.keys(),
        List.of(), List.of());
  }

  /** One line of printable ASCII, as notation can hold it. */
  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("[^ -~]|\"", "").strip();
  }

  /** The notes of a voice, as long as they were heard where the voice alone would be much off, but never two at once on a key. */
  private static List<Note> asLong(List<Note> notes, Phrase phrase) {
    long origin = phrase.bars().getFirst().start();
    long most = phrase.exact() ? 1 : MOST_CHANGED;
    Map<Long, Long> heard = new HashMap<>();
    for (Note note : phrase.notes()) {
      heard.merge(key(note.shifted(-origin)), note.duration(), Math::max);
    }
    Map<Integer, Long> next = new HashMap<>();
    List<Note> kept = new ArrayList<>();
    for (Note note : notes.reversed()) {
      long duration = heard.getOrDefault(key(note), note.duration());
      long length = Math.abs(duration - note.duration()) < most ? note.duration() : duration;
      long room = next.getOrDefault(note.pitch(), Long.MAX_VALUE) - note.onset();
      kept.add(new Note(note.onset(), Math.min(length, room), note.pitch()));
      next.put(note.pitch(), note.onset());
    }
    return kept;
  }

  private static long key(Note note) {
    return note.onset() << 7 | note.pitch();
  }

  /** Notes counted from the first bar; one that its own part alone would place before it begins with it. */
  private static List<Note> placed(List<Note> notes, long shift) {
    return notes.stream()
        .map(n -> n.shifted(Math.max(shift, -n.onset())))
        .toList();
  }

  /** The bars of the file, counted from the first, and as many more as a part alone would need. */
  private static List<Bar> bars(List<Bar> heard, Phrase whole, List<Voice> voices) {
    long last = voices.stream().flatMap(v -> v.notes().stream()).mapToLong(Note::end).max().orElse(0);
    List<Bar> bars = new ArrayList<>(heard);
    for (int after = 0; bars.getLast().end() < last; after++) {
      Bar next = whole.following(after);
      bars.add(new Bar(bars.getLast().end(), next.length(), next.meter(), next.key(), next.left(), next.right()));
    }
    return bars;
  }
}
