package antiphon.session.phrase;

import antiphon.feel.Feel;
import antiphon.generate.Preset;
import antiphon.generate.VoicePart;
import antiphon.generate.WrittenBar;
import antiphon.midi.MidiFile;
import antiphon.schedule.Expression;
import antiphon.schedule.Performer;
import antiphon.schedule.Strike;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A MIDI file with the answer behind it: voices that were heard go on in their track, on its channel and
 * with its program; voices that the companion adds get tracks of their own. Stateless.
 */
public final class AnsweredFile {
  private static final int CHANNELS = 16;
  private static final int DRUMS = 9;

  private AnsweredFile() {}

  /**
   * Puts the answer into the file.
   *
   * @param alone whether the phrase is left out, so that the answer begins at tick 0
   */
  public static MidiFile of(MidiFile file, Phrase phrase, Preset preset, Answer answer, boolean alone) {
    FileTime time = new FileTime(file);
    List<List<MidiFile.Note>> voices = voices(phrase, preset, answer, time);
    List<MidiFile.Track> tracks = new ArrayList<>(file.tracks());
    List<Integer> melodic = melodic(file);
    List<Integer> hearing = preset.hearing();
    for (int place : preset.playing()) {
      List<MidiFile.Note> notes = voices.get(place);
      if (preset.voices().get(place).hears()) {
        int index = melodic.get(hearing.indexOf(place) * melodic.size() / hearing.size());
        tracks.set(index, longer(tracks.get(index), notes));
      } else if (!notes.isEmpty()) {
        tracks.add(added(preset.voices().get(place), place, notes, tracks));
      }
    }
    long from = alone ? time.files(answer.answered().getFirst().bar().start()) : 0;
    return cut(file, tracks, from);
  }

  /** Notes of the answer for each voice, in the file's ticks, all on channel 0. */
  private static List<List<MidiFile.Note>> voices(Phrase phrase, Preset preset, Answer answer, FileTime time) {
    // Each voice on a channel of its own, so that it can be told from the others afterwards.
    List<VoicePart> parts = new ArrayList<>();
    List<List<MidiFile.Note>> voices = new ArrayList<>();
    for (VoicePart part : preset.voices()) {
      parts.add(new VoicePart(
          part.name(), part.clef(), part.hears(), part.plays(), part.limits(), parts.size(), part.program()));
      voices.add(new ArrayList<>());
    }
    Preset apart = new Preset(
        preset.name(), preset.title(), preset.tags(), preset.notagen(), preset.layout(), parts, preset.meter(), preset.tempo(),
        preset.listenBars(), preset.answerBars(), preset.sampling());
    Map<Integer, MidiFile.Note> open = new HashMap<>();
    int count = answer.answered().size();
    for (int i = 0; i < count; i++) {
      WrittenBar written = answer.answered().get(i);
      List<Strike> strikes = Performer.perform(
          written, apart, preset.tempo(), Feel.NEUTRAL.withLevel(phrase.loudness()), Expression.ON_THE_GRID,
          (i + 0.5) / count, i);
      for (Strike strike : strikes) {
        long onset = time.files(written.bar().start() + strike.onset());
        long end = Math.max(onset + 1, time.files(written.bar().start() + strike.end()));
        int key = strike.channel() << 7 | strike.pitch();
        MidiFile.Note begun = strike.heldFrom() ? open.remove(key) : null;
        MidiFile.Note note = begun == null
            ? new MidiFile.Note(0, strike.pitch(), strike.velocity(), onset, end - onset)
            : new MidiFile.Note(0, strike.pitch(), begun.velocity(), begun.onsetTicks(), end - begun.onsetTicks());
        if (strike.heldOver()) {
          open.put(key, note);
        } else {
          voices.get(strike.channel()).add(note);
        }
      }
    }
    open.forEach((key, note) -> voices.get(key >> 7).add(note));
    return voices;
  }

  /** Places of the tracks that play notes other than drums, the highest first. */
  private static List<Integer> melodic(MidiFile file) {
    record Place(int index, double pitch) {}
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < file.tracks().size(); i++) {
      int index = i;
      file.tracks().get(i).notes().stream().filter(n -> n.channel() != DRUMS).mapToInt(MidiFile.Note::pitch).average()
          .ifPresent(pitch -> places.add(new Place(index, pitch)));
    }
    return places.stream().sorted(Comparator.comparingDouble(Place::pitch).reversed()).map(Place::index).toList();
  }

  private static MidiFile.Track longer(MidiFile.Track track, List<MidiFile.Note> answer) {
    int channel = track.notes().stream().map(MidiFile.Note::channel).filter(c -> c != DRUMS)
        .collect(Collectors.groupingBy(c -> c, Collectors.counting()))
        .entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey).orElse(0);
    List<MidiFile.Note> notes = new ArrayList<>(track.notes());
    notes.addAll(on(channel, answer));
    return new MidiFile.Track(track.name(), track.lengthTicks(), notes, track.programs(), track.pedals());
  }

  private static MidiFile.Track added(VoicePart part, int place, List<MidiFile.Note> notes, List<MidiFile.Track> others) {
    Set<Integer> taken = others.stream().flatMap(t -> t.notes().stream()).map(MidiFile.Note::channel)
        .collect(Collectors.toCollection(TreeSet::new));
    int channel = part.channel();
    for (int tried = 0; tried < CHANNELS && (taken.contains(channel) || channel == DRUMS); tried++) {
      channel = (channel + 1) % CHANNELS;
    }
    String name = part.name().isEmpty() ? "Voice " + (place + 1) : part.name();
    return new MidiFile.Track(
        name, 0, on(channel, notes), List.of(new MidiFile.Program(0, channel, part.program())), List.of());
  }

  private static List<MidiFile.Note> on(int channel, List<MidiFile.Note> notes) {
    return notes.stream()
        .map(n -> new MidiFile.Note(channel, n.pitch(), n.velocity(), n.onsetTicks(), n.durationTicks()))
        .toList();
  }

  /** The file from tick {@code from} on, under the tempo, meter, key and programs that hold there. */
  private static MidiFile cut(MidiFile file, List<MidiFile.Track> tracks, long from) {
    List<MidiFile.Track> kept = tracks.stream().map(t -> cut(t, from)).toList();
    return new MidiFile(
        1,
        file.ticksPerQuarter(),
        file.title(),
        kept,
        Held.from(file.tempos(), from, MidiFile.Tempo::tick, (t, tick) -> new MidiFile.Tempo(tick, t.microsPerQuarter())),
        Held.from(file.meters(), from, MidiFile.Meter::tick, (m, tick) -> new MidiFile.Meter(tick, m.beats(), m.unit())),
        Held.from(file.keys(), from, MidiFile.Key::tick, (k, tick) -> new MidiFile.Key(tick, k.fifths(), k.minor())),
        from == 0 ? file.texts() : List.of(),
        List.of());
  }

  private static MidiFile.Track cut(MidiFile.Track track, long from) {
    if (from == 0) {
      return track;
    }
    List<MidiFile.Note> notes = track.notes().stream()
        .filter(n -> n.onsetTicks() >= from)
        .map(n -> new MidiFile.Note(n.channel(), n.pitch(), n.velocity(), n.onsetTicks() - from, n.durationTicks()))
        .toList();
    List<MidiFile.Program> programs = new ArrayList<>();
    for (int channel = 0; channel < CHANNELS; channel++) {
      int number = channel;
      List<MidiFile.Program> own = track.programs().stream().filter(p -> p.channel() == number).toList();
      programs.addAll(Held.from(
          own, from, MidiFile.Program::tick, (p, tick) -> new MidiFile.Program(tick, p.channel(), p.program())));
    }
    return new MidiFile.Track(track.name(), Math.max(0, track.lengthTicks() - from), notes, programs, List.of());
  }
}
