package antiphon.session.sheet;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of files that hold a score. */
public enum SheetKind {
  MIDI(List.of(".mid", ".midi")),
  ABC(List.of(".abc")),
  MUSICXML(List.of(".musicxml", ".mxl", ".xml"));

  /** The usual endings, for messages. */
  public static final String ENDINGS = ".mid, .abc, .musicxml or .mxl";

  private final List<String> endings;

  SheetKind(List<String> endings) {
    this.endings = endings;
  }

  /** The kind of a file by its ending, if it is one of ours. */
  public static Optional<SheetKind> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    for (SheetKind kind : values()) {
      if (kind.endings.stream().anyMatch(name::endsWith)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
