package antiphon.library;

/**
 * A take that was looked for.
 *
 * @param take which
 * @param score how well it fits, 0 to 1
 * @param bar where, from 0; 0 where the take as a whole fits
 */
public record Found(Listed take, double score, int bar) {}
