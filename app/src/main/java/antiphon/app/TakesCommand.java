package antiphon.app;

import antiphon.session.live.TakeRecorder;
import antiphon.session.shelf.TakeShelf;
import antiphon.library.Analysis;
import antiphon.library.Found;
import antiphon.library.Listed;
import antiphon.library.MelodyQuery;
import antiphon.library.TakeLibrary;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code antiphon takes}: lists, finds, marks, exports and goes on from what was played. */
@Command(
    name = "takes",
    subcommands = {TakesPlayCommand.class, TakesPracticeCommand.class},
    description = {
      "Lists the takes of a folder, finds them again, and does with them what the page does.",
      "A take is meant by its id, the beginning or end of it, its name, or 'last'. Without a command it lists them."
    },
    footer = {
      "", "Examples:",
      "  antiphon takes",
      "  antiphon takes find --melody 'GABc d2'",
      "  antiphon takes play last --from 9",
      "  antiphon takes name last 'Evening waltz'",
      "  antiphon takes practice --last 12",
      "  antiphon takes export last waltz.musicxml waltz.pdf",
      "  antiphon takes branch last --bar 8 --in Keystation --out synth",
      "", "Exit codes: 0 done, 1 failed, 2 wrong usage."
    })
final class TakesCommand implements Callable<Integer> {
  private static final int MOST = 20;
  /** Of a file that is imported; the largest scores have some. */
  private static final long MOST_BYTES = 32L << 20;

  @Option(names = "--folder", paramLabel = "DIR", defaultValue = TakeRecorder.FOLDER, scope = ScopeType.INHERIT,
      description = "Where the takes are (default: ${DEFAULT-VALUE}).")
  private Path folder = Path.of(TakeRecorder.FOLDER);

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Say it as JSON.")
  private boolean json;

  @Option(names = "--rebuild", description = "Make the database anew from the takes' own files.")
  private boolean rebuild;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final ObjectMapper mapper = new ObjectMapper();

  /** What is done with the library, once it knows all there is. */
  interface Work {
    void on(TakeShelf shelf, PrintWriter print) throws IOException;
  }

  @Override
  public Integer call() throws IOException {
    return with((shelf, print) -> {
      if (rebuild) {
        TakeLibrary.Synced synced = shelf.library().rebuild();
        say(Map.of("read", synced.read(), "problems", synced.problems()), synced.read() + " takes read");
        problems(synced.problems());
      } else {
        list(shelf.library().list("", false));
      }
    });
  }

  int with(Work work) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new ParameterException(spec.commandLine(), "--folder " + folder + ": no such folder; takes are kept there once you have played");
    }
    PrintWriter print = spec.commandLine().getOut();
    try (TakeShelf shelf = TakeShelf.open(folder)) {
      problems(shelf.sync());
      work.on(shelf, print);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
    print.flush();
    return 0;
  }

  void problems(List<String> problems) {
    PrintWriter err = spec.commandLine().getErr();
    problems.forEach(problem -> err.println("antiphon: " + problem.replaceAll("\\s*\\R\\s*", " ")));
    err.flush();
  }

  boolean json() {
    return json;
  }

  void say(Object asJson, String asText) throws IOException {
    spec.commandLine().getOut().println(json ? mapper.writeValueAsString(asJson) : asText);
  }

  private void list(List<Listed> takes) throws IOException {
    StringBuilder text = new StringBuilder();
    takes.forEach(take -> text.append(line(take)).append('\n'));
    say(takes, takes.isEmpty() ? "no takes" : text.toString().stripTrailing());
  }

  static String line(Listed take) {
    String made = take.kind().equals("import") ? "imported" : take.mode() + ", " + take.style();
    return String.format(
        Locale.ROOT, "%s %-26s %3d bars %5s  %-4s %3.0f  %-4s %s  (%s)", take.starred() ? "*" : " ", take.id(), take.bars(),
        take.meter(), take.key(), take.tempo(), length(take.lengthMs()), take.title(), made);
  }

  private static String length(int ms) {
    return String.format(Locale.ROOT, "%d:%02d", ms / 60_000, ms / 1000 % 60);
  }

  private void found(List<Found> found) throws IOException {
    StringBuilder text = new StringBuilder();
    found.forEach(one -> text.append(String.format(
        Locale.ROOT, "%3.0f %% bar %-3d %s%n", 100 * one.score(), one.bar() + 1, line(one.take()))));
    say(found, found.isEmpty() ? "no takes" : text.toString().stripTrailing());
  }

  @Command(name = "list", description = "Lists the takes, the newest first.")
  int list(@Option(names = "--starred", description = "Only those with a star.") boolean starred) throws IOException {
    return with((shelf, print) -> list(shelf.library().list("", starred)));
  }

  @Command(name = "show", description = "Says all about a take.")
  int show(@Parameters(paramLabel = "TAKE") String take) throws IOException {
    return analyse(take);
  }

  @Command(name = "find", description = "Finds takes by words, or by a melody in any key and tempo, a wrong note forgiven.")
  int find(
      @Parameters(paramLabel = "WORDS", arity = "0..*", description = "Each must be in its name, style, key, chords, date ...") @Nullable List<String> words,
      @Option(names = "--melody", paramLabel = "NOTES", description = "ABC (GABc d2), names (F# G A) or MIDI note numbers; 3 to 64 notes.") @Nullable String melody)
      throws IOException {
    if ((words == null || words.isEmpty()) == (melody == null)) {
      throw new ParameterException(spec.commandLine(), "takes find: expected either words or --melody NOTES");
    }
    return with((shelf, print) -> {
      if (melody != null) {
        found(shelf.library().byMelody(MelodyQuery.parse(melody), MOST));
      } else if (words != null) {
        list(shelf.library().list(String.join(" ", words), false));
      }
    });
  }

  @Command(name = "star", description = "Marks a take with a star.")
  int star(
      @Parameters(paramLabel = "TAKE") String take,
      @Option(names = "--off", description = "Take the star away.") boolean off) throws IOException {
    return changed(take, (library, id) -> library.star(id, !off));
  }

  @Command(name = "name", description = "Gives a take a name.")
  int name(@Parameters(paramLabel = "TAKE") String take, @Parameters(paramLabel = "NAME") String name) throws IOException {
    return changed(take, (library, id) -> library.name(id, name));
  }

  private interface Change {
    void on(TakeLibrary library, String id);
  }

  private int changed(String take, Change change) throws IOException {
    return with((shelf, print) -> {
      String id = shelf.library().named(take).id();
      change.on(shelf.library(), id);
      Listed now = shelf.library().named(id);
      say(now, line(now));
    });
  }

  @Command(name = "delete", description = "Takes a take out of the library; 'undo' brings it back until 'empty'.")
  int delete(@Parameters(paramLabel = "TAKE") String take) throws IOException {
    return with((shelf, print) -> {
      Listed gone = shelf.library().named(take);
      shelf.library().delete(gone.id(), System.currentTimeMillis());
      say(Map.of("deleted", gone.id()), gone.id() + " deleted; 'antiphon takes undo' brings it back");
    });
  }

  @Command(name = "undo", description = "Brings back the take that was deleted last.")
  int undo() throws IOException {
    return with((shelf, print) -> {
      Listed back = shelf.library().undo()
          .orElseThrow(() -> new IllegalArgumentException("takes undo: nothing is deleted"));
      say(back, line(back));
    });
  }

  @Command(name = "empty", description = "Removes what was deleted from the disk, for ever.")
  int empty() throws IOException {
    return with((shelf, print) -> {
      int gone = shelf.library().empty();
      say(Map.of("removed", gone), gone + (gone == 1 ? " take" : " takes") + " removed");
    });
  }

  @Command(name = "export", description = {
      "Writes a take as files: .mid, .abc, .musicxml, .wav, .png or .svg (a piano roll), "
          + ".pdf, .score.svg or .score.png (sheet music, engraved by Chromium, Chrome or Edge; ANTIPHON_BROWSER names another place of it)."})
  int export(
      @Parameters(paramLabel = "TAKE") String take,
      @Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files) throws IOException {
    return with((shelf, print) -> {
      Listed listed = shelf.library().named(take);
      List<String> written = new ArrayList<>();
      for (Path file : files) {
        shelf.write(listed, file);
        written.add(file.toString());
      }
      say(Map.of("take", listed.id(), "written", written), String.join("\n", written));
    });
  }

  @Command(name = "import", description = "Takes a MIDI, ABC or MusicXML file into the library, to be found and gone on from.")
  int take(@Parameters(paramLabel = "FILE") Path file) throws IOException {
    Files.createDirectories(folder);
    long bytes = Files.size(file);
    if (bytes > MOST_BYTES) {
      throw new ParameterException(spec.commandLine(), file + ": " + bytes + " bytes, expected at most " + MOST_BYTES);
    }
    return with((shelf, print) -> {
      Listed now = shelf.library().named(shelf.take(file.toString(), Files.readAllBytes(file)));
      say(now, line(now));
    });
  }

  @Command(name = "like", description = "Lists the takes most like one.")
  int like(@Parameters(paramLabel = "TAKE") String take) throws IOException {
    return with((shelf, print) -> found(shelf.library().like(shelf.library().named(take).id(), MOST)));
  }

  @Command(name = "analyse", description = "Says what is measured of a take: key, chords, form, density, rhythm, difficulty.")
  int analyse(@Parameters(paramLabel = "TAKE") String take) throws IOException {
    return with((shelf, print) -> {
      Listed listed = shelf.library().named(take);
      Analysis analysis = shelf.library().analysis(listed.id());
      ObjectNode node = mapper.createObjectNode();
      node.set("take", mapper.valueToTree(listed));
      node.set("analysis", mapper.valueToTree(analysis));
      say(node, line(listed) + "\n" + text(analysis));
    });
  }

  private static String text(Analysis a) {
    StringBuilder values = new StringBuilder();
    a.values().forEach(value -> values.append(String.format(Locale.ROOT, " %s %.0f %%", value.length(), 100 * value.share())));
    Analysis.Difficulty d = a.difficulty();
    return String.format(
        Locale.ROOT, """
            key         %s (certain to %.0f %%)
            form        %s, sections of %d bars
            chords      %s
            density     %.2f notes a beat; a bar: %s
            rhythm     %s; off the beat %.0f %%%s
            difficulty  %.1f of 10 (speed %.2f, leaps %.2f, range %.2f, chords %.2f, foreign notes %.2f, off the beat %.2f)""",
        a.key(), 100 * a.keyConfidence(), a.form(), a.formBars(),
        String.join(" | ", a.chords().stream().map(chord -> chord.isEmpty() ? "-" : chord).toList()), a.notesPerBeat(),
        String.join(" ", a.density().stream().map(String::valueOf).toList()), values, 100 * a.offBeat(),
        a.groove() < 0 ? "" : String.format(Locale.ROOT, ", bars alike to %.0f %%", 100 * a.groove()), d.of10(), d.speed(),
        d.leaps(), d.width(), d.chords(), d.foreign(), d.offBeat());
  }

  @Command(name = "branch", description = {
      "Plays live, going on after a bar of a take: 'antiphon play' with that as its past.",
      "What else is said goes to 'play', such as --in and --out."})
  int branch(
      @Parameters(paramLabel = "TAKE") String take,
      @Option(names = "--bar", paramLabel = "N", description = "After which bar (default: the last).") @Nullable Integer bar,
      @Option(names = "--in", paramLabel = "PORT", description = "MIDI input.") @Nullable String in,
      @Option(names = "--out", paramLabel = "PORT", description = "MIDI output.") @Nullable String out,
      @Option(names = "--rounds", paramLabel = "N", description = "Stop after N answers (default: never).") @Nullable Integer rounds)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    with((shelf, print) -> {
      Listed listed = shelf.library().named(take);
      arguments.addAll(List.of("play", "--after", listed.id() + ":" + (bar == null ? listed.bars() : bar), "--after-in", folder.toString()));
    });
    Optional.ofNullable(in).ifPresent(port -> arguments.addAll(List.of("--in", port)));
    Optional.ofNullable(out).ifPresent(port -> arguments.addAll(List.of("--out", port)));
    Optional.ofNullable(rounds).ifPresent(n -> arguments.addAll(List.of("--rounds", n.toString())));
    return spec.root().commandLine().execute(arguments.toArray(String[]::new));
  }
}
