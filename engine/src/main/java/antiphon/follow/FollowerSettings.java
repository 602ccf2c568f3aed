package antiphon.follow;

/**
 * How a follower weighs what it hears; found by trial on one half of the validation split's works.
 *
 * @param onBeat what notes of a single line that are struck on the beat say of the harmony, as an exponent of their odds
 * @param offBeat of all its others
 * @param full of notes where several sound together
 * @param bass of the lowest of these
 * @param mostFull more weight than this all notes together do not have where several sound together
 * @param keyChange the chance a beat that the key changes
 * @param returns the chance that a note is one that stood there a loop ago, where the loop is true
 * @param note what a note that returns, or does not, says of a loop
 * @param harmony what the harmony that fits says of one
 * @param changes the same of a loop of changes under new melodies
 * @param fading what a beat's say in this is worth a beat later, where melodies return
 * @param changesFading the same of changes under new melodies
 * @param prior the odds of each loop before anything speaks for it
 * @param moved the same of one that returns transposed, against this
 * @param surest the most, in nats, that may speak for one
 * @param doubt the share of a loop's forecast that is left to the key
 */
record FollowerSettings(
    double onBeat, double offBeat, double full, double bass, double mostFull, double keyChange, double returns, double note,
    double harmony, double changes, double fading, double changesFading, double prior, double moved, double surest, double doubt) {
  static final FollowerSettings TUNED =
      new FollowerSettings(1.2, 1.2, 1, 0.6, 4, 0.03, 0.45, 0.5, 0.5, 0.5, 0.92, 0.97, 0.03, 0.1, 7, 0.15);
}
