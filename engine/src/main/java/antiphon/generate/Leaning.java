package antiphon.generate;

import antiphon.abc.BarGrammar;
import antiphon.abc.SymbolSet;
import antiphon.patch.Patch;
import java.util.Arrays;

/** Draws a model's distribution of the next symbol as a {@link Lean} says. Mutable scratch; allocates nothing. [engine] */
final class Leaning implements BarGrammar.PitchWeights {
  private final double[] byPitch = new double[128];
  private final double[] bySymbol = new double[Patch.VOCABULARY];
  private final float[] leaned = new float[Patch.VOCABULARY];
  private Lean lean = Lean.NONE;
  private int voice;

  /** From now on {@code voice} is written, from 0. */
  void voice(Lean how, int place) {
    lean = how;
    voice = place;
  }

  /** What e to the weight of a pitch class is, 1 where nothing is said. */
  @Override
  public double[] at(long at) {
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

  /** {@code logits} drawn; they themselves where nothing is to be drawn. Pitches together stay as likely as they were. */
  float[] applied(float[] logits, BarGrammar grammar, SymbolSet allowed) {
    if (lean.parts().isEmpty() || !lean.voices().contains(voice)) {
      return logits;
    }
    Arrays.fill(bySymbol, 0);
    grammar.weighPitches(this, bySymbol);
    float top = Float.NEGATIVE_INFINITY;
    for (int symbol = 0; symbol < logits.length; symbol++) {
      top = allowed.contains(symbol) ? Math.max(top, logits[symbol]) : top;
    }
    double before = 0;
    double after = 0;
    for (int symbol = 0; symbol < logits.length; symbol++) {
      if (bySymbol[symbol] > 0 && allowed.contains(symbol)) {
        double share = StrictMath.exp(logits[symbol] - (double) top);
        before += share;
        after += share * bySymbol[symbol];
      }
    }
    if (before == 0 || after == 0) {
      return logits;
    }
    System.arraycopy(logits, 0, leaned, 0, logits.length);
    for (int symbol = 0; symbol < logits.length; symbol++) {
      if (bySymbol[symbol] > 0 && allowed.contains(symbol)) {
        leaned[symbol] += (float) StrictMath.log(bySymbol[symbol] * before / after);
      }
    }
    return leaned;
  }
}
