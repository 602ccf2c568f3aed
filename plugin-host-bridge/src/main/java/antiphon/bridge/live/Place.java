package antiphon.bridge.live;

import antiphon.bridge.HostSession;

/**
 * Where the engine's ticks lie at the host, from one of them on.
 *
 * @param fromTick of the engine
 * @param epoch of the host's transport
 * @param inSong whether they are song positions; else they are played by samples, while the host's transport stands
 * @param offset song tick of the engine's tick 0
 * @param loops whether the host goes back from {@code loopEnd} to {@code loopStart}, song ticks, on its way from here
 */
record Place(long fromTick, int epoch, boolean inSong, long offset, boolean loops, long loopStart, long loopEnd) {
  /**
   * Has the plug-in play a message that the engine has due at {@code tick}.
   *
   * @param sample where that is while the host's transport stands
   */
  void play(HostSession session, int message, long tick, long sample) {
    if (!inSong) {
      session.playAtSample(epoch, sample, message);
    } else if (afterLoop(tick)) {
      session.playAfterLoop(epoch, songTick(tick), message);
    } else {
      session.play(epoch, songTick(tick), message);
    }
  }

  /** Where in the song an engine's tick is. */
  long songTick(long tick) {
    return afterLoop(tick) ? tick + offset - loopEnd + loopStart : tick + offset;
  }

  /** Whether the host goes back to the start of its loop before it is there. */
  boolean afterLoop(long tick) {
    return loops && tick + offset >= loopEnd;
  }
}
