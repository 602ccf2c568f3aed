package antiphon.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets another device of the network in: whoever types the code that the terminal shows is given the page's token. One
 * try a second, for all together; after five wrong ones the code is another. Locked by itself. [any]
 */
public final class Door {
  private static final int CODES = 1_000_000;
  private static final int MOST_WRONG = 5;
  private static final long PAUSE_NS = 1_000_000_000L;

  private final LongSupplier nanoClock;
  private final Consumer<String> shown;
  private final SecureRandom random = new SecureRandom();
  private String code = "";
  private int wrong;
  private long lastNs;

  /** What a try came to. */
  enum Tried {
    RIGHT,
    WRONG,
    /** Not even looked at. */
    TOO_SOON
  }

  /** @param shown is told each code, for the terminal */
  public Door(LongSupplier nanoClock, Consumer<String> shown) {
    this.nanoClock = nanoClock;
    this.shown = shown;
    this.lastNs = nanoClock.getAsLong() - PAUSE_NS;
    renew();
  }

  private void renew() {
    code = String.format(java.util.Locale.ROOT, "%06d", random.nextInt(CODES));
    wrong = 0;
    shown.accept(code);
  }

  /** Whether {@code given} is the code. */
  synchronized Tried knock(@Nullable String given) {
    long nowNs = nanoClock.getAsLong();
    if (nowNs - lastNs < PAUSE_NS) {
      return Tried.TOO_SOON;
    }
    lastNs = nowNs;
    if (given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8))) {
      wrong = 0;
      return Tried.RIGHT;
    }
    if (++wrong >= MOST_WRONG) {
      renew();
    }
    return Tried.WRONG;
  }
}
