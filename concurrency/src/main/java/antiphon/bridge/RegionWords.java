package antiphon.bridge;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZJJ_Result;

/** Words under a seqlock are of one writing, or are not taken. */
@JCStressTest
@Outcome(id = "false, 0, 0", expect = ACCEPTABLE, desc = "written meanwhile: not taken")
@Outcome(id = "true, 72340172838076673, 72340172838076673", expect = ACCEPTABLE, desc = "the earlier ones")
@Outcome(id = "true, 144680345676153346, 144680345676153346", expect = ACCEPTABLE, desc = "the later ones")
@State
public class RegionWords {
  private static final byte[] EARLIER = Regions.blob(16, 1);
  private static final byte[] LATER = Regions.blob(16, 2);

  private final Region region = Regions.of(EARLIER);
  private final long[] words = new long[4];

  @Actor
  public void write() {
    region.writeBlob(0, LATER, 64);
  }

  @Actor
  public void read(ZJJ_Result r) {
    r.r1 = region.readWords(0, words);
    r.r2 = r.r1 ? words[2] : 0;
    r.r3 = r.r1 ? words[3] : 0;
  }
}
