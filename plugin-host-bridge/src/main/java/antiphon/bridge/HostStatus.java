package antiphon.bridge;

/** What the host shows of the engine: the texts of {@link HostParameter#STATUS}, in their order. */
public enum HostStatus {
  /** The plug-in's own finding; an engine does not say it. */
  NO_ENGINE,
  READY,
  LISTENING,
  PLAYING,
  /** A model is missing or failed, and its stand-in plays. */
  FALLBACK,
  FAILED,
  /** Claimed, and nothing is answered yet. */
  GETTING_READY,
  /** Some of what the player played a moment ago was not heard. */
  INPUT_LOST,
  /** A part of the engine failed a moment ago; it goes on without. */
  FAULT
}
