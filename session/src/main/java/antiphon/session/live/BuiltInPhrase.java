package antiphon.session.live;

import antiphon.abc.AbcReader;
import antiphon.score.Score;
import antiphon.time.Meter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A tune that comes with the program, for when nobody plays.
 *
 * @param title for people
 * @param score one voice of four bars
 */
public record BuiltInPhrase(String title, Score score) {
  /** Meters in which there is a phrase. */
  public static final List<Meter> METERS =
      List.of(Meter.COMMON, new Meter(3, 4), new Meter(6, 8), new Meter(7, 8), new Meter(5, 4));

  /** The phrase in that meter, if there is one. */
  public static Optional<BuiltInPhrase> in(Meter meter) {
    if (!METERS.contains(meter)) {
      return Optional.empty();
    }
    String resource = "/antiphon/session/phrases/" + meter.toString().replace('/', '-') + ".abc";
    try (InputStream in = BuiltInPhrase.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException(resource + " is not on the class path");
      }
      String abc = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      String title = abc.lines().filter(line -> line.startsWith("T:")).map(line -> line.substring(2).strip())
          .collect(Collectors.joining(" "));
      return Optional.of(new BuiltInPhrase(title, AbcReader.read(abc)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bars of the phrase. */
  public int bars() {
    return score.bars().size();
  }
}
