package antiphon.take;

import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Fault;
import antiphon.take.TakeEntry.Composed;
import antiphon.take.TakeEntry.Ended;
import antiphon.take.TakeEntry.Faulted;
import antiphon.take.TakeEntry.Happened;
import antiphon.take.TakeEntry.Lost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A take that was read: what was known before, what happened, and what depended on the machine. Immutable. */
public final class Take {
  /** Two days of playing. */
  private static final long MOST_BYTES = 256L << 20;

  private final TakeOrigin origin;
  private final EngineSettings settings;
  private final List<Happened> events;
  private final List<Composed> composed;
  private final List<Fault> faults;
  private final Optional<String> shortness;

  private Take(
      TakeOrigin origin, EngineSettings settings, List<Happened> events, List<Composed> composed, List<Fault> faults,
      Optional<String> shortness) {
    this.origin = origin;
    this.settings = settings;
    this.events = List.copyOf(events);
    this.composed = List.copyOf(composed);
    this.faults = List.copyOf(faults);
    this.shortness = shortness;
  }

  /**
   * Reads a file. One that was cut off in the middle of its last line is read up to there.
   *
   * @throws TakeException if it is damaged, of another version or longer than 256 MiB
   */
  public static Take read(Path path) throws IOException {
    if (Files.size(path) > MOST_BYTES) {
      throw new TakeException(path.getFileName() + ": " + Files.size(path) + " bytes, expected at most " + MOST_BYTES);
    }
    return parse(new String(Files.readAllBytes(path), StandardCharsets.UTF_8), String.valueOf(path.getFileName()));
  }

  public static Take parse(String text, String place) {
    int end = text.lastIndexOf('\n');
    if (end < 0) {
      throw new TakeException(place + ": " + (text.isEmpty() ? "empty" : "no whole line") + ", expected the header of a take");
    }
    String[] lines = text.substring(0, end).split("\n", -1);
    TakeHeader header = TakeHeader.read(lines[0], place);
    EngineSettings settings = header.settings(place);
    List<Happened> events = new ArrayList<>();
    List<Composed> composed = new ArrayList<>();
    List<Fault> faults = new ArrayList<>();
    Optional<String> shortness = Optional.of("it was not closed, as when the program was killed");
    for (int i = 1; i < lines.length; i++) {
      switch (TakeText.read(lines[i], place + ", line " + (i + 1))) {
        case Happened event -> events.add(event);
        case Composed entry -> composed.add(entry);
        case Faulted entry -> faults.add(entry.fault());
        case Ended ended -> shortness = Optional.empty();
        case Lost lost -> {
          // From here on it is not known what was heard; what went before is whole.
          return new Take(header.origin(), settings, events, composed, faults, Optional.of(
              "not replayable from line " + (i + 1) + " on, where " + lost.entries() + " entries found no room"));
        }
      }
    }
    return new Take(header.origin(), settings, events, composed, faults, shortness);
  }

  /** Of the program and its model. */
  public TakeOrigin origin() {
    return origin;
  }

  /**
   * Fails unless the take was played with the weights of this hash.
   *
   * @throws TakeException if it was played with others
   */
  public void requireWeights(String sha256) {
    if (!sha256.equals(origin.sha256())) {
      throw new TakeException(
          "model with weights " + shortened(sha256) + ": expected " + shortened(origin.sha256()) + " of '" + origin.model()
              + "', by which the take was played; to export it no model is needed");
    }
  }

  private static String shortened(String sha256) {
    return sha256.substring(0, Math.min(12, sha256.length()));
  }

  /** How it was played. */
  public EngineSettings settings() {
    return settings;
  }

  /** Why it does not reach to the end of the session, if it does not. */
  public Optional<String> shortness() {
    return shortness;
  }

  /** What went wrong while it was played: the first fault of each kind and place. */
  public List<Fault> faults() {
    return faults;
  }

  public List<Happened> events() {
    return events;
  }

  public List<Composed> composed() {
    return composed;
  }
}
