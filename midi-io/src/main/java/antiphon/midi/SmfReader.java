package antiphon.midi;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/** Makes a {@link MidiFile} of what the JDK's reader found in a sound file. */
final class SmfReader {
  private static final int TRACK_NAME = 3;
  private static final int TEMPO = 0x51;
  private static final int METER = 0x58;
  private static final int KEY = 0x59;
  private static final int SMPTE_TICKS_PER_QUARTER = 960;
  private static final int SMPTE_MICROS_PER_QUARTER = 500_000;

  private final LongUnaryOperator toTicks;
  private final List<MidiFile.Track> tracks = new ArrayList<>();
  private final List<MidiFile.Tempo> tempos = new ArrayList<>();
  private final List<MidiFile.Meter> meters = new ArrayList<>();
  private final List<MidiFile.Key> keys = new ArrayList<>();
  private final List<MidiFile.Text> texts = new ArrayList<>();
  private final List<String> damage;

  private SmfReader(LongUnaryOperator toTicks, List<String> damage) {
    this.toTicks = toTicks;
    this.damage = new ArrayList<>(damage);
  }

  static Sequence sequence(byte[] sound, String name) {
    try {
      return MidiSystem.getSequence(new ByteArrayInputStream(sound));
    } catch (EOFException e) {
      throw new MidiFileException(name + ": ends too early, expected a whole Standard MIDI File", e);
    } catch (InvalidMidiDataException | IOException | RuntimeException e) {
      throw new MidiFileException(name + ": " + e.getMessage() + ", expected a Standard MIDI File", e);
    }
  }

  static MidiFile read(Sequence sequence, SmfGuard.Sound sound) {
    boolean musical = sequence.getDivisionType() == Sequence.PPQ;
    SmfReader reader =
        new SmfReader(musical ? LongUnaryOperator.identity() : fromFrames(sequence), sound.damage());
    Track[] found = sequence.getTracks();
    String title = "";
    for (int i = 0; i < found.length; i++) {
      MidiFile.Track track = reader.track(found[i], i + 1);
      boolean silent = track.notes().isEmpty() && track.programs().isEmpty() && track.pedals().isEmpty();
      boolean conductor = i == 0 && sound.type() == 1 && silent;
      if (conductor || found.length == 1) {
        title = track.name();
      }
      if (!conductor) {
        reader.tracks.add(track);
      }
    }
    return new MidiFile(
        sound.type(),
        musical ? sequence.getResolution() : SMPTE_TICKS_PER_QUARTER,
        title,
        reader.tracks,
        musical ? reader.tempos : List.of(new MidiFile.Tempo(0, SMPTE_MICROS_PER_QUARTER)),
        reader.meters,
        reader.keys,
        reader.texts,
        reader.damage);
  }

  /** SMPTE time is in seconds; at 120 quarters a minute a second has two quarters. */
  private static LongUnaryOperator fromFrames(Sequence sequence) {
    float type = sequence.getDivisionType();
    // 29.97 frames a second are exactly 30000/1001.
    long framesPer1001Seconds = type == Sequence.SMPTE_30DROP ? 30_000 : Math.round(type * 1001);
    long divisor = framesPer1001Seconds * sequence.getResolution();
    long factor = 2L * SMPTE_TICKS_PER_QUARTER * 1001;
    return tick -> tick / divisor * factor + (tick % divisor * factor + divisor / 2) / divisor;
  }

  private MidiFile.Track track(Track track, int number) {
    NotePairing pairing = new NotePairing();
    List<MidiFile.Program> programs = new ArrayList<>();
    List<MidiFile.Pedal> pedals = new ArrayList<>();
    String name = "";
    for (int i = 0; i < track.size(); i++) {
      MidiEvent event = track.get(i);
      long tick = toTicks.applyAsLong(event.getTick());
      switch (event.getMessage()) {
        case ShortMessage message -> {
          int channel = message.getChannel();
          int data1 = message.getData1();
          int data2 = message.getData2();
          int command = message.getCommand();
          if (command == MidiMessage.NOTE_ON && data2 > 0) {
            pairing.on(channel, data1, data2, tick);
          } else if (command == MidiMessage.NOTE_ON || command == MidiMessage.NOTE_OFF) {
            pairing.off(channel, data1, tick);
          } else if (command == MidiMessage.PROGRAM_CHANGE) {
            programs.add(new MidiFile.Program(tick, channel, data1));
          } else if (command == MidiMessage.CONTROL_CHANGE && data1 == MidiMessage.SUSTAIN_PEDAL) {
            pedals.add(new MidiFile.Pedal(tick, channel, data2));
          }
        }
        case MetaMessage meta when meta.getType() == TRACK_NAME -> {
          name = name.isEmpty() ? text(meta.getData()) : name;
        }
        case MetaMessage meta -> meta(tick, meta, number);
        default -> {}
      }
    }
    long lengthTicks = toTicks.applyAsLong(track.ticks());
    return new MidiFile.Track(name, lengthTicks, pairing.finish(lengthTicks), programs, pedals);
  }

  private void meta(long tick, MetaMessage meta, int number) {
    byte[] data = meta.getData();
    try {
      switch (meta.getType()) {
        case TEMPO -> tempos.add(
            new MidiFile.Tempo(tick, (data[0] & 0xFF) << 16 | (data[1] & 0xFF) << 8 | (data[2] & 0xFF)));
        case METER -> meters.add(new MidiFile.Meter(tick, data[0] & 0xFF, 1 << Math.min(7, data[1] & 0xFF)));
        case KEY -> keys.add(new MidiFile.Key(tick, data[0], data[1] == 1));
        case 1, 2, 4, 5, 6, 7 -> texts.add(new MidiFile.Text(tick, meta.getType(), text(data)));
        default -> {}
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      damage.add("track " + number + ", tick " + tick + ": " + e.getMessage() + "; it was left out");
    }
  }

  /** Text has no declared encoding: UTF-8 if it can be that, else Latin-1, in which every byte means something. */
  private static String text(byte[] data) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(data)).toString();
    } catch (CharacterCodingException e) {
      return new String(data, StandardCharsets.ISO_8859_1);
    }
  }
}
