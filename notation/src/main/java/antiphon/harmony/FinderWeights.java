package antiphon.harmony;

/**
 * How {@link ChordFinder} weighs what it hears: a part of a bar filled with notes of the triad scores 1.
 *
 * <p>The values were found by random search on one piece in four of two collections with chord symbols and one of
 * arranged songs.
 *
 * @param top for a part filled with the chord's seventh
 * @param passing with notes of the key that are not in the chord
 * @param foreign with notes of neither
 * @param bassRoot for the root as the lowest of several notes
 * @param bassTone for another note of the chord there
 * @param outside for each note of the chord that is not in the key
 * @param tonic for the chord of the key
 * @param dominant for the chord a fifth above it
 * @param size for a chord with a seventh
 * @param rare for diminished, augmented and suspended chords
 * @param change for a chord on another root than the one before
 * @param recolour for another chord on the same root
 * @param barLine for either on a bar line, added to the former
 * @param fifthDown for a root a fifth below the one before, added to the former
 */
record FinderWeights(
    double top,
    double passing,
    double foreign,
    double bassRoot,
    double bassTone,
    double outside,
    double tonic,
    double dominant,
    double size,
    double rare,
    double change,
    double recolour,
    double barLine,
    double fifthDown) {
  static final FinderWeights TUNED =
      new FinderWeights(0.28, -0.18, -1.15, 0.6, 0.33, -0.09, 0.08, 0.04, -0.07, -0.53, -0.32, -0.27, 0.26, 0.09);
}
