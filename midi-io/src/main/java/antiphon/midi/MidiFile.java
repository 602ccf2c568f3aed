package antiphon.midi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * What a Standard MIDI File says, as a value: notes with lengths instead of ons and offs.
 *
 * <p>Ticks are the file's own. Lists are in the order of time. Controllers other than the sustain pedal,
 * bends, pressure and system exclusive are not kept.
 *
 * @param type 0 or 1, as found
 * @param ticksPerQuarter 1 to 32767; a file in SMPTE time comes out as 960 at 120 quarters a minute
 * @param title the name of the conductor track, or of the only one; empty if none
 * @param tracks with the conductor track of a type 1 file left out if it plays nothing
 * @param texts lyrics, markers and the like, of all tracks
 * @param damage what was wrong with the file and how it was mended, a sentence each; empty if sound
 */
public record MidiFile(
    int type,
    int ticksPerQuarter,
    String title,
    List<Track> tracks,
    List<Tempo> tempos,
    List<Meter> meters,
    List<Key> keys,
    List<Text> texts,
    List<String> damage) {
  /** The largest file that is read, 16 MiB: a million events have some four. */
  public static final int MAX_BYTES = 16 << 20;

  public MidiFile {
    check(type == 0 || type == 1, "type " + type + ": expected 0 or 1");
    check(
        ticksPerQuarter >= 1 && ticksPerQuarter <= 32767,
        ticksPerQuarter + " ticks a quarter: expected 1 to 32767");
    tracks = List.copyOf(tracks);
    tempos = sorted(tempos, Comparator.comparingLong(Tempo::tick));
    meters = sorted(meters, Comparator.comparingLong(Meter::tick));
    keys = sorted(keys, Comparator.comparingLong(Key::tick));
    texts = sorted(texts, Comparator.comparingLong(Text::tick));
    damage = List.copyOf(damage);
  }

  /**
   * One track.
   *
   * @param name empty if none
   * @param lengthTicks from the start of the piece to the end of the track, at least to the end of its last note
   * @param notes by onset; of two on one key the longer first
   * @param programs program changes
   * @param pedals sustain-pedal values (controller 64), as played
   */
  public record Track(
      String name, long lengthTicks, List<Note> notes, List<Program> programs, List<Pedal> pedals) {
    public Track {
      notes = sorted(notes, Note.ORDER);
      programs = sorted(programs, Comparator.comparingLong(Program::tick));
      pedals = sorted(pedals, Comparator.comparingLong(Pedal::tick));
      for (Note note : notes) {
        lengthTicks = Math.max(lengthTicks, note.endTicks());
      }
    }

    /** The first program of {@code channel}, or 0 (a piano) if the track sets none. */
    public int program(int channel) {
      return programs.stream().filter(p -> p.channel() == channel).findFirst().map(Program::program).orElse(0);
    }
  }

  /** A note: channel 0 to 15, pitch 0 to 127, velocity 1 to 127, onset 0 or later, a length of at least one tick. */
  public record Note(int channel, int pitch, int velocity, long onsetTicks, long durationTicks) {
    static final Comparator<Note> ORDER =
        Comparator.comparingLong(Note::onsetTicks)
            .thenComparingInt(Note::channel)
            .thenComparingInt(Note::pitch)
            .thenComparing(Comparator.comparingLong(Note::durationTicks).reversed())
            .thenComparingInt(Note::velocity);

    public Note {
      MidiMessage.noteOn(channel, pitch, velocity);
      check(
          onsetTicks >= 0 && durationTicks >= 1,
          "note at tick " + onsetTicks + " of " + durationTicks + " ticks: expected 0 or later, 1 or more");
    }

    /** The tick at which it no longer sounds. */
    public long endTicks() {
      return onsetTicks + durationTicks;
    }
  }

  /** A program change. */
  public record Program(long tick, int channel, int program) {
    public Program {
      checkTick(tick);
      MidiMessage.programChange(channel, program);
    }
  }

  /** A movement of the sustain pedal: value 0 to 127, of which 64 and above is down. */
  public record Pedal(long tick, int channel, int value) {
    public Pedal {
      checkTick(tick);
      MidiMessage.controlChange(channel, MidiMessage.SUSTAIN_PEDAL, value);
    }
  }

  /** A tempo of 1 to 16,777,215 microseconds a quarter. */
  public record Tempo(long tick, int microsPerQuarter) {
    public Tempo {
      checkTick(tick);
      check(
          microsPerQuarter >= 1 && microsPerQuarter <= 0xFFFFFF,
          microsPerQuarter + " microseconds a quarter: expected 1 to 16777215");
    }
  }

  /** A time signature: 1 to 255 beats, the unit a power of two from 1 to 64. */
  public record Meter(long tick, int beats, int unit) {
    public Meter {
      checkTick(tick);
      check(
          beats >= 1 && beats <= 255 && unit >= 1 && unit <= 64 && Integer.bitCount(unit) == 1,
          "meter " + beats + "/" + unit + ": expected 1 to 255 over a power of two up to 64");
    }
  }

  /** A key signature: sharps (positive) or flats (negative), -7 to 7. */
  public record Key(long tick, int fifths, boolean minor) {
    public Key {
      checkTick(tick);
      check(fifths >= -7 && fifths <= 7, "key of " + fifths + " fifths: expected -7 to 7");
    }
  }

  /** Words in the file, by the number of their meta event: 1 text, 2 copyright, 5 lyric, 6 marker, 7 cue. */
  public record Text(long tick, int kind, String text) {
    public Text {
      checkTick(tick);
      check(kind >= 1 && kind <= 15, "text of kind " + kind + ": expected 1 to 15");
    }
  }

  /**
   * [any] Reads a file of type 0 or 1. Damage is mended where the rest makes sense: a track cut short
   * keeps the notes before the cut, a note without an end stops at the next one of its key or at the end of the track.
   *
   * @throws MidiFileException naming the file, what was found and what was expected
   */
  public static MidiFile read(Path file) {
    String name = String.valueOf(file.getFileName());
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        throw new MidiFileException(name + ": " + size + " bytes, expected at most " + MAX_BYTES);
      }
      return read(Files.readAllBytes(file), name);
    } catch (IOException e) {
      throw new MidiFileException(file + ": cannot be read (" + e + "), expected a Standard MIDI File", e);
    }
  }

  /** [any] As {@link #read(Path)}, from bytes; {@code name} is for the messages. */
  public static MidiFile read(byte[] bytes, String name) {
    SmfGuard.Sound sound = SmfGuard.mend(bytes, name);
    return SmfReader.read(SmfReader.sequence(sound.bytes(), name), sound);
  }

  /**
   * [any] Writes a file of type 1: a conductor track, then {@link #tracks}. The file is there whole or not at all.
   *
   * @throws MidiFileException if it cannot be written
   */
  public void write(Path file) {
    byte[] bytes = toBytes();
    WholeFile.write(file, out -> out.write(bytes));
  }

  /** [any] The bytes that {@link #write} writes. */
  public byte[] toBytes() {
    return SmfWriter.bytes(this);
  }

  private static <T> List<T> sorted(List<T> items, Comparator<? super T> order) {
    return items.stream().sorted(order).toList();
  }

  private static void checkTick(long tick) {
    check(tick >= 0, "tick " + tick + ": expected 0 or later");
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
