package antiphon.session.shelf;

import antiphon.generate.Conversation;
import antiphon.generate.Preset;
import antiphon.library.Listed;
import antiphon.library.TakeLibrary;
import antiphon.midi.AudioRender;
import antiphon.midi.MidiFile;
import antiphon.musicxml.Sheet;
import antiphon.pipeline.EngineSettings;
import antiphon.pipeline.Opening;
import antiphon.replay.ReplayEngine;
import antiphon.replay.Replayed;
import antiphon.score.Bar;
import antiphon.score.Note;
import antiphon.score.Score;
import antiphon.session.sheet.EngravedKind;
import antiphon.session.sheet.Engraver;
import antiphon.session.sheet.SheetFiles;
import antiphon.session.sheet.SheetKind;
import antiphon.session.take.FinishedTake;
import antiphon.session.take.TakeFiles;
import antiphon.take.Take;
import antiphon.take.TakenNote;
import antiphon.time.Meter;
import antiphon.time.Tempo;
import antiphon.time.Timeline;
import antiphon.web.Takes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The library of the folder {@code takes}, and what is made of its takes. Any thread. */
public final class TakeShelf implements Takes, AutoCloseable {
  private static final double USUAL_TEMPO = 120;
  private static final int VELOCITY = 80;
  private static final int LONGEST_NAME = 120;

  private final TakeLibrary library;
  private volatile Set<String> playing = Set.of();

  TakeShelf(TakeLibrary library) {
    this.library = library;
  }

  /** The library of a folder. */
  public static TakeShelf open(Path folder) {
    return new TakeShelf(TakeLibrary.open(folder, new TakeFolders()));
  }

  @Override
  public TakeLibrary library() {
    return library;
  }

  @Override
  public List<String> sync() {
    return library.sync(playing).problems();
  }

  /** Which take is being played now, so that it is left alone until it is over. */
  public void playing(String id) {
    playing = Set.of(id);
  }

  /** A take is over: it is in the library when this returns, unless nothing was played. */
  public void finished(String id) throws IOException {
    library.add(id);
  }

  private Path source(String id) throws IOException {
    return new TakeFolders().source(library.folder(id))
        .orElseThrow(() -> new IOException(library.folder(id) + ": the take is not there any more, expected its files"));
  }

  private Sheet sheet(Path source) throws IOException {
    return SheetFiles.read(source, SheetKind.of(source).orElseThrow());
  }

  @Override
  public byte[] export(Listed take, String kind) throws IOException {
    if (!KINDS.contains(kind)) {
      throw new IllegalArgumentException("export as '" + kind + "': expected " + String.join(", ", KINDS));
    }
    Path folder = Files.createTempDirectory("antiphon-export");
    Path file = folder.resolve("take." + kind);
    try {
      write(take, kind, file);
      return Files.readAllBytes(file);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  /** A take as MIDI, each bar once, so that bars stand where the library says. */
  public MidiFile midi(Listed take) throws IOException {
    Path source = source(take.id());
    return TakeFolders.isImport(source)
        ? SheetFiles.midiAsWritten(imported(take.title(), sheet(source)).sheet())
        : MidiFile.read(export(take, "mid"), take.id());
  }

  /**
   * Writes a take as what the name ends in: a kind of {@link Takes#KINDS}, or sheet music.
   *
   * @throws IllegalArgumentException if it ends in nothing of these
   */
  public void write(Listed take, Path file) throws IOException {
    Optional<EngravedKind> engraved = EngravedKind.ofScore(file);
    if (engraved.isPresent()) {
      Engraver.here().write(take.title(), abc(take), engraved.get(), file);
      return;
    }
    String name = file.toString().toLowerCase(Locale.ROOT);
    write(take, KINDS.stream().filter(k -> name.endsWith("." + k)).findFirst().orElseThrow(() -> new IllegalArgumentException(
        file + ": expected a name ending in ." + String.join(", .", KINDS) + ", " + EngravedKind.SCORE_ENDINGS)), file);
  }

  private void write(Listed take, String kind, Path file) throws IOException {
    Path source = source(take.id());
    FinishedTake finished = TakeFolders.isImport(source) ? imported(take.title(), sheet(source)) : played(take.title(), source);
    switch (kind) {
      case "mid" -> {
        if (TakeFolders.isImport(source)) {
          SheetFiles.write(finished.sheet(), file, SheetKind.MIDI);
        } else {
          TakeFiles.writeMidi(file, finished);
        }
      }
      case "abc" -> TakeFiles.writeAbc(file, finished);
      case "musicxml" -> TakeFiles.writeMusicXml(file, finished);
      case "wav" -> {
        if (TakeFolders.isImport(source)) {
          AudioRender.wav(SheetFiles.midi(finished.sheet()), file);
        } else {
          TakeFiles.writeWav(file, finished);
        }
      }
      case "png" -> TakeFiles.writePng(file, finished);
      case "svg" -> TakeFiles.writeSvg(file, finished);
      default -> throw new IllegalArgumentException("export as '" + kind + "': expected " + String.join(", ", KINDS));
    }
  }

  private static FinishedTake played(String title, Path source) throws IOException {
    Take take = Take.read(source);
    Replayed replayed = ReplayEngine.replay(take, Optional.empty());
    return FinishedTake.of(title, replayed.timeline(), score(source, replayed), replayed.notes(), take.settings().preset())
        .orElseThrow(() -> new IOException(source + ": nothing was played in this take, expected some notes"));
  }

  /** The score as it was written when the take ended; where the program was killed, as this one replays it. */
  private static Optional<Score> score(Path source, Replayed replayed) throws IOException {
    Path written = source.resolveSibling("take.abc");
    return Files.exists(written)
        ? Optional.of(SheetFiles.read(written, SheetKind.ABC).score())
        : replayed.conversation().filter(c -> c.size() > 0).map(Conversation::score);
  }

  /** A piece as if the player had played it as it is written. */
  private static FinishedTake imported(String title, Sheet sheet) {
    Score score = sheet.score();
    Bar first = score.bars().getFirst();
    long pickup = first.length() < first.meter().barTicks() ? first.length() : 0;
    Map<Long, Meter> meters = new TreeMap<>();
    for (int bar = 0; bar < score.bars().size(); bar++) {
      Meter meter = score.bars().get(bar).meter();
      if (bar == 0 || !meter.equals(score.bars().get(bar - 1).meter())) {
        meters.put((long) bar, meter);
      }
    }
    Timeline timeline = Timeline.of(
        pickup, meters, Map.of(0L, score.tempo().orElse(Tempo.ofQuartersPerMinute(USUAL_TEMPO))));
    List<TakenNote> notes = new ArrayList<>();
    for (int voice = 0; voice < score.voices().size(); voice++) {
      for (Note note : score.voices().get(voice).notes()) {
        notes.add(new TakenNote(false, voice, note.pitch(), VELOCITY, note.onset(), note.end()));
      }
    }
    return new FinishedTake(
        new antiphon.session.take.Take(title, timeline, score.bars().size(), first.key(), notes, Map.of()),
        new Sheet(title, score, sheet.programs()));
  }

  @Override
  public Branch branch(Listed take, int bar, EngineSettings now) throws IOException {
    Path source = source(take.id());
    if (bar < 1 || bar > take.bars()) {
      throw new IllegalArgumentException("bar " + bar + ": expected 1 to " + take.bars());
    }
    if (TakeFolders.isImport(source)) {
      Score score = sheet(source).score();
      Bar last = score.bars().get(Math.min(bar, score.bars().size()) - 1);
      double tempo = score.tempo().map(Tempo::quartersPerMinute).orElse(USUAL_TEMPO);
      Preset timed = now.preset().withTime(last.meter(), Tempo.ofQuartersPerMinute(tempo));
      EngineSettings plain = new EngineSettings(timed, now.seed(), true, 0).withControls(now.controls());
      return new Branch(plain.withOpening(Opening.of(score, bar, timed)), tempo, title(take, bar));
    }
    Take read = Take.read(source);
    Replayed replayed = ReplayEngine.replay(read, Optional.empty());
    Score score = score(source, replayed)
        .orElseThrow(() -> new IOException(source + ": nothing was played in this take, expected some notes"));
    EngineSettings then = read.settings();
    Timeline timeline = replayed.timeline();
    Tempo tempo = timeline.tempoAt(timeline.barStart(bar));
    Preset timed = then.preset().withTime(timeline.meterOfBar(bar), tempo);
    EngineSettings settings = new EngineSettings(
        timed, then.chart().map(chart -> chart.withTempo(tempo)), then.backing(), then.controls(), now.seed(), now.startOnFirstNote(), then.sealAheadNs(), then.leadNs(), 0,
        then.clockOut(), Optional.of(Opening.of(score, take.past() + bar, timed)));
    return new Branch(settings, tempo.quartersPerMinute(), title(take, bar));
  }

  private static String title(Listed take, int bar) {
    return "After bar " + bar + " of " + take.title();
  }

  @Override
  public String take(String name, byte[] bytes) throws IOException {
    String plain = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).replaceAll("[^\\p{L}\\p{N}._ -]", "_");
    if (plain.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("a name of " + plain.length() + " characters: expected at most " + LONGEST_NAME);
    }
    SheetKind kind = SheetKind.of(Path.of(plain)).orElseThrow(() -> new IllegalArgumentException(
        "'" + plain + "': expected a name ending in " + SheetKind.ENDINGS));
    String stamp = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT).format(LocalDateTime.now(ZoneId.systemDefault())) + "-import";
    String id = stamp;
    for (int n = 2; Files.exists(library.folder(id)); n++) {
      id = stamp + "-" + n;
    }
    Path folder = library.folder(id).resolve(TakeFolders.IMPORT);
    boolean taken = false;
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(plain), bytes);
      SheetFiles.read(folder.resolve(plain), kind);
      if (!library.add(id)) {
        throw new IllegalArgumentException(plain + ": no notes, expected some");
      }
      taken = true;
      return id;
    } finally {
      // Whatever was thrown, also for want of memory.
      if (!taken) {
        remove(library.folder(id));
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Override
  public String abc(Listed take) throws IOException {
    Path source = source(take.id());
    FinishedTake finished = TakeFolders.isImport(source) ? imported(take.title(), sheet(source)) : played(take.title(), source);
    return SheetFiles.abc(take.title(), finished.sheet().score());
  }

  @Override
  public void close() {
    library.close();
  }
}
