package antiphon.web;

/** A slot of the feed's ring: a message that was played. Mutable; filled by whoever offers it. */
final class Told {
  int message;
  long timeNs;
  boolean companion;
}
