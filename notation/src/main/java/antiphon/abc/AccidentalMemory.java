package antiphon.abc;

import antiphon.score.Key;
import java.util.Arrays;

/**
 * The alterations in force for each letter and octave of one voice: the key signature, then the
 * accidentals of this bar. Shared by reader, writer and grammar, so that the three never differ.
 */
final class AccidentalMemory {
  private static final int OCTAVES = 13;
  private final byte[] alteration = new byte[7 * OCTAVES];

  void copyFrom(AccidentalMemory other) {
    System.arraycopy(other.alteration, 0, alteration, 0, alteration.length);
  }

  /** Forgets the bar: every letter has the alteration of the signature again. */
  void startBar(Key key) {
    for (int step = 0; step < 7; step++) {
      Arrays.fill(alteration, step * OCTAVES, (step + 1) * OCTAVES, (byte) Spelling.signature(step, key));
    }
  }

  /** As {@link #startBar(Key)}, for a signature that may be no key's. */
  void startBar(Signature signature) {
    for (int step = 0; step < 7; step++) {
      Arrays.fill(alteration, step * OCTAVES, (step + 1) * OCTAVES, signature.alterations().get(step).byteValue());
    }
  }

  /** The alteration of a letter written without accidental. */
  int alteration(int step, int octave) {
    return alteration[index(step, octave)];
  }

  /** Remembers an accidental until the bar ends. */
  void remember(Spelling spelling) {
    alteration[index(spelling.step(), spelling.octave())] = (byte) spelling.alteration();
  }

  /** As {@link #remember}, for the letter in all octaves. */
  void rememberInAllOctaves(Spelling spelling) {
    Arrays.fill(
        alteration, spelling.step() * OCTAVES, (spelling.step() + 1) * OCTAVES, (byte) spelling.alteration());
  }

  private static int index(int step, int octave) {
    return step * OCTAVES + Math.clamp(octave + 2, 0, OCTAVES - 1);
  }
}
