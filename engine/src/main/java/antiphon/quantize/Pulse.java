package antiphon.quantize;

import java.util.List;

/**
 * One beat as the quantizer sees it.
 *
 * @param start its first tick
 * @param ticks its length
 * @param rhythms the ways it may be filled
 */
record Pulse(long start, int ticks, List<Rhythm> rhythms) {
  long end() {
    return start + ticks;
  }
}
