package antiphon.session.sheet;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** What sheet music can be written as, by the endings of names. */
public enum EngravedKind {
  PDF(".pdf"),
  SVG(".svg"),
  PNG(".png");

  /** For messages, where a picture is always sheet music. */
  public static final String ENDINGS = ".pdf, .svg, .png";

  /** For messages, where a picture may also be a piano roll. */
  public static final String SCORE_ENDINGS = ".pdf, .score.svg, .score.png";

  private static final String SCORE = ".score";

  private final String ending;

  EngravedKind(String ending) {
    this.ending = ending;
  }

  /** The kind of a file by its ending, if it is one of these. */
  public static Optional<EngravedKind> of(Path file) {
    String name = name(file);
    for (EngravedKind kind : values()) {
      if (name.endsWith(kind.ending)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /** As {@link #of}, where {@code .svg} and {@code .png} alone are a piano roll: only {@code .score.svg} and {@code .score.png}. */
  public static Optional<EngravedKind> ofScore(Path file) {
    return of(file).filter(kind -> kind == PDF || name(file).endsWith(SCORE + kind.ending));
  }

  private static String name(Path file) {
    return file.toString().toLowerCase(Locale.ROOT);
  }
}
