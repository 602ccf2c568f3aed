package antiphon.follow;

/** Where a beat stands: what the harmony's next step depends on. */
enum BeatPlace {
  /** The downbeat of the first of four bars. */
  FIRST_BAR,
  /** The downbeat of the second or fourth. */
  EVEN_BAR,
  /** The downbeat of the third. */
  THIRD_BAR,
  /** The middle of a bar of two or four beats, or more. */
  MIDDLE,
  OTHER;

  /**
   * The place of a beat.
   *
   * @param bar counted from the first of the music; below 0 in a pick-up
   * @param beat in the bar, from 0
   * @param beats of the bar
   */
  static BeatPlace of(long bar, int beat, int beats) {
    if (beat == 0) {
      return switch ((int) Math.floorMod(bar, 4L)) {
        case 0 -> FIRST_BAR;
        case 2 -> THIRD_BAR;
        default -> EVEN_BAR;
      };
    }
    return beats % 2 == 0 && beat == beats / 2 ? MIDDLE : OTHER;
  }
}
