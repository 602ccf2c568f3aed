package antiphon.bridge.live;

import antiphon.bridge.HostParameter;
import antiphon.bridge.HostSession;
import antiphon.bridge.HostTransport;

/** Remembers what an instance played along the song, keeps it when asked, and plays what was kept instead of the engine. [bridge] */
final class TakeKeeper {
  private final HostSession session;
  private final SongTrack track = new SongTrack();
  private KeptTake kept = KeptTake.NONE;
  private KeptPlayer player = new KeptPlayer(KeptTake.NONE);

  TakeKeeper(HostSession session) {
    this.session = session;
  }

  /** Whether the kept take plays, and not the engine. */
  boolean plays() {
    return session.parameter(HostParameter.TAKE) >= 0.5 && !kept.isEmpty();
  }

  /** The project has kept this. */
  void has(KeptTake take) {
    kept = take;
    again();
  }

  /** Plays from where the song is. */
  void again() {
    player = new KeptPlayer(kept);
  }

  /**
   * What was played along the song, to be saved.
   *
   * @throws IllegalArgumentException if nothing was played, or more than can be saved
   */
  KeptTake keep() {
    KeptTake take = track.take();
    if (plays()) {
      throw new IllegalArgumentException("keep: the kept take is what plays: expected the parameter take to be New");
    }
    if (take.isEmpty()) {
      throw new IllegalArgumentException("keep: the companion has played nothing along the song yet: expected some notes");
    }
    if (!take.text().isEmpty()) {
      has(take);
    }
    return take;
  }

  /** The engine's message was sent for a tick of its own. */
  void sent(Place place, long tick, int message) {
    if (place.inSong()) {
      track.sent(place.afterLoop(tick) ? place.epoch() + 1 : place.epoch(), place.songTick(tick), message);
    }
  }

  /**
   * The song has come so far.
   *
   * @param aheadSamples how much beyond the block that begins here is sent
   */
  void reached(HostTransport here, long aheadSamples) {
    if (!plays()) {
      track.reached(here);
    } else if (session.parameter(HostParameter.MUTE) < 0.5) {
      player.reached(session, here, here.tickAt(here.samplePosition() + here.blockFrames() + aheadSamples) - here.tick());
    }
  }

  /** For the status; empty while the engine plays. */
  String line() {
    return plays() ? "; the kept take plays, " + kept.notes().size() + (kept.notes().size() == 1 ? " note" : " notes") : "";
  }
}
