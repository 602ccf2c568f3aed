package antiphon.bridge;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/** Bytes under a seqlock are of one writing. */
@JCStressTest
@Outcome(id = "16, 1, 1", expect = ACCEPTABLE, desc = "the earlier ones")
@Outcome(id = "24, 2, 2", expect = ACCEPTABLE, desc = "the later ones")
@Outcome(id = "0, 0, 0", expect = ACCEPTABLE, desc = "the writer was held up in the middle, longer than one waits")
@State
public class RegionBlob {
  private static final byte[] EARLIER = Regions.blob(16, 1);
  private static final byte[] LATER = Regions.blob(24, 2);

  private final Region region = Regions.of(EARLIER);

  @Actor
  public void write() {
    region.writeBlob(0, LATER, 64);
  }

  @Actor
  public void read(III_Result r) {
    byte[] blob = region.readBlob(0, 64);
    r.r1 = blob.length;
    r.r2 = blob.length == 0 ? 0 : blob[0];
    r.r3 = blob.length == 0 ? 0 : blob[blob.length - 1];
  }
}
