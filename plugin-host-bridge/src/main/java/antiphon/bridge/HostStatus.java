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
  FAILED
}
