package antiphon.bridge;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** Regions of a few words each, of one piece of memory: more of them than states at a time. */
final class Regions {
  private static final int BYTES = 128;
  private static final int COUNT = 1 << 16;
  private static final ByteBuffer ALL = ByteBuffer.allocateDirect(BYTES * COUNT).alignedSlice(64);
  private static final AtomicInteger NEXT = new AtomicInteger();

  private Regions() {}

  /** A region that no other state has now, with {@code blob} at 0. */
  static Region of(byte[] blob) {
    int number = NEXT.getAndIncrement() % (COUNT - 1) & COUNT - 1;
    Region region = new Region(ALL.slice(number * BYTES, BYTES).order(ByteOrder.LITTLE_ENDIAN));
    region.writeBlob(0, blob, BYTES);
    return region;
  }

  /** So many bytes, all of one value. */
  static byte[] blob(int length, int value) {
    byte[] blob = new byte[length];
    Arrays.fill(blob, (byte) value);
    return blob;
  }
}
