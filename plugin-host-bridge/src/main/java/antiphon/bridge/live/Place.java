package antiphon.bridge.live;

/**
 * Where the engine's ticks lie at the host, from one of them on.
 *
 * @param fromTick of the engine
 * @param epoch of the host's transport
 * @param inSong whether they are song positions; else they are played by samples, while the host's transport stands
 * @param offset song tick of the engine's tick 0
 * @param loops whether the host goes back from {@code loopEnd} to {@code loopStart}, song ticks, on its way from here
 */
record Place(long fromTick, int epoch, boolean inSong, long offset, boolean loops, long loopStart, long loopEnd) {}
