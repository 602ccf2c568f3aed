package antiphon.lab.judge;

import antiphon.lab.ways.Stretch;
import antiphon.score.Bar;

/** How music comes to rest. Stateless. */
public final class Endings {
  private static final int CLASSES = 12;

  private Endings() {}

  /** 1 if the lowest pitch on a strong beat of the last bar, its first or its middle one, is the key's tonic, 0 else. */
  public static double tonic(Stretch stretch) {
    Passage passage = Passage.of(stretch.bars(), stretch.score().voices().stream().map(voice -> voice.notes()).toList());
    Bar last = stretch.bars().getLast();
    return tonic(passage, last, last.start()) || tonic(passage, last, last.start() + last.length() / 2) ? 1 : 0;
  }

  private static boolean tonic(Passage passage, Bar bar, long at) {
    int[] pitches = bar.meter().onPulse(at - bar.start()) ? passage.sounding(at) : new int[0];
    return pitches.length > 0 && Math.floorMod(pitches[0] - bar.key().tonic(), CLASSES) == 0;
  }
}
