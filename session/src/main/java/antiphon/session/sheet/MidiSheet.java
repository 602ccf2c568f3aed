package antiphon.session.sheet;

import antiphon.session.phrase.Phrase;
import antiphon.midi.MidiFile;
import antiphon.musicxml.Sheet;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.score.Voice;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Hears a MIDI file as a score, quantized as if played live: each channel of each track is a part, of two
 * hands if it plays several notes at a time. Drums are left out. Stateless.
 */
final class MidiSheet {
  private static final int CHANNELS = 16;
  private static final int DRUMS = 9;
  private static final int HANDS = 2;

  private record Part(MidiFile.Track track, int channel) {}

  private MidiSheet() {}

  /** @param name for messages */
  static Sheet of(MidiFile file, String name) {
    Phrase whole = Phrase.of(file, name, Long.MAX_VALUE);
    Score together = whole.score(1);
    long origin = whole.bars().getFirst().start();
    List<Voice> voices = new ArrayList<>();
    List<Integer> programs = new ArrayList<>();
    List<String> layout = new ArrayList<>();
    for (Part part : parts(file)) {
      Phrase phrase = Phrase.of(alone(file, part.track()), name, Long.MAX_VALUE);
      int hands = phrase.chordal() ? HANDS : 1;
      long shift = phrase.bars().getFirst().start() - origin;
      int first = voices.size() + 1;
      for (Voice voice : phrase.score(hands).voices()) {
        String title = voices.size() < first ? part.track().name() : "";
        voices.add(new Voice(voice.clef(), plain(title), placed(voice.notes(), shift), List.of()));
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
