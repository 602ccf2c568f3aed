package antiphon.bridge;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Mode;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.Signal;
import org.openjdk.jcstress.annotations.State;

/** Whoever waits for the next writing of the other side sees it. */
@JCStressTest(Mode.Termination)
@Outcome(id = "TERMINATED", expect = ACCEPTABLE, desc = "it was seen")
@Outcome(id = "STALE", expect = FORBIDDEN, desc = "the sequence was read once and kept")
@State
public class RegionChanges {
  private static final byte[] EARLIER = Regions.blob(16, 1);
  private static final byte[] LATER = Regions.blob(16, 2);

  private final Region region = Regions.of(EARLIER);
  private final long[] words = new long[4];

  @Actor
  public void read() {
    while (!region.readWords(0, words) || (words[2] & 0xFF) != 2) {
      // Reads again.
    }
  }

  @Signal
  public void write() {
    region.writeBlob(0, LATER, 64);
  }
}
