package antiphon.bridge.live;

import antiphon.bridge.HostSession;
import antiphon.bridge.HostTransport;
import antiphon.midi.MidiMessage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Plays a kept take along the host's song, through loops and locates, some time before each note is due. [bridge] */
final class KeptPlayer {
  private record Event(long tick, int message) {}

  private final List<Event> events = new ArrayList<>();
  private int epoch = -1;
  /** All before it has been sent in this epoch. */
  private long sentTo;
  /** Of what comes behind the end of the loop, all before it has been sent. */
  private long sentAfterLoopTo = Long.MIN_VALUE;

  KeptPlayer(KeptTake take) {
    for (KeptTake.Note note : take.notes()) {
      events.add(new Event(note.tick(), note.message()));
      events.add(new Event(note.tick() + note.length(), MidiMessage.noteOff(MidiMessage.channel(note.message()), MidiMessage.data1(note.message()))));
    }
    // Where a key is struck again it ends first.
    events.sort(Comparator.comparingLong(Event::tick).thenComparing(event -> MidiMessage.isNoteOn(event.message())));
  }

  /**
   * The song has come so far.
   *
   * @param here the host's transport at the beginning of its block
   * @param aheadTicks how much beyond that is sent
   */
  void reached(HostSession session, HostTransport here, long aheadTicks) {
    if (!here.rolling()) {
      epoch = -1;
      return;
    }
    if (here.epoch() != epoch) {
      // What was sent for after the loop is there already, where this is after the loop.
      boolean wrapped = epoch + 1 == here.epoch() && sentAfterLoopTo > here.tick();
      sentTo = wrapped ? sentAfterLoopTo : here.tick();
      sentAfterLoopTo = Long.MIN_VALUE;
      epoch = here.epoch();
    }
    long to = here.tick() + aheadTicks;
    boolean loops = here.loops() && here.tick() < here.loopEndTick();
    send(sentTo, loops ? Math.min(to, here.loopEndTick()) : to, event -> session.play(epoch, event.tick(), event.message()));
    sentTo = Math.max(sentTo, to);
    if (loops && to > here.loopEndTick()) {
      long from = Math.max(here.loopStartTick(), sentAfterLoopTo);
      long afterTo = to - here.loopEndTick() + here.loopStartTick();
      send(from, afterTo, event -> session.playAfterLoop(epoch, event.tick(), event.message()));
      sentAfterLoopTo = Math.max(from, afterTo);
    }
  }

  private void send(long from, long to, Consumer<Event> play) {
    for (int i = firstFrom(from); i < events.size() && events.get(i).tick() < to; i++) {
      play.accept(events.get(i));
    }
  }

  private int firstFrom(long tick) {
    int low = 0;
    int high = events.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (events.get(middle).tick() < tick) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
