package antiphon.bridge;

/**
 * What a plug-in instance and its bridge have counted since the instance was made.
 *
 * @param dropped messages to be played or passed on that found no room
 * @param late notes that came more than 10 ms after their moment and were not played
 * @param refused events, from either side, that made no sense
 * @param stale events of an epoch that was over when the plug-in took them
 * @param unheard messages of the player that found no room on their way to the engine
 * @param missed blocks of a host that renders offline for which the engine had not sent all in time
 */
public record LinkFigures(long dropped, long late, long refused, long stale, long unheard, long missed) {}
