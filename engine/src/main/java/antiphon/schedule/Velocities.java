package antiphon.schedule;

import antiphon.feel.ByPlace;
import antiphon.feel.Feel;
import antiphon.feel.MetricPlace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How loud each note of a bar is: the player's level and accents, shaped by line and phrase, in balance with
 * the other voices. Mutable; for one bar.
 */
final class Velocities {
  /** How far a phrase swells to its middle. */
  private static final double ARCH = 8;

  /** Velocity a semitone above the middle of the line in this bar. */
  private static final double CONTOUR = 0.6;

  private static final double MOST_CONTOUR = 6;
  private static final double INNER_VOICE = -9;
  private static final double BASS = -6;
  private static final double BELOW_TOP = -3;
  private static final double ACCIDENT = 1.6;

  /** Part of the player's accents in the companion's: even a player as flat as a machine is answered by a musician. */
  private static final double PLAYERS_ACCENTS = 0.5;

  /** Velocity between what the player's loudness asks for and the loudest or softest that is wanted. */
  private static final double DYNAMICS = 32;

  private static final double LEAST_SHAPE = 0.6;
  private static final double MOST_SHAPE = 1.5;

  private final double level;
  private final double shape;
  private final ByPlace accents;
  private final long seed;
  /** The last velocity of each pitch of the voice in hand. */
  private final Map<Integer, Integer> last = new HashMap<>();

  private double balance;
  private double middle;
  private int voice;

  /** @param phrase how far through the phrase the bar is, 0 to 1 */
  Velocities(Feel feel, Expression expression, double phrase, long seed) {
    Feel own = Feel.NEUTRAL;
    double amount = expression.loudness();
    shape = between(1, Math.clamp(feel.loudness().spread() / own.loudness().spread(), LEAST_SHAPE, MOST_SHAPE), amount);
    double arch = ARCH * (Math.sin(Math.PI * phrase) - 0.5);
    level = between(own.loudness().level(), feel.loudness().level(), amount) + shape * arch + DYNAMICS * expression.dynamics();
    double players = PLAYERS_ACCENTS * amount;
    accents = new ByPlace(
        between(own.accents().downbeat(), feel.accents().downbeat(), players),
        between(own.accents().pulse(), feel.accents().pulse(), players),
        between(own.accents().offBeat(), feel.accents().offBeat(), players));
    this.seed = seed;
  }

  /**
   * Goes on to another voice.
   *
   * @param tones all of the voice
   * @param leads whether it is the highest that plays
   * @param lowest whether it is the lowest that plays
   */
  void voice(int number, List<Tone> tones, boolean leads, boolean lowest) {
    voice = number;
    balance = leads ? 0 : lowest ? BASS : INNER_VOICE;
    middle = tones.stream().mapToInt(Tone::pitch).average().orElse(0);
    last.clear();
  }

  /**
   * The velocity of a note, 1 to 127; never that of the last note on the same pitch, call by call in order of onset.
   *
   * @param top whether it is the highest of its chord
   */
  int of(Tone tone, MetricPlace place, boolean top) {
    double contour = Math.clamp(CONTOUR * (tone.pitch() - middle), -MOST_CONTOUR, MOST_CONTOUR);
    double accident = ACCIDENT * Chance.bell(seed, voice, tone.onset(), tone.pitch());
    double exact = level + balance + (top ? 0 : BELOW_TOP) + shape * (accents.at(place) + contour) + accident;
    int velocity = Math.clamp(Math.round(exact), 1, 127);
    Integer before = last.get(tone.pitch());
    if (before != null && before == velocity) {
      velocity += velocity == 127 || (velocity > 1 && exact < velocity) ? -1 : 1;
    }
    last.put(tone.pitch(), velocity);
    return velocity;
  }

  private static double between(double own, double players, double amount) {
    return own + amount * (players - own);
  }
}
