package antiphon.generate;

import antiphon.abc.BarGrammar;
import antiphon.abc.SymbolSet;
import antiphon.abc.VoiceLimits;
import antiphon.patch.Patch;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/** Draws a model's distribution of the next symbol as a {@link Lean} says. Mutable scratch; allocates nothing. [engine] */
final class Leaning {
  /** Nats by which the logarithm of a length counts at a density of 1: measured to change the notes by about two. */
  private static final double SHORTNESS = 2;

  /** Nats by which rests become rarer at a density of 1. */
  private static final double RESTLESSNESS = 2;

  /** Most nats a semitone upwards, and downwards, where a model is harder to move; the voice's range does the rest. */
  private static final double UPWARDS = 0.25;

  private static final double DOWNWARDS = 0.35;

  /** Semitones at which the tilt is three quarters of the most. */
  private static final double MOVED_UP = 8;

  private static final double MOVED_DOWN = 4;

  /** Semitones by which notes are thought to spread around the middle of a voice, where only one of several can be meant. */
  private static final double SPREAD = 7;

  /** The length that a density does not change, in 32nds: a quarter. */
  private static final double USUAL = 8;

  private final double[] byPitch = new double[128];
  private final double[] bySymbol = new double[Patch.VOCABULARY];
  private final double[] untilted = new double[Patch.VOCABULARY];
  private final float[] leaned = new float[Patch.VOCABULARY];
  private final BarGrammar.PitchWeights fitting = this::fitting;
  private final BarGrammar.PitchWeights higher = this::higher;
  private final BarGrammar.PitchWeights plain = this::plain;
  private final IntToDoubleFunction shorter = this::shorter;
  private Lean lean = Lean.NONE;
  private Tilt tilt = Tilt.NONE;
  private int voice;
  private double middle;

  /** From now on {@code voice} is written, from 0. */
  void voice(Lean how, int place, VoiceLimits limits) {
    lean = how;
    voice = place;
    tilt = how.tilt(place);
    middle = (limits.lowest() + limits.highest()) / 2.0;
  }

  /** From now on nothing is drawn. */
  void none() {
    lean = Lean.NONE;
    tilt = Tilt.NONE;
  }

  /** What e to the worth of a pitch is, 1 where nothing is said. */
  private double[] fitting(long at) {
    double[] worth = lean.worth(voice, at);
    double strength = lean.strength(at);
    for (int pitchClass = 0; pitchClass < 12; pitchClass++) {
      double weight = worth == null ? 1 : StrictMath.exp(strength * worth[pitchClass]);
      for (int pitch = pitchClass; pitch < byPitch.length; pitch += 12) {
        byPitch[pitch] = weight;
      }
    }
    return byPitch;
  }

  /** How likely a pitch is around the middle of its voice, times what its height weighs. */
  private double[] higher(long at) {
    return around(slope());
  }

  private double slope() {
    return tilt.register() > 0
        ? UPWARDS * StrictMath.tanh(tilt.register() / MOVED_UP) : DOWNWARDS * StrictMath.tanh(tilt.register() / MOVED_DOWN);
  }

  private double[] plain(long at) {
    return around(0);
  }

  private double[] around(double slope) {
    for (int pitch = 0; pitch < byPitch.length; pitch++) {
      double off = pitch - middle;
      byPitch[pitch] = StrictMath.exp(slope * off - off * off / (2 * SPREAD * SPREAD));
    }
    return byPitch;
  }

  private double shorter(int length) {
    return StrictMath.pow(length / USUAL, -SHORTNESS * tilt.density());
  }

  /** {@code logits} drawn; they themselves where nothing is to be drawn. */
  float[] applied(float[] logits, BarGrammar grammar, SymbolSet allowed) {
    boolean harmony = !lean.parts().isEmpty() && lean.voices().contains(voice);
    if (!harmony && tilt.equals(Tilt.NONE)) {
      return logits;
    }
    System.arraycopy(logits, 0, leaned, 0, logits.length);
    if (harmony) {
      Arrays.fill(bySymbol, 0);
      grammar.weighPitches(fitting, bySymbol);
      draw(allowed);
    }
    if (tilt.register() != 0) {
      Arrays.fill(bySymbol, 0);
      Arrays.fill(untilted, 0);
      grammar.weighPitches(higher, bySymbol);
      grammar.weighPitches(plain, untilted);
      int pitch = grammar.pitchAtHand();
      double done = pitch < 0 ? 0 : StrictMath.exp(slope() * (pitch - middle));
      for (int symbol = 0; symbol < bySymbol.length; symbol++) {
        boolean octave = symbol == '\'' || symbol == ',';
        double own = bySymbol[symbol] > 0 && untilted[symbol] > 0 ? bySymbol[symbol] / untilted[symbol] : 0;
        // Whatever else comes says that the pitch at hand is meant, and perhaps which comes next.
        bySymbol[symbol] = pitch < 0 || octave ? own : own > 0 ? done * own : done;
      }
      draw(allowed);
    }
    if (tilt.density() != 0) {
      Arrays.fill(bySymbol, 0);
      double last = grammar.weighLengths(shorter, bySymbol);
      if (last > 0) {
        bySymbol[Patch.END] = last;
        bySymbol['|'] = last;
      }
      draw(allowed);
      leaned['z'] -= (float) (RESTLESSNESS * tilt.density());
    }
    return leaned;
  }

  /** Multiplies the chances of the allowed symbols that weigh something; together they stay as likely as they were. */
  private void draw(SymbolSet allowed) {
    float top = Float.NEGATIVE_INFINITY;
    for (int symbol = 0; symbol < leaned.length; symbol++) {
      top = allowed.contains(symbol) ? Math.max(top, leaned[symbol]) : top;
    }
    double before = 0;
    double after = 0;
    for (int symbol = 0; symbol < leaned.length; symbol++) {
      if (bySymbol[symbol] > 0 && allowed.contains(symbol)) {
        double share = StrictMath.exp(leaned[symbol] - (double) top);
        before += share;
        after += share * bySymbol[symbol];
      }
    }
    if (before == 0 || after == 0) {
      return;
    }
    for (int symbol = 0; symbol < leaned.length; symbol++) {
      if (bySymbol[symbol] > 0 && allowed.contains(symbol)) {
        leaned[symbol] += (float) StrictMath.log(bySymbol[symbol] * before / after);
      }
    }
  }
}
