package antiphon.bridge.clap;

import com.sun.jna.Callback;
import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;

/** CLAP's event lists and structs as bytes; sizes and offsets are those of clap/events.h. */
final class ClapEvents {
  static final int NOTE_ON = 0;
  static final int NOTE_OFF = 1;
  static final int PARAM_VALUE = 5;
  static final int TRANSPORT = 9;
  static final int MIDI = 10;

  interface Size extends Callback {
    int size(Pointer list);
  }

  interface Get extends Callback {
    Pointer get(Pointer list, int index);
  }

  interface TryPush extends Callback {
    boolean tryPush(Pointer list, Pointer event);
  }

  private ClapEvents() {}

  private static Memory event(int bytes, int time, int type) {
    Memory event = new Memory(bytes);
    event.clear();
    event.setInt(0, bytes);
    event.setInt(4, time);
    event.setShort(10, (short) type);
    return event;
  }

  static Memory note(int time, boolean on, int channel, int key, int velocity) {
    Memory note = event(40, time, on ? NOTE_ON : NOTE_OFF);
    note.setInt(16, -1);
    note.setShort(22, (short) channel);
    note.setShort(24, (short) key);
    note.setDouble(32, velocity / 127.0);
    return note;
  }

  static Memory midi(int time, int message) {
    Memory midi = event(24, time, MIDI);
    midi.setByte(18, (byte) message);
    midi.setByte(19, (byte) (message >> 8));
    midi.setByte(20, (byte) (message >> 16));
    return midi;
  }

  static Memory parameter(int time, int number, double value) {
    Memory parameter = event(56, time, PARAM_VALUE);
    parameter.setInt(16, number);
    parameter.setInt(32, -1);
    parameter.setShort(36, (short) -1);
    parameter.setShort(38, (short) -1);
    parameter.setShort(40, (short) -1);
    parameter.setDouble(48, value);
    return parameter;
  }

  static Memory transport(int time, Song song) {
    Memory transport = event(104, time, TRANSPORT);
    int flags = 0b1011 | (song.rolling() ? 1 << 4 : 0) | (song.loops() ? 1 << 6 : 0);
    transport.setInt(16, flags);
    transport.setLong(24, Math.round(song.quarters() * 0x80000000L));
    transport.setDouble(40, song.tempo());
    transport.setDouble(48, song.tempoStep());
    transport.setLong(56, Math.round(song.loopStart() * 0x80000000L));
    transport.setLong(64, Math.round(song.loopEnd() * 0x80000000L));
    transport.setLong(88, Math.round(song.barStart() * 0x80000000L));
    transport.setShort(100, (short) song.meterBeats());
    transport.setShort(102, (short) song.meterUnit());
    return transport;
  }

  /** Events into a plug-in, in order of their times. */
  static final class In {
    final Memory list = new Memory(24);
    private List<Memory> events = List.of();
    private final Size size = ignored -> events.size();
    private final Get get = (ignored, index) -> events.get(index);

    In() {
      list.clear();
      list.setPointer(8, com.sun.jna.CallbackReference.getFunctionPointer(size));
      list.setPointer(16, com.sun.jna.CallbackReference.getFunctionPointer(get));
    }

    void hold(List<Memory> now) {
      events = now;
    }
  }

  /**
   * What came out.
   *
   * @param message a note, also of CLAP's own kind, or other short message, packed; 0 for a parameter
   * @param parameter its number, -1 for a message
   */
  record Out(int time, int message, int parameter, double value) {}

  /** Events out of a plug-in, copied as they come; a room of 0 takes none. */
  static final class OutList {
    final Memory list = new Memory(16);
    private final List<Out> events = new ArrayList<>();
    private final TryPush push = (ignored, event) -> take(event);
    int room = Integer.MAX_VALUE;

    OutList() {
      list.clear();
      list.setPointer(8, com.sun.jna.CallbackReference.getFunctionPointer(push));
    }

    List<Out> drain() {
      List<Out> drained = List.copyOf(events);
      events.clear();
      return drained;
    }

    private boolean take(Pointer event) {
      if (events.size() >= room) {
        return false;
      }
      int time = event.getInt(4);
      switch (event.getShort(10)) {
        case NOTE_ON, NOTE_OFF -> {
          int status = (event.getShort(10) == NOTE_ON ? 0x90 : 0x80) | event.getShort(22);
          int velocity = (int) Math.round(event.getDouble(32) * 127);
          events.add(new Out(time, status | event.getShort(24) << 8 | velocity << 16, -1, 0));
        }
        case MIDI -> events.add(new Out(time, event.getInt(18) & 0xFFFFFF, -1, 0));
        case PARAM_VALUE -> events.add(new Out(time, 0, event.getInt(16), event.getDouble(48)));
        default -> throw new AssertionError("event of type " + event.getShort(10));
      }
      return true;
    }
  }
}
