package antiphon.bridge;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The words of one instance's shared memory, with the ordering that the other side counts on. */
final class Region {
  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN).withInvokeExactBehavior();
  private static final int BLOB_TRIES = 1_000;

  private final ByteBuffer bytes;

  /** @param bytes {@value Layout#REGION_BYTES} of them, little endian, aligned to a page */
  Region(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  ByteBuffer bytes() {
    return bytes;
  }

  long acquireLong(int at) {
    return (long) LONG.getAcquire(bytes, at);
  }

  int acquireInt(int at) {
    return (int) INT.getAcquire(bytes, at);
  }

  long opaqueLong(int at) {
    return (long) LONG.getOpaque(bytes, at);
  }

  double opaqueDouble(int at) {
    return Double.longBitsToDouble(opaqueLong(at));
  }

  void releaseLong(int at, long value) {
    LONG.setRelease(bytes, at, value);
  }

  void releaseInt(int at, int value) {
    INT.setRelease(bytes, at, value);
  }

  boolean compareAndSetInt(int at, int expected, int value) {
    return INT.compareAndSet(bytes, at, expected, value);
  }

  /**
   * Reads words under a seqlock: the word at {@code at} and those behind it.
   *
   * @return whether they are of one writing; if not, they are to be read again later
   */
  boolean readWords(int at, long[] words) {
    long sequence = acquireLong(at);
    words[0] = sequence;
    for (int i = 1; i < words.length; i++) {
      words[i] = opaqueLong(at + 8 * i);
    }
    VarHandle.acquireFence();
    return (sequence & 1) == 0 && opaqueLong(at) == sequence;
  }

  /** Writes bytes under a seqlock of ours; what is longer than {@code most} is cut. */
  void writeBlob(int at, byte[] blob, int most) {
    int length = Math.min(blob.length, most);
    long sequence = opaqueLong(at) & ~1;
    LONG.setOpaque(bytes, at, sequence + 1);
    VarHandle.releaseFence();
    LONG.setOpaque(bytes, at + 8, (long) length);
    for (int i = 0; i < length; i += 8) {
      long word = 0;
      for (int b = 0; b < 8 && i + b < length; b++) {
        word |= (blob[i + b] & 0xFFL) << (8 * b);
      }
      LONG.setOpaque(bytes, at + 16 + i, word);
    }
    releaseLong(at, sequence + 2);
  }

  /** Reads bytes under a seqlock of the other side; empty if there are none, or they are not whole. */
  byte[] readBlob(int at, int most) {
    for (int attempt = 0; attempt < BLOB_TRIES; attempt++) {
      long sequence = acquireLong(at);
      long length = opaqueLong(at + 8);
      if (sequence == 0 || length < 0 || length > most) {
        return new byte[0];
      }
      byte[] blob = new byte[(int) length];
      for (int i = 0; i < blob.length; i++) {
        blob[i] = (byte) (opaqueLong(at + 16 + (i & ~7)) >>> (8 * (i & 7)));
      }
      VarHandle.acquireFence();
      if ((sequence & 1) == 0 && opaqueLong(at) == sequence) {
        return blob;
      }
      Thread.onSpinWait();
    }
    return new byte[0];
  }
}
