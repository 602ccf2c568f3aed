package antiphon.bridge.live;

import antiphon.bridge.HostTransport;
import antiphon.midi.MidiMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * What the companion played along the host's song, each place as it was heard last. A pass is an epoch of the host's transport:
 * what it goes over is forgotten of the passes before it. [bridge]
 */
final class SongTrack {
  private static final int NONE = -1;
  private static final long OPEN = Long.MAX_VALUE;

  private static final class Noted {
    private final int pass;
    private final long tick;
    private final int message;
    private long end = OPEN;

    Noted(int pass, long tick, int message) {
      this.pass = pass;
      this.tick = tick;
      this.message = message;
    }
  }

  private final TreeMap<Long, List<Noted>> notes = new TreeMap<>();
  /** By channel and key. */
  private final Map<Integer, Noted> sounding = new HashMap<>();
  private int pass = NONE;
  private long reached;
  private long blockEnd;
  private long loopEnd = Long.MIN_VALUE;
  private int count;

  /** The companion's message was sent for a place in the song, in order of time within a pass. */
  void sent(int ofPass, long tick, int message) {
    int key = MidiMessage.channel(message) << 7 | MidiMessage.data1(message);
    if (MidiMessage.isNoteOn(message) && count < KeptTake.MOST_NOTES) {
      Noted noted = new Noted(ofPass, tick, message);
      notes.computeIfAbsent(tick, at -> new ArrayList<>()).add(noted);
      count++;
      sounding.put(key, noted);
    } else if (MidiMessage.isNoteOff(message)) {
      Noted ends = sounding.remove(key);
      if (ends != null) {
        ends.end = ends.pass == ofPass ? tick : OPEN;
      }
    }
  }

  /** The song has come so far, or stands. */
  void reached(HostTransport here) {
    if (pass != NONE && !(here.rolling() && here.epoch() == pass)) {
      boolean wrapped = here.rolling() && here.epoch() == pass + 1 && here.tick() < reached && reached < loopEnd;
      // A block that was begun was played to its end.
      boolean stopped = !here.rolling() && here.tick() >= reached && here.tick() < blockEnd;
      end(wrapped ? loopEnd : stopped ? here.tick() : blockEnd, wrapped);
    }
    if (here.rolling() && here.epoch() == pass && here.tick() > reached) {
      forget(reached, here.tick(), noted -> noted.pass < pass);
    }
    pass = here.rolling() ? here.epoch() : NONE;
    reached = here.tick();
    blockEnd = here.tickAt(here.samplePosition() + here.blockFrames());
    loopEnd = here.loops() ? here.loopEndTick() : Long.MIN_VALUE;
  }

  /** A pass ended at {@code tick}: what was to sound then has not, and what sounded ended. */
  private void end(long tick, boolean wrapped) {
    forget(tick, Long.MAX_VALUE, noted -> noted.pass == pass);
    if (!wrapped) {
      // What was meant for after the loop.
      forget(Long.MIN_VALUE, Long.MAX_VALUE, noted -> noted.pass == pass + 1);
    }
    for (List<Noted> at : notes.values()) {
      for (Noted noted : at) {
        if (noted.pass == pass) {
          noted.end = Math.min(noted.end, tick);
        }
      }
    }
    sounding.values().removeIf(noted -> noted.pass == pass);
  }

  private void forget(long from, long to, Predicate<Noted> which) {
    notes.subMap(from, to).values().removeIf(at -> {
      int before = at.size();
      at.removeIf(which);
      count -= before - at.size();
      return at.isEmpty();
    });
  }

  /** What has sounded; a note that still does ends where the song is. */
  KeptTake take() {
    return new KeptTake(notes.values().stream().flatMap(List::stream)
        .filter(noted -> noted.pass == pass ? noted.tick < reached : noted.end != OPEN)
        .map(noted -> new KeptTake.Note(
            noted.tick, Math.max(1, (noted.end == OPEN ? reached : noted.end) - noted.tick), noted.message)).toList());
  }
}
