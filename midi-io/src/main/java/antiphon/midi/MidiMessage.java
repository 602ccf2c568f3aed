package antiphon.midi;

/**
 * Short MIDI messages packed in an int, {@code status | data1 << 8 | data2 << 16}: made, asked and shown.
 *
 * <p>Channels are 0 to 15; pitches, velocities, controllers and programs 0 to 127. All methods are [any],
 * and only {@link #toBytes} and {@link #toString(int)} allocate. Making a message out of range is an
 * {@link IllegalArgumentException}. Source: MIDI 1.0 Detailed Specification 4.2, table 1.
 */
public final class MidiMessage {
  /** Commands, the upper half of a channel message's status byte. */
  public static final int NOTE_OFF = 0x80;

  public static final int NOTE_ON = 0x90;
  public static final int KEY_PRESSURE = 0xA0;
  public static final int CONTROL_CHANGE = 0xB0;
  public static final int PROGRAM_CHANGE = 0xC0;
  public static final int CHANNEL_PRESSURE = 0xD0;
  public static final int PITCH_BEND = 0xE0;

  /** System common and real-time messages: the whole message, ready to send. */
  public static final int CLOCK = 0xF8;

  public static final int START = 0xFA;
  public static final int CONTINUE = 0xFB;
  public static final int STOP = 0xFC;
  public static final int ACTIVE_SENSING = 0xFE;
  public static final int SYSTEM_RESET = 0xFF;

  /** Status of a song position pointer, made by {@link #songPosition}. */
  public static final int SONG_POSITION = 0xF2;

  /** Controllers. */
  public static final int SUSTAIN_PEDAL = 64;

  public static final int ALL_SOUND_OFF = 120;
  public static final int ALL_NOTES_OFF = 123;

  /** A pitch bend that bends nothing. */
  public static final int BEND_CENTRE = 8192;

  private MidiMessage() {}

  /** A note-on; velocity 1 to 127, as 0 would mean a note-off. */
  public static int noteOn(int channel, int pitch, int velocity) {
    if (velocity == 0) {
      throw new IllegalArgumentException("note-on with velocity 0: expected 1 to 127");
    }
    return channelMessage(NOTE_ON, channel, pitch, velocity);
  }

  /** A note-off with the usual release velocity, 64. */
  public static int noteOff(int channel, int pitch) {
    return noteOff(channel, pitch, 64);
  }

  /** A note-off; release velocity 0 to 127. */
  public static int noteOff(int channel, int pitch, int velocity) {
    return channelMessage(NOTE_OFF, channel, pitch, velocity);
  }

  public static int controlChange(int channel, int controller, int value) {
    return channelMessage(CONTROL_CHANGE, channel, controller, value);
  }

  public static int programChange(int channel, int program) {
    return channelMessage(PROGRAM_CHANGE, channel, program, 0);
  }

  /** A pitch bend of 0 to 16383, {@link #BEND_CENTRE} in the middle. */
  public static int pitchBend(int channel, int bend) {
    if ((bend & ~0x3FFF) != 0) {
      throw new IllegalArgumentException("pitch bend " + bend + ": expected 0 to 16383");
    }
    return channelMessage(PITCH_BEND, channel, bend & 0x7F, bend >> 7);
  }

  /** A song position of 0 to 16383 sixteenth notes. */
  public static int songPosition(int sixteenths) {
    if ((sixteenths & ~0x3FFF) != 0) {
      throw new IllegalArgumentException("song position " + sixteenths + ": expected 0 to 16383 sixteenths");
    }
    return SONG_POSITION | (sixteenths & 0x7F) << 8 | sixteenths >> 7 << 16;
  }

  private static int channelMessage(int command, int channel, int data1, int data2) {
    if ((channel & ~0x0F) != 0 || ((data1 | data2) & ~0x7F) != 0) {
      throw new IllegalArgumentException(
          "channel " + channel + ", data " + data1 + " " + data2 + ": expected a channel 0 to 15, data 0 to 127");
    }
    return command | channel | data1 << 8 | data2 << 16;
  }

  /** The status byte, 0 to 255. */
  public static int status(int message) {
    return message & 0xFF;
  }

  /** {@link #NOTE_OFF} to {@link #PITCH_BEND}, or 0xF0 for every system message. */
  public static int command(int message) {
    return message & 0xF0;
  }

  /** The channel, 0 to 15; without meaning for system messages. */
  public static int channel(int message) {
    return message & 0x0F;
  }

  /** Pitch, controller or program; 0 if there is none. */
  public static int data1(int message) {
    return message >> 8 & 0x7F;
  }

  /** Velocity or value; 0 if there is none. */
  public static int data2(int message) {
    return message >> 16 & 0x7F;
  }

  /** The bend of a pitch-bend message, 0 to 16383. */
  public static int bend(int message) {
    return data1(message) | data2(message) << 7;
  }

  /** Where a song position points, in sixteenth notes. */
  public static int sixteenths(int message) {
    return data1(message) | data2(message) << 7;
  }

  /** Whether a note begins: a note-on with a velocity above 0. */
  public static boolean isNoteOn(int message) {
    return command(message) == NOTE_ON && data2(message) > 0;
  }

  /** Whether a note ends: a note-off, or a note-on with velocity 0. */
  public static boolean isNoteOff(int message) {
    int command = command(message);
    return command == NOTE_OFF || (command == NOTE_ON && data2(message) == 0);
  }

  /** Bytes on the wire, 1 to 3; 0 if the status byte begins no short message (system exclusive, undefined, data). */
  public static int length(int message) {
    return switch (command(message)) {
      case NOTE_OFF, NOTE_ON, KEY_PRESSURE, CONTROL_CHANGE, PITCH_BEND -> 3;
      case PROGRAM_CHANGE, CHANNEL_PRESSURE -> 2;
      case 0xF0 ->
          switch (status(message)) {
            case 0xF1, 0xF3 -> 2;
            case SONG_POSITION -> 3;
            case 0xF6, CLOCK, START, CONTINUE, STOP, ACTIVE_SENSING, SYSTEM_RESET -> 1;
            default -> 0;
          };
      default -> 0;
    };
  }

  /** The bytes on the wire. */
  public static byte[] toBytes(int message) {
    int length = length(message);
    if (length == 0) {
      throw new IllegalArgumentException(toString(message) + ": expected a short message");
    }
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (message >> (8 * i));
    }
    return bytes;
  }

  /** One short message from exactly its bytes; running status is not understood here. */
  public static int fromBytes(byte... bytes) {
    int message = 0;
    boolean dataInRange = true;
    for (int i = 0; i < Math.min(3, bytes.length); i++) {
      message |= (bytes[i] & 0xFF) << (8 * i);
      dataInRange &= i == 0 || bytes[i] >= 0;
    }
    if (bytes.length == 0 || bytes.length != length(message) || !dataInRange) {
      throw new IllegalArgumentException(
          java.util.HexFormat.ofDelimiter(" ").formatHex(bytes) + ": expected one whole short message");
    }
    return message;
  }

  /** For people, with channels from 1 as keyboards show them: {@code note-on ch 1 C4 (60) velocity 90}. */
  public static String toString(int message) {
    String on = " ch " + (channel(message) + 1) + " ";
    return switch (command(message)) {
      case NOTE_OFF -> "note-off" + on + pitchName(data1(message));
      case NOTE_ON -> "note-on" + on + pitchName(data1(message)) + " velocity " + data2(message);
      case KEY_PRESSURE -> "key-pressure" + on + pitchName(data1(message)) + " " + data2(message);
      case CONTROL_CHANGE -> "control" + on + data1(message) + " = " + data2(message);
      case PROGRAM_CHANGE -> "program" + on + data1(message);
      case CHANNEL_PRESSURE -> "pressure" + on + data1(message);
      case PITCH_BEND -> "bend" + on + (bend(message) - BEND_CENTRE);
      default ->
          switch (status(message)) {
            case CLOCK -> "clock";
            case START -> "start";
            case CONTINUE -> "continue";
            case STOP -> "stop";
            case ACTIVE_SENSING -> "active-sensing";
            case SYSTEM_RESET -> "system-reset";
            default -> String.format("0x%06X", message & 0xFFFFFF);
          };
    };
  }

  private static String pitchName(int pitch) {
    String[] names = {"C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"};
    return names[pitch % 12] + (pitch / 12 - 1) + " (" + pitch + ")";
  }
}
