package antiphon.midi;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes 16-bit little-endian samples through and keeps the largest. */
final class PeakStream extends FilterInputStream {
  private int peak;
  private long position;
  private int low;

  PeakStream(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = in.read(bytes, offset, length);
    for (int i = offset; i < offset + count; i++) {
      if ((position++ & 1) == 0) {
        low = bytes[i] & 0xFF;
      } else {
        peak = Math.max(peak, Math.abs(bytes[i] << 8 | low));
      }
    }
    return count;
  }

  int peak() {
    return peak;
  }
}
