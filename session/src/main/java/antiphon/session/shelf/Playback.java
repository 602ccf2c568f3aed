package antiphon.session.shelf;

import antiphon.midi.MidiFile;
import antiphon.midi.MidiMessage;
import antiphon.midi.MidiOut;
import antiphon.midi.SoundingNotes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A MIDI file as messages, each at its time; every note-on has its note-off.
 *
 * @param messages in the order of time; sounds come first
 * @param notes how many there are
 */
public record Playback(List<Due> messages, int notes) {
  /** A message, {@code atNs} nanoseconds after the first moment that is played. */
  public record Due(long atNs, int message) {}

  /** A note struck so little before a bar line belongs to the bar behind it. */
  private static final long EARLY_NS = 30_000_000L;
  /** Longest time in which it goes unnoticed that one is to stop. */
  private static final long LOOK_NS = 20_000_000L;
  private static final long RINGS_ON_NS = 400_000_000L;
  private static final int KEYS = 16 * 128;
  private static final double NS_PER_MICRO = 1e3;

  public Playback {
    messages = List.copyOf(messages);
  }

  /** From {@code fromNs} after the file's beginning, with the sounds that are set by then. */
  public static Playback of(MidiFile file, long fromNs) {
    long startNs = Math.max(0, fromNs - EARLY_NS);
    List<Due> sounds = new ArrayList<>();
    List<Due> keys = new ArrayList<>();
    int notes = 0;
    for (MidiFile.Track track : file.tracks()) {
      for (MidiFile.Program program : track.programs()) {
        sounds.add(new Due(
            Math.max(0, nanos(file, program.tick()) - startNs), MidiMessage.programChange(program.channel(), program.program())));
      }
      for (MidiFile.Note note : track.notes()) {
        long onNs = nanos(file, note.onsetTicks()) - startNs;
        if (onNs >= 0) {
          keys.add(new Due(onNs, MidiMessage.noteOn(note.channel(), note.pitch(), note.velocity())));
          keys.add(new Due(nanos(file, note.endTicks()) - startNs, MidiMessage.noteOff(note.channel(), note.pitch())));
          notes++;
        }
      }
    }
    keys.sort(Comparator.comparingLong(Due::atNs).thenComparing(due -> MidiMessage.isNoteOn(due.message)));
    List<Due> all = new ArrayList<>(sounds);
    all.addAll(oneAtATime(keys));
    all.sort(Comparator.comparingLong(Due::atNs));
    return new Playback(all, notes);
  }

  /** Where two notes share a key the second strikes it anew, and it is let go when both are over. */
  private static List<Due> oneAtATime(List<Due> keys) {
    List<Due> single = new ArrayList<>();
    int[] held = new int[KEYS];
    for (Due due : keys) {
      int channel = MidiMessage.channel(due.message);
      int pitch = MidiMessage.data1(due.message);
      int key = channel * 128 + pitch;
      boolean on = MidiMessage.isNoteOn(due.message);
      if (on && held[key]++ > 0) {
        single.add(new Due(due.atNs, MidiMessage.noteOff(channel, pitch)));
      }
      if (on || --held[key] == 0) {
        single.add(due);
      }
    }
    return single;
  }

  /** The time of a tick of the file. */
  private static long nanos(MidiFile file, long tick) {
    double micros = 0;
    long from = 0;
    int perQuarter = 500_000;
    for (MidiFile.Tempo tempo : file.tempos()) {
      if (tempo.tick() >= tick) {
        break;
      }
      micros += (double) (tempo.tick() - from) * perQuarter / file.ticksPerQuarter();
      from = tempo.tick();
      perQuarter = tempo.microsPerQuarter();
    }
    return Math.round((micros + (double) (tick - from) * perQuarter / file.ticksPerQuarter()) * NS_PER_MICRO);
  }

  /** How long it sounds. */
  public long lengthNs() {
    return messages.isEmpty() ? 0 : messages.getLast().atNs;
  }

  /**
   * Plays on the caller's thread and lets the last notes ring; nothing sounds when this returns.
   *
   * @param startNs of {@link System#nanoTime}, when the first moment is to be heard
   * @param stop asked at least every 20 ms
   * @return whether it came to its end
   */
  public boolean play(MidiOut out, long startNs, BooleanSupplier stop) {
    SoundingNotes sounding = new SoundingNotes();
    long zeroNs = startNs - out.latencyNs();
    try {
      for (Due due : messages) {
        if (!await(zeroNs + due.atNs, stop)) {
          return false;
        }
        sounding.accept(due.message);
        out.send(due.message, zeroNs + due.atNs);
      }
      return await(zeroNs + lengthNs() + RINGS_ON_NS, stop);
    } finally {
      sounding.release(out::send);
    }
  }

  private static boolean await(long timeNs, BooleanSupplier stop) {
    for (long left = timeNs - System.nanoTime(); left > 0; left = timeNs - System.nanoTime()) {
      if (stop.getAsBoolean()) {
        return false;
      }
      LockSupport.parkNanos(Math.min(left, LOOK_NS));
    }
    return !stop.getAsBoolean();
  }
}
