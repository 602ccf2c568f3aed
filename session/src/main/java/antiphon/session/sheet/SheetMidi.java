package antiphon.session.sheet;

import antiphon.midi.MidiFile;
import antiphon.musicxml.Sheet;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.PlayedOut;
import antiphon.score.Score;
import antiphon.score.Voice;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Ticks;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes a score as MIDI: a track and, while there are enough, a channel for each voice; exactly in time,
 * at one loudness, repeats, endings and parts played out. Stateless.
 */
final class SheetMidi {
  private static final int CHANNELS = 15;
  private static final int DRUMS = 9;
  private static final int VELOCITY = 80;
  private static final int FINEST_UNIT = 64;

  /** Ticks a quarter are a multiple of what the notes need, and at least these. */
  private static final int USUAL_RESOLUTION = 480;

  private SheetMidi() {}

  static MidiFile of(Sheet sheet) {
    return asWritten(new Sheet(sheet.title(), PlayedOut.of(sheet.score()), sheet.programs()));
  }

  /** Without playing out repeats. */
  static MidiFile asWritten(Sheet sheet) {
    Score score = sheet.score();
    long unit = unit(score);
    List<MidiFile.Track> tracks = new ArrayList<>();
    for (int i = 0; i < score.voices().size(); i++) {
      tracks.add(track(score.voices().get(i), channel(i), sheet.programs().get(i), score.length(), unit));
    }
    long micros = Math.round(score.tempo().orElse(Tempo.MODERATE).nanosPerQuarter() / 1e3);
    return new MidiFile(
        1, (int) (Ticks.PER_QUARTER / unit * multiple(unit)), sheet.title(), tracks,
        List.of(new MidiFile.Tempo(0, (int) micros)), meters(score, unit), keys(score, unit), List.of(), List.of());
  }

  private static int channel(int voice) {
    int place = voice % CHANNELS;
    return place < DRUMS ? place : place + 1;
  }

  /** The longest tick of ours in which everything is whole. */
  private static long unit(Score score) {
    long unit = Ticks.PER_QUARTER;
    for (Bar bar : score.bars()) {
      unit = gcd(unit, bar.end());
    }
    for (Voice voice : score.voices()) {
      for (Note note : voice.notes()) {
        unit = gcd(gcd(unit, note.onset()), note.duration());
      }
    }
    return unit;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  private static long multiple(long unit) {
    return Math.ceilDiv(USUAL_RESOLUTION, Ticks.PER_QUARTER / unit);
  }

  private static long ticks(long ours, long unit) {
    return ours / unit * multiple(unit);
  }

  private static MidiFile.Track track(Voice voice, int channel, int program, long length, long unit) {
    List<MidiFile.Note> notes = voice.notes().stream()
        .map(n -> new MidiFile.Note(
            channel, n.pitch(), VELOCITY, ticks(n.onset(), unit), ticks(n.duration(), unit)))
        .toList();
    return new MidiFile.Track(
        voice.name(), ticks(length, unit), notes, List.of(new MidiFile.Program(0, channel, program)), List.of());
  }

  /** The meters, those of bars of other lengths among them; after a length that no meter has, the next begins anew. */
  private static List<MidiFile.Meter> meters(Score score, long unit) {
    List<MidiFile.Meter> meters = new ArrayList<>();
    boolean broken = true;
    int beats = 0;
    int lower = 0;
    for (Bar bar : score.bars()) {
      int finer = bar.meter().unit();
      while (finer < FINEST_UNIT && bar.length() % (Ticks.PER_WHOLE / finer) != 0) {
        finer *= 2;
      }
      long count = bar.length() / (Ticks.PER_WHOLE / finer);
      boolean exact = bar.length() % (Ticks.PER_WHOLE / finer) == 0 && count <= 255;
      Meter meter = bar.meter();
      int newBeats = exact ? (int) count : meter.beats();
      int newLower = exact ? finer : meter.unit();
      if (broken || newBeats != beats || newLower != lower) {
        meters.add(new MidiFile.Meter(ticks(bar.start(), unit), newBeats, newLower));
      }
      beats = newBeats;
      lower = newLower;
      broken = !exact;
    }
    return meters;
  }

  private static List<MidiFile.Key> keys(Score score, long unit) {
    List<MidiFile.Key> keys = new ArrayList<>();
    for (Bar bar : score.bars()) {
      MidiFile.Key key = new MidiFile.Key(ticks(bar.start(), unit), bar.key().fifths(), bar.key().minor());
      if (keys.isEmpty() || keys.getLast().fifths() != key.fifths() || keys.getLast().minor() != key.minor()) {
        keys.add(key);
      }
    }
    return keys;
  }
}
