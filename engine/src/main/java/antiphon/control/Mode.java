package antiphon.control;

import java.util.Locale;

/** How player and companion share the time. */
public enum Mode {
  /** The player plays a phrase, the companion goes on from it. */
  CONTINUE,
  /** Player and companion take turns of fixed length. */
  TRADE,
  /** The companion plays along in the same bars. */
  ACCOMPANY,
  /** The companion listens only. */
  THRU;

  /** The name as typed: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
