package antiphon.generate;

/**
 * What becomes of one voice in a line that is to be written.
 *
 * @param kind who writes it
 * @param text of {@link Kind#GIVEN} the whole bar, of {@link Kind#WRITTEN} and {@link Kind#CONTINUED} how it begins; else empty
 * @param sounds whether what the model writes of it may not leave the whole bar a rest
 */
public record VoiceTask(Kind kind, String text, boolean sounds) {
  /** Who writes a voice. */
  public enum Kind {
    /** Nobody: it rests and is left out. */
    SILENT,
    /** It is there already. */
    GIVEN,
    /** The model, if it likes. */
    OPEN,
    /** The model, from where the given beginning ends; its last note may become longer. */
    WRITTEN,
    /** The same, but what is given stays as it is, as it sounds already. */
    CONTINUED
  }

  /** A voice that is left out. */
  public static final VoiceTask SILENT = new VoiceTask(Kind.SILENT, "", false);

  /** A voice that the model may write or leave out. */
  public static final VoiceTask OPEN = new VoiceTask(Kind.OPEN, "", false);

  /** A voice that is there already. */
  public static VoiceTask given(String text) {
    return new VoiceTask(Kind.GIVEN, text, false);
  }

  /** A voice that the model must write, after {@code beginning}, which may be empty. */
  public static VoiceTask written(String beginning) {
    return new VoiceTask(Kind.WRITTEN, beginning, false);
  }

  /** A voice that the model must write, after {@code sealed}, of which nothing changes. */
  public static VoiceTask continued(String sealed) {
    return new VoiceTask(Kind.CONTINUED, sealed, false);
  }

  /** The same, but that it may not rest for the whole bar, unless time runs out. */
  public VoiceTask sounding() {
    return new VoiceTask(kind, text, true);
  }

  /** Whether the line must hold this voice. */
  boolean required() {
    return kind != Kind.SILENT && kind != Kind.OPEN;
  }

  /** Whether the line may hold this voice. */
  boolean possible() {
    return kind != Kind.SILENT;
  }
}
