package antiphon.bridge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.LongPredicate;

/** Which engine serves an instance, as the words of its shared memory say. [bridge] */
final class Claim {
  private final Region region;
  private final long enginePid;

  /** @param enginePid the process that claims */
  Claim(Region region, long enginePid) {
    this.region = region;
    this.enginePid = enginePid;
  }

  /** @throws IOException if this is no instance, or of another version */
  void check(String name) throws IOException {
    if (region.opaqueLong(Layout.MAGIC_AT) != Layout.MAGIC || region.acquireInt(Layout.PUBLISHED_AT) != 1) {
      throw new IOException(name + ": not a plug-in instance");
    }
    int abi = region.acquireInt(Layout.ABI_AT);
    if (abi != Layout.ABI || region.opaqueLong(Layout.REGION_BYTES_AT) != Layout.REGION_BYTES) {
      throw new IOException(
          name + ": the plug-in speaks version " + abi + " of the protocol, expected " + Layout.ABI
              + "; install the plug-in that came with this engine");
    }
  }

  /** Claims what is free, ours, or a dead engine's; false if another engine that is alive has it. */
  boolean take(LongPredicate alive) {
    boolean free = region.compareAndSetInt(Layout.ENGINE_STATE_AT, Layout.ENGINE_FREE, Layout.ENGINE_CLAIMED);
    long owner = region.acquireLong(Layout.ENGINE_PID_AT);
    if (!free && owner != enginePid && alive.test(owner)) {
      return false;
    }
    region.releaseInt(Layout.ENGINE_PROTOCOL_AT, Layout.PROTOCOL);
    region.releaseLong(Layout.ENGINE_PID_AT, enginePid);
    if (owner != enginePid) {
      say(HostStatus.GETTING_READY, "");
    }
    return true;
  }

  /** Tells the host what to show of the engine. */
  void say(HostStatus status, String line) {
    region.writeBlob(Layout.STATUS_TEXT_AT, utf8(line, Layout.STATUS_TEXT_MAX), Layout.STATUS_TEXT_MAX);
    region.releaseInt(Layout.ENGINE_STATUS_AT, status.ordinal());
  }

  /** At most so many bytes, and no part of a character. */
  private static byte[] utf8(String line, int most) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    int length = Math.min(bytes.length, most);
    while (length < bytes.length && (bytes[length] & 0xC0) == 0x80) {
      length--;
    }
    return Arrays.copyOf(bytes, length);
  }

  /** Tells the plug-in that it is served anew, once the rings are joined. */
  void announce() {
    region.releaseInt(Layout.ENGINE_GENERATION_AT, region.acquireInt(Layout.ENGINE_GENERATION_AT) + 1);
    region.releaseInt(Layout.ENGINE_STATE_AT, Layout.ENGINE_CLAIMED);
  }

  /** Whether the last engine to claim it was ours; the plug-in may have taken it back since. */
  boolean ours() {
    return region.acquireLong(Layout.ENGINE_PID_AT) == enginePid;
  }

  /** Whether the plug-in took it back, having heard nothing for a second. */
  boolean takenBack() {
    return region.acquireInt(Layout.ENGINE_STATE_AT) == Layout.ENGINE_FREE;
  }

  /** Lets another engine have it. */
  void release() {
    if (ours()) {
      region.compareAndSetInt(Layout.ENGINE_STATE_AT, Layout.ENGINE_CLAIMED, Layout.ENGINE_FREE);
    }
  }
}
