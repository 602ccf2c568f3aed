package antiphon.midi;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import javax.sound.midi.InvalidMidiDataException;
import javax.sound.midi.MetaMessage;
import javax.sound.midi.MidiEvent;
import javax.sound.midi.MidiSystem;
import javax.sound.midi.Sequence;
import javax.sound.midi.ShortMessage;
import javax.sound.midi.Track;

/** Makes the bytes of a type 1 file out of a {@link MidiFile}. */
final class SmfWriter {
  private static final int TRACK_NAME = 3;
  private static final int END_OF_TRACK = 0x2F;
  private static final int MAX_GAP_TICKS = 0x0FFFFFFF;

  /** What stands first at one tick: names, then ends of notes, then programs and pedals, then onsets. */
  private enum Rank {
    META,
    OFF,
    CHANGE,
    ON
  }

  private record Event(long tick, Rank rank, javax.sound.midi.MidiMessage message) {}

  private SmfWriter() {}

  static byte[] bytes(MidiFile file) {
    try {
      Sequence sequence = new Sequence(Sequence.PPQ, file.ticksPerQuarter());
      add(sequence, conductor(file), 0);
      for (MidiFile.Track track : file.tracks()) {
        add(sequence, events(track), track.lengthTicks());
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      MidiSystem.write(sequence, 1, out);
      return out.toByteArray();
    } catch (InvalidMidiDataException | IOException e) {
      throw new MidiFileException("cannot write '" + file.title() + "': " + e.getMessage(), e);
    }
  }

  private static List<Event> conductor(MidiFile file) throws InvalidMidiDataException {
    List<Event> events = new ArrayList<>();
    name(events, file.title());
    for (MidiFile.Tempo tempo : file.tempos()) {
      int micros = tempo.microsPerQuarter();
      meta(events, tempo.tick(), 0x51, (byte) (micros >> 16), (byte) (micros >> 8), (byte) micros);
    }
    for (MidiFile.Meter meter : file.meters()) {
      // 24 MIDI clocks to the metronome's click, 8 thirty-seconds to the quarter: the usual values.
      int power = Integer.numberOfTrailingZeros(meter.unit());
      meta(events, meter.tick(), 0x58, (byte) meter.beats(), (byte) power, (byte) 24, (byte) 8);
    }
    for (MidiFile.Key key : file.keys()) {
      meta(events, key.tick(), 0x59, (byte) key.fifths(), (byte) (key.minor() ? 1 : 0));
    }
    for (MidiFile.Text text : file.texts()) {
      meta(events, text.tick(), text.kind(), text.text().getBytes(StandardCharsets.UTF_8));
    }
    return events;
  }

  private static List<Event> events(MidiFile.Track track) throws InvalidMidiDataException {
    List<Event> events = new ArrayList<>(2 * track.notes().size() + 8);
    name(events, track.name());
    for (MidiFile.Program program : track.programs()) {
      add(events, program.tick(), Rank.CHANGE, MidiMessage.programChange(program.channel(), program.program()));
    }
    for (MidiFile.Pedal pedal : track.pedals()) {
      int message = MidiMessage.controlChange(pedal.channel(), MidiMessage.SUSTAIN_PEDAL, pedal.value());
      add(events, pedal.tick(), Rank.CHANGE, message);
    }
    for (MidiFile.Note note : track.notes()) {
      int on = MidiMessage.noteOn(note.channel(), note.pitch(), note.velocity());
      add(events, note.onsetTicks(), Rank.ON, on);
      add(events, note.endTicks(), Rank.OFF, MidiMessage.noteOff(note.channel(), note.pitch()));
    }
    return events;
  }

  private static void name(List<Event> events, String name) throws InvalidMidiDataException {
    if (!name.isEmpty()) {
      meta(events, 0, TRACK_NAME, name.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void meta(List<Event> events, long tick, int type, byte... data)
      throws InvalidMidiDataException {
    events.add(new Event(tick, Rank.META, new MetaMessage(type, data, data.length)));
  }

  private static void add(List<Event> events, long tick, Rank rank, int message)
      throws InvalidMidiDataException {
    int data1 = MidiMessage.data1(message);
    int data2 = MidiMessage.data2(message);
    events.add(new Event(tick, rank, new ShortMessage(MidiMessage.status(message), data1, data2)));
  }

  private static void add(Sequence sequence, List<Event> events, long lengthTicks)
      throws InvalidMidiDataException {
    events.sort(Comparator.comparingLong(Event::tick).thenComparing(Event::rank));
    Track track = sequence.createTrack();
    long last = 0;
    for (Event event : events) {
      checkGap(last, event.tick());
      last = event.tick();
      track.add(new MidiEvent(event.message(), last));
    }
    checkGap(last, lengthTicks);
    track.add(new MidiEvent(new MetaMessage(END_OF_TRACK, new byte[0], 0), Math.max(last, lengthTicks)));
  }

  private static void checkGap(long from, long to) {
    if (to - from > MAX_GAP_TICKS) {
      throw new MidiFileException(
          "nothing from tick " + from + " to " + to + ": expected at most " + MAX_GAP_TICKS + " ticks between events");
    }
  }
}
