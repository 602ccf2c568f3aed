package antiphon.web;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets another device of the network in: whoever types the code that the terminal shows is given the page's token. The
 * code is one of 31<sup>8</sup>, about 10<sup>12</sup>; an address that gave a wrong one must wait before its next try, a
 * second at first and twice as long each time, while nobody else waits for it. Locked by itself. [any]
 */
public final class Door {
  /** Neither I, L, O nor 0, 1, which look like each other. */
  private static final String CHARACTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

  private static final int HALF = 4;
  private static final long FIRST_WAIT_S = 1;
  private static final long LONGEST_WAIT_S = 900;
  private static final long NS_PER_S = 1_000_000_000L;
  /** Whoever has more addresses than this may try so much oftener, which is still nothing against the code's length. */
  static final int MOST_ADDRESSES = 4_096;
  /** All addresses of one IPv6 network are one device's to choose from. */
  private static final int NETWORK_BYTES = 8;

  private final LongSupplier nanoClock;
  private final String code;
  /** By address, the one that tried longest ago first. */
  private final Map<ByteBuffer, Wrong> wrong = new LinkedHashMap<>(16, 0.75f, true) {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Wrong> eldest) {
      return size() > MOST_ADDRESSES;
    }
  };

  /** The last wrong try of an address, and for how long the next one is not looked at. */
  private record Wrong(long atNs, long waitS) {
    long leftNs(long nowNs) {
      return waitS * NS_PER_S - (nowNs - atNs);
    }
  }

  /** What a try came to. */
  sealed interface Tried {
    /** The code. */
    record Right() implements Tried {}

    /** Another one; the next try is looked at in so many seconds. */
    record Mistaken(long waitS) implements Tried {}

    /** Not even looked at, which it is in so many seconds. */
    record TooSoon(long waitS) implements Tried {}
  }

  public Door(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    SecureRandom random = new SecureRandom();
    StringBuilder drawn = new StringBuilder();
    for (int i = 0; i < 2 * HALF; i++) {
      drawn.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
    }
    code = drawn.toString();
  }

  /** The code as it is shown: two groups of four. */
  public String code() {
    return code.substring(0, HALF) + "-" + code.substring(HALF);
  }

  /** Whether {@code given} is the code, in capitals or not, with or without what is between its groups. */
  synchronized Tried knock(InetAddress from, @Nullable String given) {
    long nowNs = nanoClock.getAsLong();
    ByteBuffer address = network(from);
    Wrong before = wrong.get(address);
    long leftNs = before == null ? 0 : before.leftNs(nowNs);
    if (leftNs > 0) {
      return new Tried.TooSoon((leftNs + NS_PER_S - 1) / NS_PER_S);
    }
    if (given != null && MessageDigest.isEqual(bytes(plain(given)), bytes(code))) {
      wrong.remove(address);
      return new Tried.Right();
    }
    long waitS = before == null ? FIRST_WAIT_S : Math.min(LONGEST_WAIT_S, 2 * before.waitS);
    wrong.put(address, new Wrong(nowNs, waitS));
    return new Tried.Mistaken(waitS);
  }

  /** How many addresses are remembered. */
  synchronized int addresses() {
    return wrong.size();
  }

  private static String plain(String given) {
    return given.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ByteBuffer network(InetAddress from) {
    byte[] address = from.getAddress();
    return ByteBuffer.wrap(java.util.Arrays.copyOf(address, Math.min(address.length, NETWORK_BYTES)));
  }
}
